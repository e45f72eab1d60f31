import { env } from "cloudflare:workers"
import { expect, it } from "vitest"
import * as z from "zod"
import type { PaymentFact } from "../../src/core/order/paymentnews"
import { worldOf } from "../../src/deployment/cloudflare"
import type { World } from "../../src/deployment/deployment"
import { connectPayments } from "../../src/deployment/payments"
import { checkout } from "../../src/orders/checkout"
import { closeOrder } from "../../src/orders/close"
import { take } from "../../src/orders/take"
import { toldOf } from "../../src/orders/told"
import { type Capabilities, type Charge, defineProvider } from "../../src/payments/provider"
import { openOrder } from "../../src/store/orders/open"
import { findOrder, isEndable, isPayable, type Order } from "../../src/store/orders/orders"
import type { Further } from "../../src/store/orders/terms"

const rand = (minor: number) => ({ minor, currency: "ZAR" as const })

const capabilities: Capabilities = {
  currencies: { ZAR: { least: 1 } },
  kinds: ["page"],
  needs: [],
  expiry: null,
  close: true,
  capture: null,
  refund: null,
  repeat: { gives: "same", hours: 24 },
  tells: { failed: true, expired: false, refunds: false, disputes: false },
}

let shops = 0

/** An order of 10.00 with those terms at a pretend provider, whose checkouts last as long as the order. */
async function shop(terms: Further) {
  shops += 1
  const base = worldOf(env)
  const account = `parts-${shops}`
  const charges: Charge[] = []
  const closed: string[] = []
  const paid = new Set<string>()
  const provider = defineProvider({
    name: "parts",
    title: "Parts",
    config: z.object({}),
    capabilities,
    callbacks: { methods: ["POST"], proof: "signature", answer: { status: 200 } },
    guide: {},
    pretend: true,
    connect: () => ({
      mode: "test",
      capabilities,
      async open(charge) {
        charges.push(charge)
        const { key, expiresAt } = charge
        return { kind: "page", url: "https://parts.test/", id: key, usableUntil: expiresAt, payableUntil: expiresAt }
      },
      look: async () => [],
      receive: async () => ({ news: [], hints: [], ignored: [] }),
      async close({ checkout: id }) {
        if (!paid.has(id)) closed.push(id)
        return !paid.has(id)
      },
    }),
  })
  const setting = { account, publicUrl: "https://pay.test", callbackUrl: "https://pay.test/callbacks/parts" }
  const world: World = {
    ...base,
    payments: async () => connectPayments(provider, { config: {}, version: "1" }, setting),
  }
  const id = `partsorder${shops}`
  const at = Date.now()
  const opened = await openOrder(world.db, {
    ...{ id, key: `parts-${shops}/1/1`, link: `parts-link-${shops}`, conversation: `c1.parts-${shops}` },
    ...{ flow: "flow", flowVersion: 1, node: "pay", paymentAccount: account, mode: "test", money: rand(1000), terms },
    ...{ description: "Bread", language: "en", number: { custom: `PARTS-${shops}` }, at, expiresAt: at + 3_600_000 },
    random: () => "A",
  })
  if (!("order" in opened)) throw new Error(opened.refused)
  const now = async (): Promise<Order> => {
    const order = await findOrder(world.db, id)
    if (!order) throw new Error("no order")
    return order
  }
  const tell = async (checkoutId: string, fact: PaymentFact, name: string) => {
    paid.add(checkoutId)
    const about = { id: name, order: id, checkout: checkoutId, mode: "test", at } as const
    await take(world, account, "query", { ...about, ...fact })
    return now()
  }
  const pay = (checkoutId: string, minor: number) =>
    tell(checkoutId, { type: "paid", payment: `pay-${checkoutId}`, money: rand(minor) }, `paid:${checkoutId}`)
  return { world, charges, closed, now, pay, press: async () => checkout(world, await now()) }
}

const asked = (charges: readonly Charge[]) => charges.map(({ attempt, money }) => [attempt, money.minor])

it("asks for the deposit first and then for the rest, each once", async () => {
  const { charges, pay, press, now, world } = await shop({ least: rand(300) })
  await press()
  await press()
  expect(asked(charges)).toEqual([[1, 300]])
  const part = await pay(`${(await now()).id}-1`, 300)
  expect(part).toMatchObject({ status: "part_paid", captured: 300, worth: "part_paid:300" })
  expect((await toldOf(world, part, "settled")).news.part).toEqual({
    ...{ received: rand(300), next: rand(700), rest: rand(700), enough: true, ended: null },
  })
  await press()
  await press()
  expect(asked(charges).slice(1)).toEqual([[2, 700]])
  expect(await pay(`${part.id}-2`, 700)).toMatchObject({ status: "paid", captured: 1000, over: 0, surplus: [] })
})

it("asks two who press at once for the same", async () => {
  const { charges, press } = await shop({ least: rand(300) })
  await Promise.all([press(), press(), press()])
  expect(new Set(charges.map(({ key, money }) => `${key} ${money.minor}`)).size).toBe(1)
})

it("counts a deposit that is paid twice towards what is due, and asks only for what lacks then", async () => {
  const { charges, pay, press, now } = await shop({ least: rand(300) })
  const { id } = await now()
  await press()
  await pay(`${id}-1`, 300)
  await pay("a second one that nobody opened here", 300)
  await press()
  expect(asked(charges).at(-1)).toEqual([2, 400])
})

it("asks for another part once what it had asked for came otherwise, and closes what asks for too much", async () => {
  const { charges, closed, pay, press, now } = await shop({ least: rand(300) })
  const { id } = await now()
  await press()
  // The deposit comes by another way while its checkout stands open.
  await pay("elsewhere", 300)
  await press()
  expect(asked(charges)).toEqual([
    [1, 300],
    [2, 700],
  ])
  expect(closed).toContain(`${id}-1`)
})

it("lets less than the deposit be made up", async () => {
  const { charges, pay, press, now, world } = await shop({ least: rand(300) })
  await press()
  const short = await pay(`${(await now()).id}-1`, 200)
  expect((await toldOf(world, short, "settled")).news.part).toMatchObject({ enough: false, next: rand(100) })
  await press()
  expect(asked(charges).at(-1)).toEqual([2, 100])
})

it("ends with the deposit there: nothing more is asked for, and the rest that comes all the same is late", async () => {
  const { closed, pay, press, now, world } = await shop({ least: rand(300) })
  const { id } = await now()
  await press()
  await pay(`${id}-1`, 300)
  await press()
  const { order, complete } = await closeOrder(world, await now(), { as: "expired", cause: "timer" }, "none")
  expect(order).toMatchObject({ status: "part_paid", worth: "part_paid:300:expired" })
  expect([complete, isPayable(order, Date.now()), isEndable(order)]).toEqual([true, false, false])
  expect(closed).toContain(`${id}-2`)
  expect(await pay(`${id}-2`, 700)).toMatchObject({ status: "paid", late: true, captured: 1000 })
})

it("tells of more than was due by one payment", async () => {
  const { pay, press, now, world } = await shop({})
  await press()
  const over = await pay(`${(await now()).id}-1`, 1200)
  expect(over).toMatchObject({ status: "paid", over: 200, worth: "paid>200" })
  expect(await toldOf(world, over, "settled")).toMatchObject({ excess: rand(200) })
})
