import { createExecutionContext, runDurableObjectAlarm, waitOnExecutionContext } from "cloudflare:test"
import { env } from "cloudflare:workers"
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest"
import worker from "../../src/index"
import { emulateStripe } from "../../src/payments/stripe/emulator"
import type { Call } from "../../src/platform/emulator"
import { database } from "../../src/store/database"
import { moneyOf, type Order } from "../../src/store/orders/orders"
import { type Death, mortally, until } from "../support/database/death"
import { recorded } from "../support/facts"
import { shop } from "../support/flows"
import { later, sweep } from "../support/payment"
import { linkOf, type Stage, stage, textOf } from "../support/stage"

const STRIPE = "https://api.stripe.com"

/** Further than any deed here goes: the last of them lives. */
const DEATHS: Death[] = Array.from({ length: 16 }, (_, index) => ({
  at: Math.floor(index / 2),
  when: index % 2 === 0 ? "before" : "after",
}))

let play: Stage
let customers = 0

const till = emulateStripe({
  base: STRIPE,
  callTo: () => `https://pay.test/callbacks/stripe/${play.provider}`,
  now: Date.now,
  random: Math.random,
})

/** One who was not here before, in a conversation that is to die and to go on. */
class Customer {
  readonly from: string

  constructor() {
    customers += 1
    this.from = `2782112${String(customers).padStart(4, "0")}`
  }

  says(text: string): Promise<number> {
    return play.say(text, { from: this.from })
  }

  async atPayment(): Promise<void> {
    await this.says("hi")
    await this.says("Thandi")
  }

  heard(): string[] {
    return this.messages().map(textOf)
  }

  link(): string {
    return (
      this.messages()
        .map(linkOf)
        .findLast((link) => link !== "") ?? ""
    )
  }

  private messages() {
    return play.sent.filter(({ to }) => to?.replace("+", "") === this.from)
  }

  /** The place that the button leads to; null where that failed. */
  async presses(): Promise<string | null> {
    const answer = await request(`${this.link()}/checkout`, { method: "POST" })
    return answer.status === 303 ? answer.headers.get("location") : null
  }

  /** Pays, and what Stripe then tells. */
  async pays(): Promise<Call> {
    const place = await this.presses()
    const [call] = await till.pay(place?.split("/").at(-1)?.split("#")[0] ?? "")
    if (!call) throw new Error("Stripe tells nothing")
    return call
  }

  async wakes(): Promise<void> {
    await runDurableObjectAlarm(await play.conversation(this.from))
    await play.settle(this.from)
  }

  async orders(): Promise<Order[]> {
    const id = (await play.conversation(this.from)).id.name
    return (await play.orders()).filter(({ conversation }) => conversation === id)
  }

  /** It is paid, all of that is written, published once, and told once. */
  async isPaid(): Promise<void> {
    const [order, ...more] = await this.orders()
    expect(more).toEqual([])
    expect(order).toMatchObject({ status: "paid", stale: false, told: "paid", late: false, surplus: [], sweepAt: null })
    const published = await env.DB.prepare("select type from stream where order_id = ? order by seq")
      .bind(order?.id)
      .all<{ type: string }>()
    expect(published.results.map(({ type }) => type)).toEqual(["order.opened", "order.paid"])
    expect(this.heard().filter((text) => text.startsWith("Enjoy"))).toHaveLength(1)
  }
}

/** A request that is over only when all is done that outlasts its answer. */
async function request(url: string, init: RequestInit = {}): Promise<Response> {
  const context = createExecutionContext()
  const answer = await worker.fetch(new Request(url, { redirect: "manual", ...init }) as never, env, context)
  await waitOnExecutionContext(context)
  return answer
}

async function told({ url, method, headers, body }: Call, customer: Customer): Promise<number> {
  const { status } = await request(url, { method, headers, body })
  await play.settle(customer.from)
  return status
}

async function stripe({ method, url, headers, body }: Stage["asked"][number]): Promise<Response> {
  const { pathname: path, searchParams: query } = new URL(url)
  const asked = { at: Date.now(), method, path, query, headers: Object.fromEntries(headers), body }
  const answer = await mortally(async () => till.service(asked))
  return Response.json(answer?.body ?? {}, { status: answer?.status ?? 404, headers: answer?.headers ?? {} })
}

beforeAll(async () => {
  play = await stage(shop({ expirySeconds: 7200 }))
  Object.assign(till.config, { secretKey: "sk_test_stage12345", webhookSecret: "whsec_stage_secret" })
  play.answers[STRIPE] = stripe
  // What an isolate keeps is there by then.
  const first = new Customer()
  await first.atPayment()
  expect(await told(await first.pays(), first)).toBe(200)
  await first.isPaid()
})

afterEach(() => {
  vi.useRealTimers()
})

afterAll(() => {
  vi.restoreAllMocks()
})

/** Does it once for each place at which it can die, and once where it does not; how often it died. */
async function eachDeath(scene: (death: Death) => Promise<boolean>): Promise<number> {
  for (const [died, death] of DEATHS.entries()) if (!(await scene(death))) return died
  throw new Error("it dies for ever")
}

describe("whoever dies between two steps", () => {
  it("of opening an order opens it once, and its customer gets the link once", async () => {
    const deaths = await eachDeath(async (death) => {
      const customer = new Customer()
      await customer.says("hi")
      const died = await until(death, () => customer.says("Thandi"))
      later(120)
      await customer.wakes()
      vi.useRealTimers()
      expect(await customer.orders()).toHaveLength(1)
      expect(customer.heard().filter((text) => text.includes("two cakes"))).toHaveLength(1)
      return died
    })
    expect(deaths).toBe(2)
  })

  it("of a checkout comes to the same checkout by the next press", async () => {
    const deaths = await eachDeath(async (death) => {
      const customer = new Customer()
      await customer.atPayment()
      const opened = till.books().length
      const died = await until(death, () => customer.presses())
      const place = await customer.presses()
      expect(place).toContain("/c/pay/")
      expect(await customer.presses()).toBe(place)
      expect(till.books()).toHaveLength(opened + 1)
      expect(await told(await customer.pays(), customer)).toBe(200)
      await customer.isPaid()
      return died
    })
    // Found and claimed, asked, recorded.
    expect(deaths).toBe(6)
  })

  it.each([
    ["is told again", (customer: Customer, call: Call) => told(call, customer)],
    ["is swept a minute later", (customer: Customer) => swept(customer)],
  ])("of a callback has the order paid and told once when it %s", async (_, mend) => {
    const deaths = await eachDeath(async (death) => {
      const customer = new Customer()
      await customer.atPayment()
      const call = await customer.pays()
      const died = await until(death, () => told(call, customer))
      await mend(customer, call)
      await customer.isPaid()
      return died
    })
    // Stored; written with what was told; and the end of the run, which its conversation publishes.
    expect(deaths).toBe(6)
  })

  it("of a callback is found by its mark within a minute, though nobody was to look for an hour", async () => {
    const customer = new Customer()
    await customer.atPayment()
    const call = await customer.pays()
    const [order] = await customer.orders()
    const hour = Date.now() + 3_600_000
    await env.DB.prepare("update orders set sweep_at = ? where id = ?").bind(hour, order?.id).run()
    expect(await until({ at: 0, when: "after" }, () => told(call, customer))).toBe(true)
    later(61)
    await sweep()
    await play.settle(customer.from)
    await customer.isPaid()
  })

  it("of a callback has its order charged no more: what is written of it is not what counts", async () => {
    const customer = new Customer()
    await customer.atPayment()
    const [order] = await customer.orders()
    if (!order) throw new Error("no order was opened")
    await recorded(database(env.DB), order, { type: "captured", attempt: null, payment: "pi_1", money: moneyOf(order) })
    const written = env.DB.prepare("select status, folded from orders where id = ?").bind(order.id)
    expect(await written.first()).toEqual({ status: "open", folded: 0 })
    const opened = till.books().length
    expect(await customer.presses()).toBe(new URL(customer.link()).pathname)
    expect(till.books()).toHaveLength(opened)
    expect(await customer.orders()).toMatchObject([{ status: "paid", attempts: 0, told: "paid" }])
  })

  it("of a sweep that tells has the next one tell it, once", async () => {
    const deaths = await eachDeath(async (death) => {
      const customer = new Customer()
      await customer.atPayment()
      const call = await customer.pays()
      await until({ at: 0, when: "after" }, () => told(call, customer))
      expect(customer.heard().filter((text) => text.startsWith("Enjoy"))).toEqual([])
      later(61)
      const died = await until(death, async () => {
        await sweep()
        await play.settle(customer.from)
      })
      await swept(customer)
      await customer.isPaid()
      return died
    })
    expect(deaths).toBeGreaterThanOrEqual(6)
  })
})

/** A minute on; what was put off for having failed is due two minutes later. */
async function swept(customer: Customer): Promise<void> {
  later(61)
  await sweep()
  await play.settle(customer.from)
  await customer.wakes()
  later(120)
  await sweep()
  await customer.wakes()
  vi.useRealTimers()
}
