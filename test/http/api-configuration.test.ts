import { describe, expect, it } from "vitest"
import { call, callWith, faultsOf } from "./api-client"

const configuration = { account: "till", merchant: "Corner Shop", currency: "ZAR" }
const till = {
  id: "till",
  provider: "stripe",
  title: "Till",
  config: { secretKey: "sk_test_till12345", webhookSecret: "whsec_till12345" },
}

const path = "/payment-configuration"

describe("the payment configuration", () => {
  it("is null until it is set, and then as it was set, with its defaults", async () => {
    expect((await call("GET", path)).json).toEqual({ configuration: null })
    await call("POST", "/payment-accounts", till)
    const saved = await call("PUT", path, { ...configuration, messages: { paid: "" } })
    expect(saved.status).toBe(200)
    expect(saved.json.configuration).toEqual({
      ...configuration,
      enabled: true,
      contact: "",
      currencies: [],
      orderNumber: "{YY}{MM}{DD}-{random:6}",
      expirySeconds: 86_400,
      latePayment: "tell",
      withOrder: false,
      messages: { paid: "" },
    })
    expect((await call("GET", path)).json).toEqual(saved.json)
  })

  it.each([
    [{ account: "nowhere" }, 'account: There is no payment account "nowhere": add it under Payments.'],
    [{ merchant: " " }, "merchant: "],
    [{ currency: "zar" }, "currency: "],
    [{ orderNumber: "{MM}" }, "orderNumber: It needs {seq} or {random:6}, or two orders would have one number."],
    [{ expirySeconds: 299 }, "expirySeconds: "],
    [{ messages: { payed: "Thanks" } }, "messages.payed: There is no such field."],
    [{ latePayments: "refund" }, "latePayments: There is no such field."],
    [{ currency: "IRR" }, "currency: Stripe does not take IRR."],
    [{ currencies: ["USD", "KPW"] }, "currencies.1: Stripe does not take KPW."],
  ])("refuses %j by name and keeps what there was", async (change, fault) => {
    await call("POST", "/payment-accounts", till)
    const before = (await call("PUT", path, configuration)).json
    const refused = await call("PUT", path, { ...configuration, ...change })
    expect(refused.status).toBe(422)
    expect(faultsOf(refused)[0]?.startsWith(fault)).toBe(true)
    expect(faultsOf(refused)).toHaveLength(1)
    expect((await call("GET", path)).json).toEqual(before)
  })

  it("does not name a pretend account in production", async () => {
    const config = { secret: "pretend-pretend-1" }
    await call("POST", "/payment-accounts", { id: "pretend", provider: "sandbox", title: "Pretend", config })
    const body = { ...configuration, account: "pretend" }
    const refused = await callWith({ ENVIRONMENT: "production" }, "PUT", path, body)
    expect(refused.status).toBe(422)
    expect(faultsOf(refused)[0]).toMatch(/^account: .*refused in production/)
    expect((await call("PUT", path, body)).status).toBe(200)
  })
})
