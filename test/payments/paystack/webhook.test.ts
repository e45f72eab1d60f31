import { createHmac } from "node:crypto"
import { describe, expect, it } from "vitest"
import { signPaystack } from "../../../src/payments/paystack/emulator"
import { paystack } from "../../../src/payments/paystack/paystack"
import { failureOf, received, START } from "../emulated"
import { charge, connected, setting } from "./setting"

const secretKey = "sk_test_paystack_demo"
const connection = paystack.connect({ secretKey }, setting)
const outside = {
  at: START,
  keep: async () => "",
  forget: async () => {},
  ask: () => Promise.reject(new Error("nobody is asked")),
}

const transaction = {
  id: 4_000_000_001,
  domain: "test",
  status: "success",
  reference: "ord-demo-1-1",
  amount: 12_345,
  requested_amount: 12_345,
  currency: "ZAR",
  paid_at: "2026-11-20T10:00:00.000Z",
  metadata: { order: "ord_demo_1" },
}
const paid = {
  id: "transaction:4000000001:paid",
  order: "ord_demo_1",
  checkout: "ord-demo-1-1",
  mode: "test",
  at: Date.parse("2026-11-20T10:00:00Z"),
  type: "paid",
  payment: "4000000001",
  money: { minor: 12_345, currency: "ZAR" },
}

function call(body: string, signature?: string) {
  const headers: Record<string, string> = signature === undefined ? {} : { "x-paystack-signature": signature }
  return received({ type: "", method: "POST", url: setting.callbackUrl, headers, body })
}

async function told(event: string, data: unknown) {
  const body = JSON.stringify({ event, data })
  return connection.receive(call(body, await signPaystack(body, secretKey)), outside)
}

describe("a callback", () => {
  const body = JSON.stringify({ event: "charge.success", data: transaction })

  it("is signed as Paystack's documentation signs it, with node's own HMAC", async () => {
    // "Verify event origin": createHmac("sha512", secret).update(body).digest("hex").
    expect(await signPaystack(body, secretKey)).toBe(createHmac("sha512", secretKey).update(body).digest("hex"))
    const vector =
      '{"event":"charge.success","data":{"id":4000000001,"reference":"ord_demo_1","amount":12345,"currency":"ZAR","status":"success"}}'
    const signature =
      "7dbd57778d320325abc0130d5b6e6f443113e330871d023f0a7d285fa377876dba889100f1b26796e0cff9c851b6f01ffd0b88fdaafe5d8680c18afa4f110b2d"
    expect((await connection.receive(call(vector, signature), outside)).hints).toEqual([
      { kind: "transaction", id: "ord_demo_1" },
    ])
  })

  it("is refused with any byte of it or any digit of its signature changed, and by whatever else signed it", async () => {
    const signature = await signPaystack(body, secretKey)
    for (let index = 0; index < body.length; index++) {
      const other = body[index] === "0" ? "1" : "0"
      const forged = body.slice(0, index) + other + body.slice(index + 1)
      expect(await failureOf(connection.receive(call(forged, signature), outside))).toMatchObject({
        code: "unauthorised",
      })
    }
    for (let index = 0; index < signature.length; index++) {
      const other = signature[index] === "0" ? "1" : "0"
      const forged = signature.slice(0, index) + other + signature.slice(index + 1)
      expect(await failureOf(connection.receive(call(body, forged), outside))).toMatchObject({ code: "unauthorised" })
    }
    for (const forged of [
      undefined,
      "",
      signature.toUpperCase(),
      signature.slice(2),
      `${signature}00`,
      `${signature}, ${signature}`,
      await signPaystack(body, "sk_test_of_somebody_else"),
      createHmac("sha256", secretKey).update(body).digest("hex"),
    ])
      expect(await failureOf(connection.receive(call(body, forged), outside))).toMatchObject({
        code: "unauthorised",
        advice: "stop",
      })
  })

  it("is unreadable when it is genuine and broken", async () => {
    for (const broken of ["", "{", "null", "[]", "{}", '{"event":7}', '{"event":"charge.success","data":{}}'])
      expect(
        await failureOf(connection.receive(call(broken, await signPaystack(broken, secretKey)), outside)),
      ).toMatchObject({ code: "unreadable", advice: "stop" })
  })
})

describe("a charge", () => {
  it("that succeeded is paid, by what was asked for where the customer bore the fee", async () => {
    expect(await told("charge.success", transaction)).toEqual({ news: [paid], hints: [], ignored: [] })
    expect((await told("charge.success", { ...transaction, amount: 12_700 })).news).toEqual([paid])
    expect((await told("charge.success", { ...transaction, amount: 5_000 })).news).toMatchObject([
      { money: { minor: 5_000 } },
    ])
  })

  it.each([
    ["as an object", { order: "ord_demo_1" }, "ord_demo_1"],
    ["as its JSON", '{"order":"ord_demo_1"}', "ord_demo_1"],
    ["empty", "", null],
    ["as a number", 0, null],
    ["absent", undefined, null],
    ["as something else", "order", null],
    ["as a list", '["ord_demo_1"]', null],
  ])("brings metadata back %s", async (_, metadata, order) => {
    expect((await told("charge.success", { ...transaction, metadata })).news).toMatchObject([
      { order, checkout: "ord-demo-1-1" },
    ])
  })

  it("of the other mode is told as that", async () => {
    expect((await told("charge.success", { ...transaction, domain: "live" })).news).toMatchObject([{ mode: "live" }])
    expect((await told("charge.success", { ...transaction, domain: undefined })).news).toMatchObject([{ mode: "test" }])
  })

  it("that does not say what was asked for is looked up, and read as a look reads it", async () => {
    const { requested_amount: _, ...silent } = transaction
    expect(await told("charge.success", silent)).toEqual({
      news: [],
      hints: [{ kind: "transaction", id: "ord-demo-1-1" }],
      ignored: [],
    })
    const { connection: own, outside: world, service } = connected()
    await own.open(charge, world)
    await service.pay(charge.key)
    expect(await own.find?.({ kind: "transaction", id: charge.key }, world)).toMatchObject([
      { type: "paid", money: charge.money },
    ])
    expect(await own.find?.({ kind: "transaction", id: "nobody's" }, world)).toEqual([])
  })
})

describe("a dispute", () => {
  const dispute = {
    id: 2_867,
    refund_amount: 12_345,
    currency: "ZAR",
    status: "awaiting-merchant-feedback",
    resolution: null,
    domain: "test",
    category: "chargeback",
    transaction,
  }

  it.each([
    ["charge.dispute.create", null, "open"],
    ["charge.dispute.remind", null, "open"],
    ["charge.dispute.resolve", "merchant-accepted", "lost"],
    ["charge.dispute.resolve", "auto-accepted", "lost"],
    ["charge.dispute.resolve", "declined", "won"],
  ])("told by %s with %s is %s", async (event, resolution, stage) => {
    expect((await told(event, { ...dispute, resolution })).news).toEqual([
      {
        id: `dispute:2867:${stage}`,
        order: "ord_demo_1",
        checkout: "ord-demo-1-1",
        mode: "test",
        at: START,
        type: "dispute",
        dispute: "2867",
        payment: "4000000001",
        stage,
        money: { minor: 12_345, currency: "ZAR" },
        reason: "chargeback",
      },
    ])
  })

  it("that ended in a way that is not known stays as it was, and is named", async () => {
    const { news, ignored } = await told("charge.dispute.resolve", { ...dispute, resolution: "arbitrated" })
    expect([news, ignored]).toEqual([[], ["charge.dispute.resolve:unclear"]])
  })

  it("told by the emulator is read alike", async () => {
    const { connection: own, outside: world, service } = connected()
    await own.open(charge, world)
    await service.pay(charge.key)
    service.dispute(charge.key, null)
    const [created] = await service.unsent()
    if (!created) throw new Error("nothing was told")
    expect((await own.receive(received(created), world)).news).toMatchObject([{ stage: "open", checkout: charge.key }])
  })
})

it.each(["transfer.success", "subscription.create", "charge.failed", "constructor", "refund.pending"])(
  "%s without more is named and nothing else",
  async (event) => {
    const { news, hints, ignored } = await told(event, {})
    expect([news, hints]).toEqual([[], []])
    expect(ignored[0]).toMatch(new RegExp(`^${event}(:unrelated)?$`))
  },
)
