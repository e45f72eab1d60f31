import { cache } from "../store/cache"

/** Longer than a send that goes unanswered waits before it is made again; the statuses of a busy minute. */
const KEPT = { size: 5000, seconds: 120 }

/** What this isolate heard of sent messages: the channel's id of each by its reference, and which of them arrived. */
const told = cache<string>(KEPT)
const arrived = cache<true>(KEPT)

/** Remembers that the channel told of a sent message by that reference, and its id of it. */
export function noteTold(reference: string, message: string, now: number): void {
  told.keep(reference, now, message)
}

/** The channel's id of the message that it told of by that reference, as far as this isolate heard. */
export function toldOf(reference: string, now: number): string | undefined {
  return told.peek(reference, now)
}

/** Remembers that a message arrived at the customer: that it failed is wrong then, or of before. */
export function noteArrival(account: string, message: string, now: number): void {
  arrived.keep(`${account}/${message}`, now, true)
}

/** Whether the message arrived, as far as this isolate heard. */
export function hasArrived(account: string, message: string, now: number): boolean {
  return arrived.peek(`${account}/${message}`, now) === true
}
