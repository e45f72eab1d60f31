import type { World } from "../deployment/deployment"
import { log } from "../platform/log"
import { type Due, dueConversations, forgetContact, reviewLater } from "../store/conversations/retention"
import { databaseError } from "../store/database"

/** Conversations looked at in one sweep. */
const MAX_CONVERSATIONS = 20

/** A conversation is looked at again after so long at most, so that a shorter setting is soon in force. */
const LONGEST_REVIEW_DAYS = 7

/** When to look again at a conversation that could not be looked at. */
const RETRY_MILLISECONDS = 3_600_000

const DAY_MILLISECONDS = 86_400_000

/** Has conversations that were quiet for long enough erased. Does nothing while they are kept for good. */
export async function sweepConversations(world: World): Promise<void> {
  const looked: { due: Due; again: number }[] = []
  for (const due of await dueConversations(world.db, world.now(), MAX_CONVERSATIONS)) {
    const again = await review(world, due)
    if (again !== null)
      looked.push({ due, again: Math.min(again, world.now() + LONGEST_REVIEW_DAYS * DAY_MILLISECONDS) })
  }
  await reviewLater(world.db, looked)
}

/** When to look again; null when there is nothing left to look at, which is in the directory then, or will be. */
async function review(world: World, { id, account, days }: Due): Promise<number | null> {
  try {
    const erasure = await world.conversation(id).erase(days)
    if (typeof erasure === "number") return erasure
    // The object sees to its own entry, unless it has nothing to see to it with.
    if (erasure === "nobody") await forgetContact(world.db, { id, account, keepAddresses: false })
    log("conversation.erased", { conversation: id })
    return null
  } catch (error) {
    log("conversation.notErased", { conversation: id, reason: String(databaseError(error)) })
    return world.now() + RETRY_MILLISECONDS
  }
}
