import { addressesOf, type Contact } from "../channels/channel"
import { isReachable, type Left, type State } from "./state"

/*
 * Whose a conversation is. The directory and what isolates remember of it only say where to ask: the conversation's object
 * decides, and what it refuses is brought to another one, however old the memory of who asked.
 *
 * - A user id is a person. Another id on a known phone is another person, who has the phone from then on; only the channel's
 *   word that somebody changed joins two ids. A phone that comes without an id is whoever was last known to have it.
 * - Who changes takes the conversation along, with all that it owes. What was written from an address by the time it was
 *   given up is its former owner's still; what comes from there later is a stranger's, who gets another conversation.
 * - A number that somebody changes to may be in a conversation already. One that heard from it before the change is another
 *   person's, and loses the number. One that heard from it only since is the same person's, who wrote before the channel
 *   told of the change: it is closed, so that one conversation hears them, and still says what it owes to wherever they are.
 * - Who has lost every address is not written to. What is owed then fails, where the operator sees it.
 */

/** The channel's word that somebody changed their number or user id. */
export interface Move {
  from: Contact
  to: Contact
  at: number
}

/**
 * An address was heard of as somebody's who has another conversation: by their message, by their move, or by a move of
 * somebody who has none yet.
 */
export interface Claim {
  contact: Contact
  at: number
  by: "message" | "move" | "hearsay"
  /** The other conversation, where it has a name yet. */
  heir?: string
}

/** Addresses remembered after they were left: more than anybody changes while messages are on their way. */
const MAX_LEFT = 20

/** Whether somebody who comes from there, with what they sent at that time, is this conversation's to hear. */
export function isOwn(state: State, contact: Contact, at: number): boolean {
  return !state.closed && isKnown(state, contact, at)
}

/** The state once a message of its own was heard. What is older than what was heard already changes no address. */
export function heardFrom(state: State, heard: Contact, at: number): State {
  if (isNobodys(state)) return { ...state, contact: heard, held: { since: at, until: at } }
  const { contact } = state
  const held = heldOf(state, at)
  const name = heard.name ?? contact.name
  const named = name === contact.name || name === undefined ? contact : { ...contact, name }
  const { phone } = heard
  if (phone === undefined) return { ...state, contact: named }
  if (phone === contact.phone) {
    const isNew = heard.userId !== undefined && contact.userId === undefined && !wasOwn(state, heard.userId, at)
    const known = isNew ? { ...named, ...(heard.userId !== undefined && { userId: heard.userId }) } : named
    const { since, until } = held
    return { ...state, contact: known, held: { ...held, since: Math.min(since, at), until: Math.max(until, at) } }
  }
  if (at < held.until || wasOwn(state, phone, at)) return { ...state, contact: named }
  return { ...withAddresses(state, { ...named, phone }, { at }), held: { since: at, until: at } }
}

/** The state of a conversation that begins with a message, where an address of its contact was another's until `after`. */
export function begunWith(state: State, at: number, after: number | undefined): State {
  return after === undefined ? state : { ...state, held: { since: at, until: at, after } }
}

/** When one of the addresses that somebody wrote from at that time was given up, so that whoever writes is another. */
export function givenUpAt({ left = [] }: State, contact: Contact, at: number): number | null {
  const gone = left.filter((known) => addressesOf(contact).includes(known.address) && known.at < at)
  return gone.length === 0 ? null : Math.max(...gone.map((known) => known.at))
}

/** Whether the later state has a phone that the earlier one had not, so that it may be another conversation's still. */
export function gainsPhone(before: State, after: State): boolean {
  return !isNobodys(before) && after.contact.phone !== undefined && after.contact.phone !== before.contact.phone
}

/** The state once its contact changed; the same where it did before, null where that is somebody else. Safe to repeat. */
export function followed(state: State, { from, to, at }: Move): State | null {
  if (!isKnown(state, from, at)) return null
  const own = isNobodys(state) ? { ...state, contact: addressesIn(from) } : state
  const held = heldOf(own, at)
  const isNews = addressesOf(from).some((address) =>
    addressesOf(own.contact).includes(address)
      ? at >= held.since
      : own.left?.some((left) => left.address === address && !left.moved && left.at >= at),
  )
  if (!isNews) return state
  const { phone, userId, ...rest } = own.contact
  // A number's change renews the id, and an id is renewed when the number changed: what is not told anew is of the past.
  const id = to.userId ?? (to.phone === phone ? userId : undefined)
  const contact = { ...rest, ...addressesIn({ ...to, ...(id !== undefined && { userId: id }) }) }
  const left = {
    at,
    moved: true as const,
    ...(own.lastInboundAt === null ? { unheard: true as const } : { since: held.since }),
  }
  const gone = withAddresses(own, contact, left, addressesOf(from))
  return to.phone === undefined ? withoutHold(gone) : { ...gone, held: { since: at, until: at, after: at } }
}

/** The state once an address was heard of as somebody's with another conversation; the same where that takes nothing away. */
export function ceded(state: State, { contact: claimed, at, by }: Claim): State {
  const { phone, userId } = state.contact
  const held = heldOf(state, at)
  const has = claimed.phone !== undefined && claimed.phone === phone
  if (userId !== undefined && userId === claimed.userId) {
    if (by === "hearsay") return state
    const closed = { ...state, closed: true as const }
    if (has || claimed.phone === undefined || at < held.until) return closed
    return {
      ...withAddresses(closed, { ...state.contact, phone: claimed.phone }, { at }),
      held: { since: at, until: at },
    }
  }
  if (!has) return state
  if (userId !== undefined && claimed.userId !== undefined) return at < held.until ? state : withoutPhone(state, at)
  if (by === "message") {
    if (claimed.userId === undefined || at < held.until) return state
    const lost = withoutPhone(state, at)
    return { ...lost, contact: { ...lost.contact, userId: claimed.userId }, closed: true }
  }
  // It was given up since, and is who came after's: what is told late of its former owner takes nothing from them.
  if (held.after !== undefined && at < held.after) return state
  if (held.since < at) return withoutPhone(state, at)
  return by === "hearsay" ? state : { ...state, closed: true }
}

/** Where a contact went on to from there by then, in a conversation that was not heard from there before. */
export function onwardFrom(state: State, address: string | undefined, at: number): Move | null {
  const left = state.left?.find(
    (known) =>
      known.address === address &&
      known.at >= at &&
      (known.unheard || (known.since !== undefined && known.since >= at)),
  )
  if (!left) return null
  return { from: { phone: left.address }, to: addressesIn(state.contact), at: left.at }
}

/** Whether somebody else, who has another user id, was heard from the new phone after that, so that it is theirs by now. */
export function isElsewhere(state: State, { from, to: { phone, userId }, at }: Move): boolean {
  const own = state.contact
  if (state.closed || phone === undefined || own.phone !== phone || isKnown(state, from, at)) return false
  return own.userId !== undefined && userId !== undefined && own.userId !== userId && at < heldOf(state, at).until
}

/** The state of a sign that leads to another conversation from now on, and remembers those before. */
export function ledTo(state: State, heir: string): State {
  const { heir: last, heirsBefore = [] } = state
  const before = last === undefined ? heirsBefore : [...heirsBefore.filter((one) => one !== last), last]
  const others = before.filter((one) => one !== heir).slice(-MAX_LEFT)
  const { heirsBefore: _, ...rest } = state
  return { ...rest, heir, ...(others.length > 0 && { heirsBefore: others }) }
}

/** Where a contact can be reached, without their name. */
export function addressesIn({ phone, userId }: Contact): Contact {
  return { ...(phone !== undefined && { phone }), ...(userId !== undefined && { userId }) }
}

function isKnown(state: State, contact: Contact, at: number): boolean {
  if (isNobodys(state)) return !state.closed
  const { userId } = state.contact
  if (userId !== undefined && contact.userId !== undefined && userId !== contact.userId)
    return wasOwn(state, contact.userId, at)
  const { after = 0 } = state.held ?? {}
  return addressesOf(contact).some(
    (address) =>
      (address === userId && userId !== undefined) ||
      (address === state.contact.phone && at >= after) ||
      wasOwn(state, address, at),
  )
}

/** Before anybody was heard, or once they were erased. */
export function isNobodys(state: State): boolean {
  return !isReachable(state) && state.left === undefined
}

function wasOwn({ left }: State, address: string, at: number): boolean {
  return left?.some((known) => known.address === address && at <= known.at) ?? false
}

/**
 * Between which messages the phone was heard from; of before that was noted only the latest is known. Where no phone is
 * known, messages without one say nothing of whose it is: an older one may bring it.
 */
function heldOf({ contact, held, lastInboundAt }: State, at: number): NonNullable<State["held"]> {
  if (contact.phone === undefined) return { since: at, until: at }
  return held ?? (lastInboundAt === null ? { since: at, until: at } : { since: 0, until: lastInboundAt })
}

function withAddresses(state: State, contact: Contact, left: Omit<Left, "address">, also: string[] = []): State {
  const own = addressesOf(contact)
  const gone = [...new Set([...addressesOf(state.contact), ...also])].filter((address) => !own.includes(address))
  const others = (state.left ?? []).filter(({ address }) => !own.includes(address) && !gone.includes(address))
  const all = [...others, ...gone.map((address) => ({ address, ...left }))].slice(-MAX_LEFT)
  const { left: _, ...rest } = state
  return { ...rest, contact, ...(all.length > 0 && { left: all }) }
}

function withoutPhone(state: State, at: number): State {
  const { phone: _, ...contact } = state.contact
  return withoutHold(withAddresses(state, contact, { at }))
}

function withoutHold({ held: _, ...state }: State): State {
  return state
}
