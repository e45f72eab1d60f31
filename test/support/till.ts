import { env } from "cloudflare:workers"
import { eq } from "drizzle-orm"
import * as z from "zod"
import type { HttpRequest, HttpResponse } from "../../src/core/exchange"
import type { Checkout } from "../../src/core/order/checkout"
import type { PaymentNews } from "../../src/core/order/paymentnews"
import { worldOf } from "../../src/deployment/cloudflare"
import type { World } from "../../src/deployment/deployment"
import { connectPayments } from "../../src/deployment/payments"
import { type Capabilities, defineProvider, type PaymentConnection } from "../../src/payments/provider"
import { Failure } from "../../src/platform/failure"
import { openOrder } from "../../src/store/orders/open"
import { findOrder, type Order } from "../../src/store/orders/orders"
import { orders } from "../../src/store/schema"

/** What can happen to one request: it comes through, or is lost before it is carried out or after. */
export type Weather = "fine" | "before" | "after"

/** A checkout as the pretend till keeps it. */
interface Entry {
  id: string
  approval: string | null
  state: "open" | "approved" | "captured" | "closed" | "failed" | "released"
  /** By capture id: what was taken. */
  captures: Map<string, number>
  until: number
}

const capabilities: Capabilities = {
  currencies: { ZAR: { least: 1 } },
  kinds: ["page"],
  needs: [],
  expiry: { shortest: 60, longest: 120 },
  close: true,
  capture: { parts: "none", days: 1 },
  refund: null,
  repeat: { gives: "same", hours: 24 },
  tells: { failed: true, expired: false, refunds: false, disputes: false },
}

/** What the till's service is at the moment, and what it saw. */
export interface Till {
  world: World
  order: Order
  entries: Map<string, Entry>
  requests: string[]
  /** The weather of the requests to come, one after the other; then fine. */
  weather: Weather[]
  /** Milliseconds since 1970. */
  now: number
  /** Called with each capture before it is carried out. */
  onCapture: ((id: string) => void) | null
  /** The next capture is declined: the customer has to agree to another means. */
  declines: boolean
  /** The next request to take or let go is refused so. */
  refusal: string | null
  /** What is approved is held, and taken in parts by captures of their own ids. */
  holds: boolean
  current(): Promise<Order>
  /** The customer agrees to pay the checkout. */
  approve(id: string): void
  approved(id: string): PaymentNews
  captured(): number
}

let tills = 0

/**
 * A shop that is paid at a pretend provider of a shape that no sample of ours need have: it opens by `repeat`, shows a page
 * or asks on the phone, and takes what was approved only when it is told to, once for each id that it is told.
 */
export async function till(
  changes: Partial<Capabilities> = {},
  lifeSeconds = 3600,
  terms: Order["terms"] = null,
): Promise<Till> {
  tills += 1
  const base = worldOf(env)
  const account = `till-${tills}`
  const here: Capabilities = { ...capabilities, ...changes }
  const provider = defineProvider({
    name: "till",
    title: "The till",
    config: z.object({}),
    capabilities: here,
    callbacks: { methods: ["POST"], proof: "signature", answer: { status: 200 } },
    guide: {},
    pretend: true,
    connect: () => connection(here),
  })
  const holds = terms?.capture === "later"
  const shop: Till = {
    now: Date.now(),
    entries: new Map(),
    requests: [],
    weather: [],
    onCapture: null,
    declines: false,
    refusal: null,
    holds,
    world: {
      ...base,
      now: () => shop.now,
      perform: async (request) => performed(shop, request),
      payments: async () =>
        connectPayments(
          provider,
          { config: {}, version: "1" },
          {
            account,
            publicUrl: "https://pay.test",
            callbackUrl: `https://pay.test/callbacks/till/${account}`,
          },
        ),
    },
    order: await opened(base, account, lifeSeconds, terms),
    async current() {
      const order = await findOrder(base.db, shop.order.id)
      if (!order) throw new Error("the order is gone")
      return order
    },
    approve(id) {
      const entry = entryOf(shop, id)
      if (entry.state !== "open" || entry.until <= shop.now) return
      entry.approval = `${id}-${entry.captures.size}`
      entry.state = "approved"
    },
    approved: (id) => newsOf(shop, entryOf(shop, id), "approved"),
    captured: () =>
      [...shop.entries.values()].flatMap(({ captures }) => [...captures.values()]).reduce((sum, one) => sum + one, 0),
  }
  return shop
}

async function opened(world: World, account: string, lifeSeconds: number, terms: Order["terms"]): Promise<Order> {
  const id = `tillorder${tills}`
  const made = await openOrder(world.db, {
    ...{ id, key: `till-${tills}/1/1`, link: `till-link-${tills}`, conversation: `c1.till-${tills}` },
    ...{ flow: "flow", flowVersion: 1, node: "pay", paymentAccount: account, mode: "test" },
    money: { minor: 5_000, currency: "ZAR" },
    ...{ description: "Bread", language: "en", number: { custom: `TILL-${tills}` } },
    at: Date.now(),
    expiresAt: Date.now() + lifeSeconds * 1000,
    random: () => "AAAAAAAA",
  })
  if (!("order" in made)) throw new Error(made.refused)
  if (terms) await world.db.update(orders).set({ terms }).where(eq(orders.id, id))
  return { ...made.order, terms }
}

function entryOf(shop: Till, id: string): Entry {
  const entry = shop.entries.get(id)
  if (!entry) throw new Error(`the till knows no checkout ${id}`)
  return entry
}

function newsOf(shop: Till, { id, approval, state }: Entry, as: "approved" | "look"): PaymentNews {
  const about = { order: shop.order.id, checkout: id, mode: "test", at: shop.now } as const
  const money = { minor: 5_000, currency: "ZAR" } as const
  if (state === "captured" && as === "look")
    return { ...about, id: `${id}:paid`, type: "paid", payment: `pay-${id}`, money }
  if (state === "failed") return { ...about, id: `${id}:failed`, type: "failed", reason: null }
  const agreed = { approval: approval ?? `${id}-0`, money, held: shop.holds, until: null }
  return { ...about, id: `${id}:approved:${agreed.approval}`, type: "approved", ...agreed }
}

/** How a hold stands: what was taken of it, each by its own id, and that it is held or let go. */
function heldNews(shop: Till, entry: Entry): PaymentNews[] {
  const about = { order: shop.order.id, checkout: entry.id, mode: "test", at: shop.now } as const
  const taken = [...entry.captures].flatMap(([capture, minor]): PaymentNews[] =>
    minor === 0
      ? []
      : [
          {
            ...about,
            id: `${capture}:paid`,
            type: "paid",
            payment: `pay-${capture}`,
            money: { minor, currency: "ZAR" },
          },
        ],
  )
  const approval = entry.approval ?? ""
  if (entry.state === "approved") return [...taken, newsOf(shop, entry, "approved")]
  return [...taken, { ...about, id: `${approval}:released`, type: "released", approval, reason: null }]
}

async function performed(shop: Till, request: HttpRequest): Promise<HttpResponse> {
  const weather = shop.weather.shift() ?? "fine"
  const lost = new Failure("unanswered", "The till did not answer.", "again", true)
  if (weather === "before") throw lost
  shop.requests.push(`${request.method} ${new URL(request.url).pathname}`)
  const isDeed = /capture|release/.test(request.url)
  if (isDeed && shop.refusal !== null) {
    const body = JSON.stringify({ refused: shop.refusal })
    shop.refusal = null
    return { status: 422, headers: {}, body }
  }
  const answer = service(shop, request)
  if (weather === "after") throw lost
  return { status: 200, headers: {}, body: JSON.stringify(answer) }
}

function service(shop: Till, { url, body }: HttpRequest): unknown {
  const [, deed, id = ""] = new URL(url).pathname.split("/")
  const given = JSON.parse(body ?? "{}")
  if (deed === "open") {
    const known = given.key === null ? undefined : shop.entries.get(given.key)
    const fresh = given.key ?? `push-${shop.entries.size + 1}`
    const until = shop.now + given.seconds * 1000
    const entry = known ?? { id: fresh, approval: null, state: "open" as const, captures: new Map(), until }
    shop.entries.set(entry.id, entry)
    return { id: entry.id, until: entry.until }
  }
  const entry = entryOf(shop, id)
  if (deed === "look") {
    if (shop.holds && entry.approval !== null) return { news: heldNews(shop, entry) }
    const decided = entry.state === "approved" || entry.state === "captured" || entry.state === "failed"
    return { news: decided ? [newsOf(shop, entry, "look")] : [] }
  }
  if (deed === "capture") return shop.holds ? captureHeld(shop, entry, given) : capture(shop, entry, given.id)
  if (deed === "release" && entry.state === "approved") entry.state = shop.holds ? "released" : "open"
  if (deed === "close" && entry.state === "open") entry.state = "closed"
  return { closed: entry.state === "closed" || entry.state === "failed" }
}

/** Each id takes once; another id takes once more, as at a bank that was told to. */
function capture(shop: Till, entry: Entry, id: string): unknown {
  if (!entry.captures.has(id)) {
    shop.onCapture?.(id)
    if (shop.declines) {
      shop.declines = false
      Object.assign(entry, { state: "open" })
      entry.captures.set(id, 0)
    } else entry.captures.set(id, 5_000)
  }
  if (entry.captures.get(id) === 0) return { news: [] }
  entry.state = "captured"
  return { news: [newsOf(shop, entry, "look")] }
}

/** As much as is held, and each id once. */
function captureHeld(shop: Till, entry: Entry, given: { id: string; minor: number; last: boolean }): unknown {
  const taken = [...entry.captures.values()].reduce((sum, one) => sum + one, 0)
  if (entry.state === "approved" && !entry.captures.has(given.id) && taken + given.minor <= 5_000) {
    shop.onCapture?.(given.id)
    entry.captures.set(given.id, given.minor)
    if (given.last || taken + given.minor === 5_000) entry.state = "captured"
  }
  return { news: heldNews(shop, entry) }
}

function connection(here: Capabilities): PaymentConnection {
  const push = here.kinds.includes("push")
  async function ask(outside: Parameters<PaymentConnection["look"]>[1], path: string, body: object = {}) {
    const request = {
      method: "POST",
      url: `https://till.test/${path}`,
      headers: {},
      body: JSON.stringify(body),
    } as const
    const answer = JSON.parse((await outside.ask(request)).body)
    if (answer.refused !== undefined) throw new Failure("refused", answer.refused, "stop")
    return answer
  }
  return {
    mode: "test",
    capabilities: here,
    async open(charge, outside): Promise<Checkout> {
      const key = here.repeat.gives === "another" ? null : charge.key
      const seconds = here.expiry?.longest ?? 3600
      const { id, until } = await ask(outside, "open", { key, seconds })
      const times = { id, usableUntil: until, payableUntil: here.expiry ? until : null }
      if (push) return { kind: "push", to: charge.customer.phone ?? "+254711223344", seconds: 60, ...times }
      return { kind: "page", url: `https://till.test/pay/${id}`, ...times }
    },
    look: async ({ checkout }, outside) => (await ask(outside, `look/${checkout}`)).news,
    receive: async () => ({ news: [], hints: [], ignored: [] }),
    capture: async ({ checkout, id, amount: { minor }, last }, outside) =>
      (await ask(outside, `capture/${checkout}`, { id, minor, last })).news,
    async release({ checkout }, outside) {
      await ask(outside, `release/${checkout}`)
    },
    ...(here.close && { close: async ({ checkout }, outside) => (await ask(outside, `close/${checkout}`)).closed }),
  }
}
