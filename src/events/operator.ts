import type { DataOf, Published } from "../core/event"
import type { World } from "../deployment/deployment"
import { newId } from "../platform/identity"
import { log } from "../platform/log"
import { databaseError } from "../store/database"
import { publish } from "./publish"

/** A change that somebody made: of what, and how that stood before and after it. */
export interface Deed extends DataOf<"operator.did"> {
  /** The id of what was changed. */
  subject: string
  order?: string
  conversation?: string
  flow?: string
}

/** What publishes that somebody changed something. What is private in it is left out by who tells. */
export function operatorDid({ who, what, before, after, ...about }: Deed, at: number): Published<"operator.did"> {
  return { type: "operator.did", key: `did:${newId()}`, at, ...about, data: { who, what, before, after } }
}

/** Publishes it where nothing that was written could carry it. What was done stands, whether or not it can be told. */
export async function tellDeed(world: World, deed: Published<"operator.did">): Promise<void> {
  try {
    await publish(world, deed)
  } catch (error) {
    log("operator.notTold", { what: deed.data.what, reason: String(databaseError(error)) })
  }
}
