import { addressesOf, type Capabilities, type Contact } from "../channels/channel"
import type { Stack } from "../flow/stack"
import type { Unfinished } from "./parts"
import type { Tallies } from "./tally"

/**
 * An address that is this contact's no more, and until when it was; `moved` where its owner went on instead of losing it,
 * `since` the first that was heard from there then, `unheard` where nobody was.
 */
export interface Left {
  address: string
  at: number
  moved?: true
  since?: number
  unheard?: true
}

/** Everything a conversation remembers between events, in one row with what it owes: a turn writes it once. */
export interface State {
  /** The conversation's name: a keyed hash. */
  id: string
  channel: string
  account: string
  contact: Contact
  /** Addresses that are this contact's no more, the latest last. */
  left?: Left[]
  /**
   * Between which messages, by their times, the contact's phone was heard from; what was written from it before `after` is
   * its former owner's.
   */
  held?: { since: number; until: number; after?: number }
  /** Hears nobody any more: another conversation of the same person does. What it owes it still says. */
  closed?: true
  /** The conversation that an address went to when this one gave it up: what comes late may be for that one. */
  heir?: string
  /** Those that it led to before, the latest last: who had the address then may still be told of. */
  heirsBefore?: string[]
  stack: Stack
  /** What its runs did so far. */
  tallies?: Tallies
  /** The customer's latest message; milliseconds since 1970. What opens WhatsApp's window. */
  lastInboundAt: number | null
  /** Since when the customer wants to hear nothing. */
  optedOutAt: number | null
  /** The carrier keeps that silence too, and answers whoever ends it. */
  carrierSilent?: true
  /** When the customer last ended a silence: an older wish for one that comes late is over. */
  optedInAt?: number
  /** Messages up to then were erased with the records of them: one that old is a repeat. Milliseconds since 1970. */
  heardUntil?: number
  /**
   * Messages wait until the channel account is mended: since when, and tries of our own so far. `told` by a status: that
   * the channel takes a message then proves nothing.
   */
  onHold?: { since: number; tries: number; told: boolean }
  /** Long messages of which not all parts came yet. */
  parts?: Unfinished[]
  /** The number of what is taken or owed next. */
  next: number
  /** From when on a record may be old enough to be removed. */
  pruneAt?: number
}

/** A conversation before its first event. */
export function newState(id: string, channel: string, account: string, contact: Contact): State {
  return {
    id,
    channel,
    account,
    contact,
    stack: { id, runs: [], started: 0, ended: [] },
    lastInboundAt: null,
    optedOutAt: null,
    next: 1,
  }
}

/** Whether there is anywhere to write to: not once the contact was erased or lost, until the customer writes again. */
export function isReachable({ contact }: State): boolean {
  return addressesOf(contact).length > 0
}

/** Why a message to somebody who lost every address is not sent. */
export const LOST = "the customer's number belongs to somebody else now, and no other address is known"

/** Whether the channel no longer takes free text from us, as far as its own time goes. */
export function isWindowClosed({ windowHours }: Capabilities, { lastInboundAt }: State, now: number): boolean {
  return windowHours !== null && now - (lastInboundAt ?? 0) > windowHours * 3_600_000
}
