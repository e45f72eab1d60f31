import { describe, expect, it } from "vitest"
import { paystack } from "../../../src/payments/paystack/paystack"
import { EmulatedOutside, failureOf, received, START } from "../emulated"
import { specified } from "../specification"
import { BASE, charge, connected, openedAs, refundOf, setting } from "./setting"
import { paystackOperations } from "./specification"

const about = { order: "ord_demo_1", checkout: "ord-demo-1-1", mode: "test" as const }

/** A Paystack, its connection, and a transaction there that was paid. */
async function paid(fields: Record<string, unknown> = {}) {
  const world = connected(fields)
  await world.connection.open(charge, world.outside)
  await world.service.pay(charge.key)
  const [news] = await world.connection.look(openedAs(), world.outside)
  if (news?.type !== "paid" || news.payment === null) throw new Error("nothing was paid")
  world.outside.trail()
  return { ...world, payment: news.payment }
}

describe("a checkout", () => {
  it("is a page that never ends, under our own reference", async () => {
    const { connection, outside } = connected()
    expect(await connection.open(charge, outside)).toEqual({
      kind: "page",
      id: charge.key,
      url: expect.stringMatching(`^${BASE}/page/\\w+$`),
      usableUntil: charge.expiresAt,
      payableUntil: null,
    })
    expect(JSON.parse(outside.asked[0]?.body ?? "")).toEqual({
      email: "thandi@example.com",
      amount: 14_990,
      currency: "ZAR",
      reference: charge.key,
      callback_url: charge.returnUrl,
      label: "A-1001",
      metadata: { order: "ord_demo_1", attempt: 1, number: "A-1001", cancel_action: charge.returnUrl },
    })
    expect(await connection.look(openedAs(), outside)).toEqual([])
  })

  it("needs an address of the customer, which may be made up at a domain of the merchant's", async () => {
    const asking = connected()
    expect(asking.connection.capabilities.needs).toEqual(["email"])
    const nameless = { ...charge, customer: { ...charge.customer, email: null } }
    expect(await failureOf(asking.connection.open(nameless, asking.outside))).toMatchObject({ code: "email_missing" })
    expect(asking.outside.asked).toEqual([])
    const { connection, outside } = connected({ emailDomain: "Kunden.Shop.com" })
    expect(connection.capabilities.needs).toEqual([])
    await connection.open(nameless, outside)
    expect(JSON.parse(outside.asked[0]?.body ?? "")).toMatchObject({ email: "ord-demo-1-1@kunden.shop.com" })
    await connection.open({ ...charge, key: "ord-demo-1-2" }, outside)
    expect(JSON.parse(outside.asked[1]?.body ?? "")).toMatchObject({ email: "thandi@example.com" })
  })

  it("whose answer was lost spends its attempt, for its page cannot be asked for", async () => {
    const { connection, outside } = connected()
    outside.lose(1)
    await failureOf(connection.open(charge, outside))
    expect(await failureOf(connection.open(charge, outside))).toMatchObject({ code: "attempt_spent", ambiguous: true })
    expect(outside.trail()).toEqual([
      "POST /transaction/initialize",
      "POST /transaction/initialize",
      "GET /transaction/verify/ord-demo-1-1",
    ])
    expect(await connection.open({ ...charge, attempt: 2, key: "ord-demo-1-2" }, outside)).toMatchObject({
      kind: "page",
    })
  })

  it("is not made a second time while somebody pays on the first", async () => {
    const { connection, outside, service } = connected()
    outside.lose(1)
    await failureOf(connection.open(charge, outside))
    await service.pay(charge.key)
    expect(await failureOf(connection.open(charge, outside))).toMatchObject({ code: "in_flight", advice: "again" })
  })

  it("is told apart as a repeated one by Paystack's sentence too, where it has no code", async () => {
    const { connection } = connected()
    const asked: string[] = []
    const outside = answering((url) => {
      asked.push(url)
      return url.endsWith("/initialize")
        ? [400, { status: false, message: "Duplicate Transaction Reference" }]
        : [404, { status: false, message: "Transaction reference not found" }]
    })
    expect(await failureOf(connection.open(charge, outside))).toMatchObject({ code: "attempt_spent" })
    expect(asked).toHaveLength(2)
  })

  it.each([
    ["XOF", 1_500, 150_000],
    ["RWF", 1, 100],
    ["NGN", 5_000, 5_000],
    ["KES", 300, 300],
  ] as const)("says %s %d in hundredths, and reads the same back", async (currency, minor, amount) => {
    const { connection } = connected({ currencies: "XOF, RWF NGN,KES" })
    const wanted = { ...charge, money: { currency, minor } }
    let body = ""
    const transaction = { id: 7, reference: charge.key, status: "success", amount, requested_amount: amount, currency }
    const outside = answering((url, sent) => {
      body = sent || body
      return url.endsWith("/initialize")
        ? [200, good({ authorization_url: `${BASE}/page/x`, reference: charge.key })]
        : [200, good(transaction)]
    })
    await connection.open(wanted, outside)
    expect(JSON.parse(body)).toMatchObject({ currency, amount })
    expect(await connection.look(openedAs(wanted), outside)).toMatchObject([
      { type: "paid", money: { currency, minor } },
    ])
  })

  it.each([
    ["NGN", 4_999, "NGN"],
    ["ZAR", 99, "ZAR"],
    ["ZAR", 1_000_000_001, "ZAR"],
    ["USD", 199, "USD"],
    ["XOF", 100, undefined],
    ["NGN", 10_000, "ZAR, USD"],
    ["EUR", 10_000, undefined],
  ] as const)("is not asked for in %s %d by an account of %s", async (currency, minor, currencies) => {
    const { connection, outside } = connected({ currencies })
    const failure = await failureOf(connection.open({ ...charge, money: { currency, minor } }, outside))
    expect(failure).toMatchObject({ code: "amount_refused", advice: "stop" })
    expect(outside.asked).toEqual([])
  })

  it("in a currency that the business has not is refused for good, and the account goes on", async () => {
    const { connection, outside } = connected({ currencies: "NGN" })
    const failure = await failureOf(connection.open({ ...charge, money: { currency: "NGN", minor: 10_000 } }, outside))
    expect(failure).toMatchObject({ code: "unsupported_currency", advice: "stop" })
  })

  it.each([
    "https://checkout.paystack.com.example.com/x",
    "http://checkout.paystack.com/x",
    "https://checkout.paystack.com:444/x",
    "https://example.com/checkout.paystack.com",
    7,
  ])("at %s is not Paystack's", async (authorization_url) => {
    const live = paystack.connect(
      { secretKey: "sk_live_0123456789" },
      { account: "till", publicUrl: setting.publicUrl, callbackUrl: setting.callbackUrl },
    )
    const of = (address: unknown) => answering(() => [200, good({ authorization_url: address, reference: charge.key })])
    expect(await failureOf(live.open(charge, of(authorization_url)))).toMatchObject({ code: "unsafe_url" })
    expect(await live.open(charge, of("https://checkout.paystack.com/x1"))).toMatchObject({ kind: "page" })
    expect(live.mode).toBe("live")
  })
})

describe("a look", () => {
  it("tells what was paid of what was asked for: not the fee that the customer bore, and less where less was paid", async () => {
    const { connection, outside, service } = connected()
    await connection.open(charge, outside)
    service.bear(charge.key, 250)
    await service.pay(charge.key)
    const [news] = await connection.look(openedAs(), outside)
    expect(news).toMatchObject({ ...about, type: "paid", money: charge.money, at: START })
    const part = {
      id: 7,
      reference: charge.key,
      status: "success",
      amount: 5_000,
      requested_amount: 14_990,
      currency: "ZAR",
    }
    expect(
      await connection.look(
        openedAs(),
        answering(() => [200, good(part)]),
      ),
    ).toMatchObject([{ type: "paid", payment: "7", money: { minor: 5_000, currency: "ZAR" } }])
  })

  it.each([
    ["open", "declined"],
    ["final", "failed"],
  ])("takes a failed try, with failed payments %s, for %s", async (failedPayments, type) => {
    const { connection, outside, service } = connected({ failedPayments })
    await connection.open(charge, outside)
    await service.fail(charge.key)
    const first = await connection.look(openedAs(), outside)
    expect(first).toMatchObject([{ ...about, type, reason: "Declined" }])
    expect(await connection.look(openedAs(), outside)).toEqual(first)
    await service.fail(charge.key)
    expect((await connection.look(openedAs(), outside))[0]?.id).not.toBe(first[0]?.id)
  })

  it.each(["abandoned", "ongoing", "pending", "processing", "queued", "constructor", undefined])(
    "says nothing of a transaction that is %s",
    async (status) => {
      const { connection } = connected()
      const outside = answering(() => [200, good({ id: 7, reference: charge.key, status, amount: 1, currency: "ZAR" })])
      expect(await connection.look(openedAs(), outside)).toEqual([])
    },
  )

  it("tells what was given back whole as paid and given back, and what went back by itself as failed", async () => {
    const { connection, outside, payment } = await paid()
    await connection.refund?.(refundOf(payment, 14_990), outside)
    expect(await connection.look(openedAs(), outside)).toMatchObject([
      { ...about, type: "paid", payment, money: charge.money },
      { ...about, type: "refund", payment, stage: "pending", money: charge.money },
    ])
    const reversed = { id: 7, reference: charge.key, status: "reversed", amount: 14_990, currency: "ZAR" }
    const bare = answering((url) => [200, good(url.includes("/verify/") ? reversed : [])])
    expect(await connection.look(openedAs(), bare)).toMatchObject([{ type: "failed", reason: "reversed" }])
  })

  it("says nothing of a reference that Paystack does not know, but only on Paystack's own word", async () => {
    const { connection, outside } = connected()
    expect(await connection.look(openedAs(), outside)).toEqual([])
    const before = answering(() => [404, "<h1>Not found</h1>"])
    expect(await failureOf(connection.look(openedAs(), before))).toMatchObject({ code: "unreadable", advice: "again" })
  })

  it("never takes another transaction for the one it asked about", async () => {
    const { connection } = connected()
    const other = answering(() => [
      200,
      good({ id: 7, reference: "other", status: "success", amount: 1, currency: "ZAR" }),
    ])
    expect(await failureOf(connection.look(openedAs(), other))).toMatchObject({ code: "unreadable" })
  })
})

describe("a refund", () => {
  it("that is asked for again is looked for first, and given once", async () => {
    const { connection, outside, payment } = await paid()
    outside.lose(1)
    expect(await failureOf(connection.refund?.(refundOf(payment, 500), outside) as Promise<unknown>)).toMatchObject({
      code: "unanswered",
      ambiguous: true,
    })
    outside.trail()
    const again = await connection.refund?.(refundOf(payment, 500, true), outside)
    expect(outside.trail()).toEqual([`GET /refund?transaction=${payment}&perPage=100&page=1`])
    expect(again).toMatchObject([
      { ...about, type: "refund", payment, stage: "pending", money: { minor: 500, currency: "ZAR" } },
    ])
    expect(await connection.trace?.(refundOf(payment, 500), outside)).toEqual(again)
    expect(await connection.trace?.(refundOf(payment, 500, true, "ord-demo-1-r2"), outside)).toBeNull()
  })

  it("that was never carried out is given when it is asked for again", async () => {
    const { connection, outside, payment } = await paid()
    expect(await connection.refund?.(refundOf(payment, 500, true), outside)).toMatchObject([{ stage: "pending" }])
    expect(outside.trail().map((line) => line.split("?")[0])).toEqual(["GET /refund", "POST /refund"])
  })

  it("is not taken for another of the same amount, or of another payment", async () => {
    const { connection, outside, payment } = await paid()
    await connection.refund?.(refundOf(payment, 500, false, "ord-demo-1-r1"), outside)
    const second = await connection.refund?.(refundOf(payment, 500, true, "ord-demo-1-r2"), outside)
    const first = await connection.trace?.(refundOf(payment, 500, true, "ord-demo-1-r1"), outside)
    expect(second?.[0]?.id).not.toBe(first?.[0]?.id)
    const foreign = {
      id: 1,
      transaction: 999,
      status: "processed",
      amount: 500,
      currency: "ZAR",
      merchant_note: "Paythread ord-demo-1-r1",
    }
    const unfiltered = answering(() => [200, good([foreign])])
    expect(await connection.trace?.(refundOf(payment, 500), unfiltered)).toBeNull()
  })

  it("is looked for on every page of the list, and not given while the list does not end", async () => {
    const { connection, payment } = await paid()
    const other = { id: 1, transaction: 999, status: "processed", amount: 500, currency: "ZAR" }
    const full = Array.from({ length: 100 }, () => other)
    const mine = { ...other, transaction: { id: Number(payment) }, merchant_note: "Paythread ord-demo-1-r1" }
    const asked: string[] = []
    const third = answering((url) => {
      asked.push(url)
      return [200, good(url.endsWith("page=3") ? [mine] : full)]
    })
    expect(await connection.refund?.(refundOf(payment, 500, true), third)).toMatchObject([{ stage: "done" }])
    expect(asked).toHaveLength(3)
    const endless = answering(() => [200, good(full)])
    const failure = await failureOf(connection.refund?.(refundOf(payment, 500, true), endless) as Promise<unknown>)
    expect(failure).toMatchObject({ code: "unclear", advice: "hold" })
  })

  it("beyond what is left is refused for good", async () => {
    const { connection, outside, payment } = await paid()
    await connection.refund?.(refundOf(payment, 14_990), outside)
    expect(
      await failureOf(connection.refund?.(refundOf(payment, 1, false, "r2"), outside) as Promise<unknown>),
    ).toMatchObject({
      code: "transaction_reversed",
      advice: "stop",
    })
  })

  it("is told by events that do not name it: each is looked up and stands as Paystack says", async () => {
    const { connection, outside, service, payment } = await paid()
    await connection.refund?.(refundOf(payment, 500), outside)
    await connection.refund?.(refundOf(payment, 700, false, "ord-demo-1-r2"), outside)
    const [pending] = await service.unsent()
    if (!pending) throw new Error("nothing was told")
    const hint = { kind: "refunds", id: charge.key }
    expect(await connection.receive(received(pending), outside)).toEqual({ news: [], hints: [hint], ignored: [] })
    const before = await connection.find?.(hint, outside)
    expect(before).toMatchObject([{ stage: "pending" }, { stage: "pending" }])
    service.settle(3_018_284, "processed")
    service.settle(3_018_285, "needs-attention")
    const told = await connection.find?.(hint, outside)
    expect(told).toMatchObject([
      {
        ...about,
        type: "refund",
        refund: "3018285",
        payment,
        stage: "pending",
        reason: "needs-attention",
        money: { minor: 700 },
      },
      { ...about, type: "refund", refund: "3018284", payment, stage: "done", reason: null, money: { minor: 500 } },
    ])
    const ids = [...(before ?? []), ...(told ?? [])].map(({ id }) => id)
    expect(new Set(ids).size).toBe(4)
    expect(await connection.find?.({ kind: "refunds", id: "nobody's" }, outside)).toEqual([])
  })
})

describe("the account", () => {
  it("is checked by asking for its balance", async () => {
    const { connection, outside, service } = connected()
    expect(await connection.check?.(outside)).toEqual({ holder: null })
    expect(outside.trail()).toEqual(["GET /balance"])
    const secretKey = "sk_test_of_somebody_else"
    const failure = await failureOf(paystack.connect({ secretKey }, setting).check?.(outside) as Promise<unknown>)
    expect(failure).toMatchObject({ code: "key_refused", advice: "hold" })
    expect(failure.message).not.toContain(secretKey)
    service.breakDown()
    expect(await failureOf(connection.check?.(outside) as Promise<unknown>)).toMatchObject({
      code: "unavailable",
      advice: "again",
    })
  })

  it.each([
    [403, "Invalid Merchant Selected", "not_permitted", "hold"],
    [400, "Integration has been deactivated", "refused", "hold"],
    [400, "Invalid amount: sk_test_0123456789abcdef", "refused", "stop"],
    [429, "Please wait a few minutes and try again.", "busy", "again"],
    [200, "Odd", "unreadable", "again"],
  ])("that Paystack refuses with %d %s: %s", async (status, message, code, advice) => {
    const { connection } = connected()
    const outside = answering(() => [status, { status: false, message }])
    const failure = await failureOf(connection.open(charge, outside))
    expect(failure).toMatchObject({ code, advice })
    expect(failure.message).not.toContain("0123456789abcdef")
  })
})

it("asks and reads as Paystack's specification says, from the page to the refund", async () => {
  const { service, connection } = connected()
  const { service: strict, seen } = specified(service.service, paystackOperations)
  const outside = new EmulatedOutside(BASE, strict)
  await connection.check?.(outside)
  await connection.open(charge, outside)
  for (const call of await service.pay(charge.key)) await connection.receive(received(call), outside)
  const [news] = await connection.look(openedAs(), outside)
  const payment = news?.type === "paid" ? (news.payment ?? "") : ""
  await connection.refund?.(refundOf(payment, 500), outside)
  await connection.trace?.(refundOf(payment, 500), outside)
  expect([...seen.keys()].sort()).toEqual(Object.keys(paystackOperations).sort())
})

/** A Paystack that answers as it is told to. */
function answering(answer: (url: string, body: string) => [number, unknown]) {
  return {
    at: START,
    keep: async () => "",
    forget: async () => {},
    async ask({ url, body = "" }: { url: string; body?: string }) {
      const [status, said] = answer(url, body)
      return { status, headers: {}, body: typeof said === "string" ? said : JSON.stringify(said) }
    },
  }
}

function good(data: unknown) {
  return { status: true, message: "", data }
}
