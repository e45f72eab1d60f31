import { applyD1Migrations, evictDurableObject, listDurableObjectIds, reset, runInDurableObject } from "cloudflare:test"
import { env, exports } from "cloudflare:workers"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { signMeta } from "../../src/channels/whatsapp/emulator"
import { linkId } from "../../src/platform/identity"
import { readKept } from "../../src/store/accounts/kept"
import { heldFor } from "../../src/store/conversations/held"
import { database } from "../../src/store/database"
import { openOrder } from "../../src/store/orders/open"
import { call } from "../http/api-client"
import { callback } from "../support/deployment"
import { sweep } from "../support/payment"
import { inboundText, linkOf, paid, textOf, type WhatsAppMessage } from "../support/stage"
import recorded from "./fixtures/release-1.json"

/*
 * D1 and the objects of its conversations as the release before migration 0006 left them, once real customers had been served
 * (fixtures/record.mjs). Whatever the tables become, what was owed and what was paid then has to be owed and paid still.
 */

const [rows = ""] = Object.values(
  import.meta.glob<string>("./fixtures/release-1.sql", { query: "?raw", import: "default", eager: true }),
)

/** How many migrations that release had, and when its last story ended. */
const MIGRATIONS = 6
const THEN = 1_800_004_000_000

const MOVED_TO = "27829990000"

/** Who came when in the stories: each with a channel account, a flow and a provider of their own. */
const stories = {
  late: 1,
  open: 2,
  unasked: 3,
  paid: 4,
  refunded: 5,
  refunds: 6,
  chargeback: 7,
  wrongAmount: 8,
  twice: 9,
  moved: 10,
  held: 11,
  cancelled: 12,
}

interface Known {
  id: string
  number: string
  minor: number
  currency: string
  conversation: string
}

const orders = {} as Record<keyof typeof stories, Known>
const asked: { url: string; method: string; body: string }[] = []
let answers: Record<string, () => Response> = {}

beforeAll(async () => {
  clock(THEN + 60_000)
  await reset()
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS.slice(0, MIGRATIONS))
  await env.DB.batch(
    rows
      .trim()
      .split(/;\n(?=INSERT INTO)/)
      .map((statement) => env.DB.prepare(statement)),
  )
  const { results } = await env.DB.prepare("select * from orders").all<Known & { payment_account: string }>()
  for (const [story, number] of Object.entries(stories)) {
    const found = results.find((row) => row.payment_account === `stripe-${number}`)
    if (found) orders[story as keyof typeof stories] = found
  }
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
  for (const { name, sql } of recorded.objects) await restore(name, sql)
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => answer(new Request(input, init)))
})

afterAll(() => {
  vi.useRealTimers()
})

const clock = (at: number) => vi.useFakeTimers({ toFake: ["Date"], now: at })

/** Puts an object to sleep as it was stored, in place of what this code made of a new one. */
async function restore(name: string, statements: readonly string[]): Promise<void> {
  const stub = env.CONVERSATION.getByName(name)
  await runInDurableObject(stub, (_, { storage }) => {
    const own =
      "select name from sqlite_master where type = 'table' and sql is not null and substr(name, 1, 4) <> '_cf_'"
    for (const table of storage.sql.exec<{ name: string }>(own).toArray()) storage.sql.exec(`drop table ${table.name}`)
    for (const statement of statements) storage.sql.exec(statement)
  })
  await evictDurableObject(stub)
}

async function answer(request: Request): Promise<Response> {
  const { url, method } = request
  asked.push({ url, method, body: await request.text() })
  const special = Object.entries(answers).find(([start]) => url.startsWith(start))
  if (special) return special[1]()
  if (!url.startsWith("https://graph.facebook.com/")) throw new Error(`nobody expected a request to ${url}`)
  return Response.json({ messaging_product: "whatsapp", messages: [{ id: `wamid.out${asked.length}` }] })
}

/** What a story's customer was sent since. */
function sent(story: keyof typeof stories): WhatsAppMessage[] {
  return asked.flatMap(({ url, body }) =>
    url.endsWith(`/7008${stories[story]}/messages`) ? [JSON.parse(body) as WhatsAppMessage] : [],
  )
}

async function say(story: keyof typeof stories, from: string, text: string): Promise<void> {
  const account = `wa-${stories[story]}`
  const body = inboundText(`7008${stories[story]}`, from, `wamid.${crypto.randomUUID()}`, text)
  const headers = { "x-hub-signature-256": await signMeta(body, "app-secret") }
  const url = `https://pay.test/webhooks/whatsapp/${account}`
  expect((await exports.default.fetch(url, { method: "POST", body, headers })).status).toBe(200)
  await rest()
}

async function pay(story: keyof typeof stories): Promise<void> {
  expect((await callback(`stripe-${stories[story]}`, paid(orders[story]))).status).toBe(200)
  await rest()
}

async function rest(): Promise<void> {
  for (const id of await listDurableObjectIds(env.CONVERSATION)) await env.CONVERSATION.get(id).drain()
}

const shown = async (story: keyof typeof stories) => (await call("GET", `/orders/${orders[story].id}`)).json

describe("what the last release stored in D1", () => {
  it.each([
    ["late", { status: "paid", late: true, refunded: "0.00" }],
    ["open", { status: "open", refunded: "0.00" }],
    ["unasked", { status: "open" }],
    ["paid", { status: "paid", late: false, overpaid: false, chargeback: false, amount: "99.50" }],
    ["refunded", { status: "paid", refunded: "99.50" }],
    ["refunds", { status: "paid", refunded: "10.00" }],
    ["chargeback", { status: "paid", chargeback: true }],
    ["wrongAmount", { status: "mismatch" }],
    ["twice", { status: "paid", overpaid: true }],
    ["moved", { status: "open" }],
    ["held", { status: "paid" }],
    ["cancelled", { status: "cancelled" }],
  ] as const)("reads as it did: %s", async (story, order) => {
    const { id, number } = orders[story]
    expect(await shown(story)).toMatchObject({ id, number, ...order })
    expect((await shown(story)).events.length).toBeGreaterThan(0)
  })

  it("is in the list, and its money in the totals", async () => {
    const { json } = await call("GET", "/orders?limit=100")
    const listed = json.items.map(({ id }: { id: string }) => id).sort()
    expect(listed).toEqual(
      Object.values(orders)
        .map(({ id }) => id)
        .sort(),
    )
  })

  it("keeps the links that customers have", async () => {
    for (const story of ["open", "unasked", "paid"] as const) {
      const page = await exports.default.fetch(`https://pay.test/p/${await linkId(env.HASH_KEY, orders[story].id)}`)
      expect([story, page.status, (await page.text()).includes(orders[story].number)]).toEqual([story, 200, true])
    }
  })

  it("keeps versions of flows, drafts, the bin, tokens and what services gave", async () => {
    const { json } = await call("GET", "/flows/flow-1")
    expect(json).toMatchObject({ published: 2 })
    const flows = (await call("GET", "/flows")).json.items.map(({ id }: { id: string }) => id)
    expect(flows).toContain("drafted")
    expect(flows).not.toContain("binned")
    const headers = { authorization: `Bearer ${recorded.token}` }
    expect((await exports.default.fetch("https://pay.test/api/flows", { headers })).status).toBe(200)
    const name = { kind: "payment", account: "stripe-1", version: "v1", name: "token" } as const
    expect(await readKept(database(env.DB), env.SECRETS_KEY, name, Date.now())).toMatchObject({ value: "kept-token" })
    expect(await heldFor(database(env.DB), "wa-11", 10)).toEqual([orders.held.conversation])
  })
})

describe("what was owed when the last release ended", () => {
  it("an open order is paid at the checkout that it has, and told", async () => {
    const { number } = orders.open
    await pay("open")
    expect(await shown("open")).toMatchObject({ status: "paid", late: false })
    expect(sent("open").map(textOf)).toEqual([
      expect.stringContaining(number),
      `Enjoy, Thandi! Your order is ${number}.`,
    ])
    await pay("open")
    expect(sent("open")).toHaveLength(2)
  })

  it("an open order that has no checkout is given one", async () => {
    const { id } = orders.unasked
    const page = { id: `cs_${id}`, url: "https://checkout.stripe.com/c/pay/new", status: "open" }
    answers = { "https://api.stripe.com/v1/checkout/sessions": () => Response.json(page) }
    const link = `https://pay.test/p/${await linkId(env.HASH_KEY, id)}`
    const pressed = await exports.default.fetch(`${link}/checkout`, { method: "POST", redirect: "manual" })
    expect(pressed.headers.get("location")).toBe(page.url)
    await pay("unasked")
    expect(await shown("unasked")).toMatchObject({ status: "paid" })
  })

  it("a refund on its way is done, once, and one that failed may be asked for again", async () => {
    const { id, minor } = orders.refunds
    const charge = { id: "ch_1", payment_intent: `pi_${id}`, amount_refunded: 2500, currency: "zar", livemode: false }
    const refund = { id: "re_pending", object: "refund", status: "succeeded", amount: 1500, currency: "zar", charge }
    const event = {
      ...paid(orders.refunds),
      type: "refund.updated",
      data: { object: { ...refund, payment_intent: `pi_${id}` } },
    }
    for (const _ of [1, 2]) expect((await callback("stripe-6", event)).status).toBe(200)
    await rest()
    const { refunded, refunds } = await shown("refunds")
    const states = Object.fromEntries(refunds.map((one: { id: string; state: string }) => [one.id, one.state]))
    expect({ refunded, states }).toEqual({
      refunded: "25.00",
      states: { done: "done", pending: "done", failed: "failed", asked: "asked" },
    })
    // Done 25.00, asked 20.00: no more than the rest may be asked for, whoever asks.
    answers = {
      "https://api.stripe.com/v1/refunds": () => Response.json({ object: "list", has_more: false, data: [] }),
    }
    const amount = ((minor - 4500 + 1) / 100).toFixed(2)
    expect((await call("POST", `/orders/${id}/refund`, { id: "more", amount })).status).toBe(409)
    answers = { "https://api.stripe.com/v1/refunds": () => Response.json({ ...refund, id: "re_failed", amount: 500 }) }
    expect((await call("POST", `/orders/${id}/refund`, { id: "failed", amount: "5.00" })).status).toBe(200)
  })

  it("a dispute is won, by news that names nothing but the payment", async () => {
    const { id } = orders.chargeback
    const dispute = {
      id: "dp_1",
      object: "dispute",
      payment_intent: `pi_${id}`,
      amount: 9950,
      currency: "zar",
      status: "won",
    }
    const event = { ...paid(orders.chargeback), type: "charge.dispute.closed", data: { object: dispute } }
    expect((await callback("stripe-7", event)).status).toBe(200)
    await rest()
    expect(await shown("chargeback")).toMatchObject({ status: "paid", chargeback: false })
  })

  it("who moved to another number is heard there, has their open order, and is told of it there", async () => {
    await say("moved", MOVED_TO, "resend")
    expect(linkOf(sent("moved").at(-1))).toBe(`https://pay.test/p/${await linkId(env.HASH_KEY, orders.moved.id)}`)
    await pay("moved")
    expect(await shown("moved")).toMatchObject({ status: "paid" })
    expect(new Set(sent("moved").map(({ to }) => to?.replace("+", "")))).toEqual(new Set([MOVED_TO]))
    expect(textOf(sent("moved").at(-1))).toBe(`Enjoy, Thandi! Your order is ${orders.moved.number}.`)
  })

  it("news that came before its order finds it", async () => {
    const early = { id: "orderofthefuture0000", minor: 9950, currency: "ZAR" }
    const { conversation } = orders.twice
    await openOrder(database(env.DB), {
      id: early.id,
      key: `${conversation}.9/9/9`,
      link: "link-of-the-future",
      conversation,
      flow: "flow-9",
      flowVersion: 1,
      node: "pay",
      paymentAccount: "stripe-9",
      mode: "test",
      money: { minor: 9950, currency: "ZAR" },
      description: "two cakes",
      language: "en",
      number: { custom: "FUTURE-1" },
      at: Date.now(),
      expiresAt: Date.now() + 3_600_000,
      random: () => "A",
    })
    clock(THEN + 120_000)
    await sweep()
    expect((await call("GET", `/orders/${early.id}`)).json).toMatchObject({ status: "paid" })
  })

  it("what was held is said once the account is mended", async () => {
    const { settings } =
      (await env.DB.prepare("select settings from channel_accounts where id = 'wa-11'").first()) ?? {}
    const config = { ...JSON.parse(String(settings)), accessToken: "new-token" }
    expect((await call("PUT", "/channel-accounts/wa-11", { title: "Shop", config })).status).toBe(200)
    await sweep()
    await rest()
    const { number } = orders.held
    expect(sent("held").map(textOf)).toEqual([
      expect.stringContaining(number),
      `Enjoy, Thandi! Your order is ${number}.`,
    ])
    expect(await heldFor(database(env.DB), "wa-11", 10)).toEqual([])
  })
})
