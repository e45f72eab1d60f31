import type { SessionView } from "../../http/api/deployment/view"
import { Refusal } from "../client/client"
import { session } from "../client/session"

/** Where the address that signs in once leads. */
const PATH = "/signin"

/** What became of the word that stood in the address. */
export interface Redeemed {
  session: SessionView | null
  /** The word was spent before, or is too old. */
  spent: boolean
}

let taken: string | null = null

/** Takes the word that signs in once out of the address, before anything is drawn: it must not stay in the history. */
export function takeWord(): void {
  if (location.pathname !== PATH) return
  taken = location.hash.slice(1) || null
  history.replaceState(null, "", "/")
}

/** Signs in with the word that was taken, unless that was answered already. Null when there is none. Throws a Refusal. */
export async function redeemWord(): Promise<Redeemed | null> {
  if (taken === null) return null
  try {
    const begun = await session.begin({ word: taken })
    taken = null
    return { session: begun, spent: false }
  } catch (error) {
    if (!(error instanceof Refusal && error.code === "spent")) throw error
    taken = null
    return { session: null, spent: true }
  }
}
