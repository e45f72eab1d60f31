import type { DataOf } from "../core/event"
import type { World } from "../deployment/deployment"
import { newId } from "../platform/identity"
import { publish } from "./publish"

/** A change that somebody made: of what, and how that stood before and after it. */
export interface Deed extends DataOf<"operator.did"> {
  /** The id of what was changed. */
  subject: string
  order?: string
  conversation?: string
  flow?: string
}

/** Publishes that somebody changed something. What is private in it is left out by who tells. */
export async function operatorDid(world: World, { who, what, before, after, ...about }: Deed): Promise<void> {
  const data = { who, what, before, after }
  await publish(world, { type: "operator.did", key: `did:${newId()}`, at: world.now(), ...about, data })
}
