import { emulatePaypal } from "../../../src/payments/paypal/emulator"
import { paypal } from "../../../src/payments/paypal/paypal"
import type { Capture, Charge, Opened, PaymentConnection, PaymentSetting, Refund } from "../../../src/payments/provider"
import { EmulatedOutside, START, seeded } from "../emulated"

export const BASE = "http://localhost:4010/paypal"

export const setting: PaymentSetting = {
  account: "till",
  publicUrl: "https://pay.test",
  callbackUrl: "https://pay.test/callbacks/paypal/till",
  apiBase: BASE,
}

export const charge: Charge = {
  order: "ord_demo_1",
  attempt: 1,
  key: "ord-demo-1-1",
  money: { minor: 14_990, currency: "USD" },
  description: "Two tickets & a “hat” 😀",
  number: "A-1001",
  capture: "at_once",
  language: "pt-BR",
  customer: { phone: "+27820000000", email: null, name: null, country: null, taxId: null },
  returnUrl: "https://pay.test/p/abc/return",
  callbackUrl: setting.callbackUrl,
  createdAt: START,
  expiresAt: START + 86_400_000,
}

/** A PayPal with one account and its webhook, and the account's connection to it. */
export async function connected(fields: Record<string, unknown> = {}) {
  const world = { now: START }
  const service = emulatePaypal({
    base: BASE,
    callTo: () => setting.callbackUrl,
    now: () => world.now,
    random: seeded(),
  })
  const outside = new EmulatedOutside(BASE, service.service)
  const unarranged = paypal.connect({ ...service.config, ...fields }, setting)
  const learnt = await unarranged.arrange?.(outside)
  const connection = paypal.connect({ ...service.config, ...fields, ...learnt }, setting)
  outside.trail()
  /** Both clocks. */
  const pass = (seconds: number) => {
    world.now += seconds * 1000
    outside.at = world.now
  }
  return { service, outside, connection, unarranged, pass }
}

/** The checkout as it is asked about later. */
export function openedAs(checkout: string, of: Charge = charge): Opened {
  const { order, attempt, key, money } = of
  return { order, attempt, key, checkout, money }
}

export function captureOf(checkout: string, id = "cap-1", of: Charge = charge): Capture {
  return { ...openedAs(checkout, of), approval: checkout, id, amount: of.money, last: true }
}

export function refundOf(checkout: string, payment: string, minor: number, id = "ord-demo-1-r1"): Refund {
  return { ...openedAs(checkout), id, payment, amount: { ...charge.money, minor }, again: false }
}

/** The checkout is paid: approved on the page and captured. The id of the payment. */
export async function paidBy(connection: PaymentConnection, outside: EmulatedOutside, checkout: string) {
  const [news] = (await connection.capture?.(captureOf(checkout), outside)) ?? []
  if (news?.type !== "paid" || news.payment === null) throw new Error(`nothing was paid: ${JSON.stringify(news)}`)
  return news.payment
}
