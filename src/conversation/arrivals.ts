import { cache } from "../store/cache"

/** Longer than a send that goes unanswered waits before it is made again; the statuses of a busy minute. */
const told = cache<string>({ size: 5000, seconds: 120 })

/** Remembers in this isolate that the channel told of a sent message by that reference, and its id of it. */
export function noteArrival(reference: string, message: string, now: number): void {
  told.keep(reference, now, message)
}

/** The channel's id of the message that it told of by that reference, as far as this isolate heard. */
export function arrivalOf(reference: string, now: number): string | undefined {
  return told.peek(reference, now)
}
