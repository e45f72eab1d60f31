import { addressesOf, type Channel, type Inbound } from "../../channels/channel"
import { hasArrived, noteArrival, noteTold } from "../../conversation/arrivals"
import type { Claim } from "../../conversation/identity"
import { readReference } from "../../conversation/reference"
import type { Delivery, Moved, NotOwn } from "../../conversation/thread"
import type { World } from "../../deployment/deployment"
import { conversationName } from "../../platform/identity"
import { log } from "../../platform/log"
import { cache } from "../../store/cache"
import { conversationsOf, holdersOf, registerConversation } from "../../store/conversations/directory"

type Move = Extract<Inbound, { type: "moved" }>

/** A change, and those after it that were heard of before. */
type Moves = readonly [Move, ...Move[]]

type Item = Delivery["inbound"][number]

/** Where webhooks of one channel account are brought. */
export interface Post {
  env: Env
  world: World
  channel: Channel
  account: string
}

/** For less than the shortest time after which a conversation is erased. */
const KEPT_HOURS = 12

/**
 * The conversations of those who are not heard in the one that their address names. What is remembered here is asked first,
 * and decides for itself whether the address is its own still.
 */
const elsewhere = cache<string>({ size: 20_000, seconds: KEPT_HOURS * 3600 })

/** Conversations woken at once: enough to be quick, few enough to leave room for other requests. */
const AT_ONCE = 100

/** Owners that one address had in turn: more is a fault, not a number. */
const MAX_GENERATIONS = 100

/** Changes heard of in the wrong order that are followed one after the other. */
const MAX_ONWARD = 10

/** Hands everything to its conversation. Throws when any of it is not durable, so that the channel sends it again. */
export async function deliver(post: Post, inbound: readonly (Item | Move)[]): Promise<void> {
  const failures: unknown[] = []
  const unmoved = new Set<string>()
  // First, whatever order they came in: who moved is then found where they are, and what they wrote before is told by its time.
  for (const move of inbound.filter((item) => item.type === "moved").sort((a, b) => a.at - b.at)) {
    try {
      await follow(post, move)
    } catch (error) {
      failures.push(error)
      for (const address of addressesOf(move.to)) unmoved.add(address)
    }
  }
  const items = inbound.filter((item) => item.type !== "moved")
  const ready = items.filter((item) => !addressesIn(item).some((address) => unmoved.has(address)))
  if (ready.length > 0) failures.push(...(await handOut(post, ready)))
  // Only now: one conversation in trouble must not keep the others from hearing, however often the batch is sent again.
  if (failures.length > 0) throw failures[0]
}

async function handOut(post: Post, items: readonly Item[]): Promise<unknown[]> {
  const first = new Map<string, Delivery>()
  for (const item of items)
    if (isToldOf(post, item)) put(first, post, senderOf(item) ?? (await nameOf(post, addressesIn(item))), item)
  const known = new Map<string, string>()
  const unknown: Item[] = []
  const failures = await each([...first.values()], async (delivery) => {
    if (await hand(post, known, { ...delivery, begin: !post.channel.capabilities.aliases })) return
    unknown.push(...delivery.inbound)
  })
  if (unknown.length > 0) failures.push(...(await introduce(post, known, unknown)))
  return failures
}

/**
 * Hands out what came from addresses that no object knows: the directory is asked, once for all of them, whether they lead
 * to a conversation that is named by another address. The object is told where they lead, and knows the next time.
 */
async function introduce(post: Post, known: Map<string, string>, items: readonly Item[]): Promise<unknown[]> {
  const { world, account } = post
  const entered = await conversationsOf(world.db, account, items.flatMap(addressesIn))
  for (const [address, id] of entered) known.set(address, id)
  const deliveries = new Map<string, Delivery>()
  for (const item of items) {
    const addresses = addressesIn(item)
    const lead = addresses.find((address) => known.has(address))
    const id = senderOf(item) ?? known.get(lead ?? "") ?? (await freshName(post, addresses[0] ?? "", 0))
    for (const address of addresses) if (!known.has(address)) known.set(address, id)
    put(deliveries, post, id, item)
  }
  return each([...deliveries.values()], async (delivery) => {
    await hand(post, known, delivery)
  })
}

function put(deliveries: Map<string, Delivery>, post: Post, id: string, item: Item): void {
  const delivery = deliveries.get(id) ?? { ...named(post, id), inbound: [] }
  delivery.inbound.push(item)
  deliveries.set(id, delivery)
}

/** Does it for all, some at a time, and says what failed. */
async function each(all: Delivery[], deed: (delivery: Delivery) => Promise<void>): Promise<unknown[]> {
  const failures: unknown[] = []
  const tried = (delivery: Delivery) => deed(delivery).catch((error: unknown) => failures.push(error))
  const [only] = all
  if (all.length === 1 && only) await tried(only)
  else
    for (let from = 0; from < all.length; from += AT_ONCE) await Promise.all(all.slice(from, from + AT_ONCE).map(tried))
  return failures
}

/**
 * Whether the conversation has to hear of it. That a message arrived changes nothing where it was sent without a doubt, and
 * wakes nobody: only what failed does, and what a conversation in doubt waits for. The others are remembered for a while, for
 * a send whose answer is lost just now.
 */
function isToldOf({ world, account }: Post, item: Item): boolean {
  if (item.type !== "receipt") return true
  const { echo, message, status } = item
  const now = world.now()
  if (status === "failed") return !hasArrived(account, message, now)
  if (status !== "sent") noteArrival(account, message, now)
  if (echo === undefined) return false
  if (readReference(echo)?.isAwaited) return true
  noteTold(echo, message, now)
  return false
}

/** The conversation that sent what a receipt tells of. */
function senderOf(item: Item): string | null {
  return item.type === "receipt" ? (readReference(item.echo ?? "")?.conversation ?? null) : null
}

function addressesIn({ contact = {} }: Item): string[] {
  return addressesOf(contact)
}

/** Whom to ask: the conversation that the lasting address names, or the one that somebody there was led to before. */
async function nameOf({ world, account, ...post }: Post, [address = ""]: readonly string[]): Promise<string> {
  const led = elsewhere.peek(`${account}/${address}`, world.now())
  return led ?? (await freshName({ world, account, ...post }, address, 0))
}

/** Hands it over, and what is refused to others; false, and nothing is done, where nobody is known there yet. */
async function hand(post: Post, known: Map<string, string>, delivery: Delivery): Promise<boolean> {
  const { id, inbound } = delivery
  // An object that still runs the code from before refuses nothing, and says nothing.
  const refused: NotOwn[] = (await conversation(post, id).receive(delivery)) ?? []
  if (refused.some(({ why }) => why === "new")) return false
  for (const [index, item] of inbound.entries()) {
    const refusal = refused.find((one) => one.index === index)
    if (refusal) await place(post, known, item, id, refusal)
    else await taken(post, known, item, id)
  }
  return true
}

/** Leads whoever comes by that address again to the conversation that took what came from there. */
async function taken(post: Post, known: Map<string, string>, item: Item, id: string): Promise<void> {
  if (item.type === "receipt") return
  const addresses = addressesIn(item)
  for (const address of addresses) known.set(address, id)
  const { world, account, channel } = post
  if (!channel.capabilities.aliases) return
  const [address = ""] = addresses
  const key = `${account}/${address}`
  if (elsewhere.peek(key, world.now()) === id) return
  const own = await freshName(post, address, 0)
  if (own === id) return elsewhere.forget(key)
  elsewhere.keep(key, world.now(), id)
  try {
    await conversation(post, own).lead({ named: named(post, own), heir: id })
  } catch (error) {
    // It is found without, by asking the directory.
    log("conversation.notLed", { conversation: own, reason: String(error) })
  }
}

/** Finds the conversation that takes the item, among those that may have its addresses and else among those to come. */
async function place(post: Post, known: Map<string, string>, item: Item, first: string, said: NotOwn): Promise<void> {
  const { channel, account, world } = post
  const addresses = addressesIn(item)
  let entered: string[] | null = channel.capabilities.aliases ? null : []
  const holders = async () => {
    entered ??= await holdersOf(world.db, account, addresses)
    return entered
  }
  const near = addresses.flatMap((address) => known.get(address) ?? [])
  const asked = new Set(said.why === "other" ? [first] : [])
  const candidates = new Set<string>()
  const consider = ({ heir, heirsBefore = [] }: NotOwn) => {
    for (const one of [...(heir ? [heir] : []), ...heirsBefore.toReversed()]) candidates.add(one)
  }
  consider(said)
  let { until } = said
  const offer = async (id: string, sure: boolean, offered = item) => {
    asked.add(id)
    const after = until === null ? {} : { after: until + 1 }
    const delivery = { ...named(post, id), inbound: [offered], sure, ...after }
    const [refusal] = await conversation(post, id).receive(delivery)
    if (refusal && refusal.until !== null) until = Math.max(until ?? 0, refusal.until)
    if (refusal) consider(refusal)
    if (!refusal) await taken(post, known, item, id)
    return refusal?.why ?? "taken"
  }
  /** Whether one of them keeps the phone, which it heard from later. */
  const claimFrom = async (others: Iterable<string>, heir?: string) => {
    let isKept = false
    if (item.type !== "message" || item.contact.phone === undefined) return isKept
    const news = { contact: item.contact, at: item.at, by: "message" as const, ...(heir && { heir }) }
    for (const id of others) isKept = (await claim(post, id, news)).keeps.includes(item.contact.phone) || isKept
    return isKept
  }

  const isTaken = async (id: string) => {
    const answer = await offer(id, false)
    if (answer !== "unsure") return answer === "taken"
    // In this order: whoever wrote to the phone before stops doing so before anything is known of its being elsewhere.
    const isKept = await claimFrom(
      (await holders()).filter((other) => other !== id),
      id,
    )
    return (await offer(id, true, isKept ? withoutPhone(item) : item)) === "taken"
  }

  // Those that are named on the way are asked too; the directory only where none of them takes it.
  for (const id of candidates) if (!asked.has(id) && (await isTaken(id))) return
  for (const id of [...(await holders()), ...near]) candidates.add(id)
  for (const id of candidates) if (!asked.has(id) && (await isTaken(id))) return
  const fresh = (await claimFrom(await holders())) ? withoutPhone(item) : item
  for (let generation = 0; generation < MAX_GENERATIONS; generation++) {
    const id = await freshName(post, addresses[0] ?? "", generation)
    if (!asked.has(id) && (await offer(id, true, fresh)) === "taken") return
    for (const heir of candidates) if (!asked.has(heir) && (await isTaken(heir))) return
  }
  throw new Error("an address has had too many owners")
}

/** What somebody wrote from a phone that is another's by now: it is heard as theirs, and says no more where they are. */
function withoutPhone(item: Item): Item {
  const { phone: _, ...contact } = item.contact ?? {}
  return contact.userId === undefined ? item : { ...item, contact }
}

/**
 * Lets a contact's change of address reach their conversations, then the directory, then whoever has the new address. In
 * this order a crash between two of them leads to nobody else's chat, and the same webhook again completes it.
 */
async function follow(post: Post, move: Move, onward = 0): Promise<void> {
  const { account, world } = post
  const [from, to] = [addressesOf(move.from), addressesOf(move.to)]
  const holders = await holdersOf(world.db, account, [...from, ...to])
  const newcomers = await Promise.all(to.map((address) => freshName(post, address, 0)))
  const moves = await wholeWay(post, move, holders)
  const reached = moves.flatMap((one) => addressesOf(one.to))
  const moved = new Map<string, Moved>()
  for (const id of holders) {
    const answer = await ask(post, id, moves, false)
    if (typeof answer !== "string") moved.set(id, answer)
  }
  if (moved.size === 0) {
    const others = [...new Set([...holders, ...newcomers])]
    const begun = await begin(post, moves, others)
    if (!begun) return
    moved.set(...begun)
  }
  for (const [id, { contact, left, closed }] of moved) {
    const { phone = null, userId = null, name = null } = contact
    await registerConversation(world.db, { id, account, phone, userId, name, at: move.at, left, closed })
  }
  const open = [...moved].filter(
    ([, { closed, contact }]) => !closed && addressesOf(contact).some((one) => reached.includes(one)),
  )
  const [keeper] = open.find(([, { heard }]) => heard) ?? open[0] ?? []
  if (keeper === undefined) return
  const others = new Set([...open.map(([id]) => id), ...holders.filter((id) => !moved.has(id)), ...newcomers])
  others.delete(keeper)
  for (const id of others) {
    const { onward: next } = await claim(post, id, {
      contact: move.to,
      at: move.at,
      by: "move",
      heir: keeper,
    })
    if (next && onward < MAX_ONWARD) await follow(post, { ...move, ...next, id: `${move.id}/${id}` }, onward + 1)
  }
}

/** A conversation for somebody of whom only the move is known; none where they have one at their new address. */
async function begin(post: Post, moves: Moves, others: readonly string[]): Promise<[string, Moved] | null> {
  const [move] = moves
  for (let generation = 0; generation < MAX_GENERATIONS; generation++) {
    const id = await freshName(post, addressesOf(move.from)[0] ?? "", generation)
    const answer = await ask(post, id, moves, false)
    if (answer === "other") continue
    if (answer !== "nobody") return [id, answer]
    let isThere = false
    for (const other of others) {
      const { keeps } = await claim(post, other, { contact: move.to, at: move.at, by: "hearsay" })
      isThere ||= keeps.length > 0
    }
    if (isThere) return null
    const begun = await ask(post, id, moves, true)
    if (typeof begun !== "string") return [id, begun]
  }
  throw new Error("an address has had too many owners")
}

/**
 * A change with all that follows on it, as was heard of before: who changed goes all the way in one step, past numbers that
 * were given up since. A number that is somebody else's by now is not taken from them.
 */
async function wholeWay(post: Post, move: Move, holders: readonly string[]): Promise<Moves> {
  const further: Move[] = []
  for (let last = move; further.length < MAX_ONWARD; ) {
    const { from, to, at } = last
    const names = await Promise.all(addressesOf(to).map((address) => freshName(post, address, 0)))
    const asked = [...new Set([...names, ...(further.length === 0 ? holders : [])])]
    const heard = await Promise.all(asked.map((id) => conversation(post, id).heardOf({ from, to, at })))
    const index = heard.findIndex(({ onward }) => onward !== null)
    const next = heard[index]?.onward
    if (!next) return heard.some(({ elsewhere }) => elsewhere) ? endingWithoutPhone(move, further) : [move, ...further]
    last = { ...last, ...next, id: `${last.id}/${asked[index]}` }
    further.push(last)
  }
  return [move, ...further]
}

function endingWithoutPhone(move: Move, further: readonly Move[]): Moves {
  const stay = (one: Move): Move => {
    const { phone: _, ...to } = one.to
    return { ...one, to }
  }
  const last = further.at(-1)
  return last ? [move, ...further.slice(0, -1), stay(last)] : [stay(move)]
}

function ask(post: Post, id: string, moves: Moves, begin: boolean) {
  const told = ({ id: message, from, to, at }: Move) => ({ id: message, from, to, at })
  const [first, ...further] = moves
  return conversation(post, id).move({ named: named(post, id), moves: [told(first), ...further.map(told)], begin })
}

function claim(post: Post, id: string, claim: Claim) {
  return conversation(post, id).claim({ named: named(post, id), claim })
}

function named({ channel, account }: Post, id: string) {
  return { id, channel: channel.name, account }
}

function conversation({ env }: Post, id: string) {
  return env.CONVERSATION.getByName(id)
}

function freshName({ world, channel, account }: Post, address: string, generation: number): Promise<string> {
  return conversationName(world.hashKey, channel.name, account, address, generation)
}
