import * as z from "zod"
import type { Api } from "../../src/cli/local/api"
import type { Customer } from "./customer"
import type { Arrival, Outside } from "./outside"

/** What was found at the end. */
export interface Judgement {
  violations: string[]
  captured: number
  told: number
  messages: number
  /** Messages sent again because a kill had made it uncertain whether they had been sent. */
  ambiguous: number
}

/**
 * A message is in flight from before it arrives until its sending is stored: the provider's time, and on either side
 * this much, in which it is under way or this busy machine has not yet read it. A kill in that time may repeat it.
 */
const MARGIN_MILLISECONDS = 250

/** Messages that a story has beside one for each question asked in it. */
const TOLD_IN_ANY_CASE = 4

const list = z.object({
  items: z.array(z.object({ id: z.string(), phone: z.string().nullable() })),
  next: z.string().nullable(),
})

const view = z.object({
  timeline: z.array(z.object({ type: z.string(), text: z.string(), status: z.string(), reason: z.string() })),
})

/** Holds everything that arrived and everything that is stored against what was acknowledged and captured. */
export async function judge(
  customers: readonly Customer[],
  outside: Outside,
  kept: { api: Api; db: D1Database },
  kills: readonly number[],
  milliseconds: number,
): Promise<Judgement> {
  const violations: string[] = []
  const conversations = await conversationsOf(kept.api)
  const orders = await paidOrders(kept.db)
  const events = await eventIds(kept.db)
  let [ambiguous, told] = [0, 0]
  for (const customer of customers) {
    const { phone, order } = customer
    const wrong = (what: string) => violations.push(`${phone}: ${what}`)
    const arrivals = outside.arrivals.filter(({ to }) => to === phone)
    const first = firstOf(arrivals)

    if (!customer.done) wrong("the story did not come to its end")
    if (arrivals.some(({ seq }, index) => seq < (arrivals[index - 1]?.seq ?? 0))) wrong("messages came out of order")
    for (const repeat of arrivals.filter((arrival) => !first.includes(arrival))) {
      const previous = arrivals[arrivals.indexOf(repeat) - 1]
      const start = previous?.at ?? 0
      const explained = kills.some(
        (kill) => kill >= start - MARGIN_MILLISECONDS && kill <= start + milliseconds + MARGIN_MILLISECONDS,
      )
      if (previous?.seq === repeat.seq && explained) ambiguous += 1
      else wrong(`"${repeat.text}" was told twice: ${nearest(kills, start)}`)
    }
    const wanted = TOLD_IN_ANY_CASE + customer.written.length - 2
    if (customer.done && first.length !== wanted) wrong(`${first.length} messages were told instead of ${wanted}`)
    const outcomes = first.filter(({ text }) => /has arrived/.test(text))
    if (order !== null && outcomes.length !== 1) wrong(`the payment was told ${outcomes.length} times`)
    if (outcomes.length > 0) told += 1
    const paid = order === null ? undefined : orders.get(order)
    if (order !== null && (paid?.status !== "paid" || paid.minor !== 14_990 || paid.told !== "paid"))
      wrong(`captured money is not in its order: ${JSON.stringify(paid)}`)
    for (const event of customer.called)
      if (!events.has(`till:${event}`)) wrong(`the acknowledged callback ${event} is not stored`)
    const conversation = conversations.get(phone)
    if (conversation) violations.push(...(await unmet(kept.api, conversation, customer)))
    else if (customer.written.length > 0) wrong("the conversation is not listed")
  }
  const twice = outside.checkouts.filter((order, index) => outside.checkouts.indexOf(order) !== index)
  for (const order of twice) violations.push(`order ${order}: two checkouts were opened`)
  const captured = customers.filter(({ order }) => order !== null).length
  return { violations, captured, told, messages: outside.arrivals.length, ambiguous }
}

/** Whether some conversation has something left to do. */
export async function isOwing(api: Api): Promise<boolean> {
  for (const conversation of (await conversationsOf(api)).values()) {
    const { timeline } = view.parse(await api("GET", `/conversations/${conversation}`))
    if (timeline.some(({ status }) => status === "due")) return true
  }
  return false
}

/** In what a conversation's own record disagrees with what was acknowledged. */
async function unmet(api: Api, conversation: string, { phone, written }: Customer): Promise<string[]> {
  const { timeline } = view.parse(await api("GET", `/conversations/${conversation}`))
  const heard = timeline.filter(({ type }) => type === "received").map(({ text }) => text)
  const missed = written.filter((text) => heard.filter((other) => other === text).length !== 1)
  const undone = timeline.filter(({ status, type }) => status === "due" || (status === "failed" && type !== "order"))
  return [
    ...missed.map((text) => `${phone}: "${text}" was acknowledged but is not in the conversation once`),
    ...undone.map(({ type, status, reason }) => `${phone}: a ${type} is ${status}: ${reason}`),
  ]
}

function nearest(kills: readonly number[], start: number): string {
  const [kill] = kills.toSorted((a, b) => Math.abs(a - start) - Math.abs(b - start))
  return kill === undefined ? "nothing was killed" : `the nearest kill came ${kill - start} ms after it first arrived`
}

function firstOf(arrivals: readonly Arrival[]): Arrival[] {
  return arrivals.filter((arrival, index) => arrivals.findIndex(({ seq }) => seq === arrival.seq) === index)
}

async function conversationsOf(api: Api): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (let next: string | null = ""; next !== null; ) {
    const cursor: string = next === "" ? "" : `&cursor=${encodeURIComponent(next)}`
    const page = list.parse(await api("GET", `/conversations?limit=100${cursor}`))
    for (const { id, phone } of page.items) if (phone !== null) found.set(phone, id)
    next = page.next
  }
  return found
}

async function paidOrders(db: D1Database) {
  const { results } = await db
    .prepare("SELECT id, status, minor, told FROM orders")
    .all<{ id: string; status: string; minor: number; told: string | null }>()
  return new Map(results.map((order) => [order.id, order]))
}

async function eventIds(db: D1Database): Promise<Set<string>> {
  const { results } = await db
    .prepare("SELECT id FROM order_facts UNION ALL SELECT id FROM unmatched")
    .all<{ id: string }>()
  return new Set(results.map(({ id }) => id))
}
