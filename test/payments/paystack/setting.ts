import { emulatePaystack } from "../../../src/payments/paystack/emulator"
import { paystack } from "../../../src/payments/paystack/paystack"
import type { Charge, Opened, PaymentSetting, Refund } from "../../../src/payments/provider"
import { EmulatedOutside, START, seeded } from "../emulated"

export const BASE = "http://localhost:4010/paystack"

export const setting: PaymentSetting = {
  account: "till",
  publicUrl: "https://pay.test",
  callbackUrl: "https://pay.test/callbacks/paystack/till",
  apiBase: BASE,
}

export const charge: Charge = {
  order: "ord_demo_1",
  attempt: 1,
  key: "ord-demo-1-1",
  money: { minor: 14_990, currency: "ZAR" },
  description: "Two tickets",
  number: "A-1001",
  capture: "at_once",
  language: "en",
  customer: { phone: "+27820000000", email: "thandi@example.com", name: null, country: null, taxId: null },
  returnUrl: "https://pay.test/p/abc/return",
  callbackUrl: setting.callbackUrl,
  createdAt: START,
  expiresAt: START + 86_400_000,
}

/** A Paystack with one account, and the account's connection to it. */
export function connected(fields: Record<string, unknown> = {}) {
  const service = emulatePaystack({
    base: BASE,
    callTo: () => setting.callbackUrl,
    now: () => START,
    random: seeded(),
  })
  const outside = new EmulatedOutside(BASE, service.service)
  return { service, outside, connection: paystack.connect({ ...service.config, ...fields }, setting) }
}

/** The checkout as it is asked about later. */
export function openedAs(of: Charge = charge): Opened {
  const { order, attempt, key, money } = of
  return { order, attempt, key, checkout: key, money }
}

export function refundOf(payment: string, minor: number, again = false, id = "ord-demo-1-r1"): Refund {
  return { ...openedAs(), id, payment, amount: { ...charge.money, minor }, again }
}
