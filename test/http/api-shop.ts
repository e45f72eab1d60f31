import { env } from "cloudflare:workers"
import { worldOf } from "../../src/deployment/cloudflare"
import { checkout } from "../../src/orders/checkout"
import { shop } from "../support/flows"
import { stripeRefunds } from "../support/refunds"
import { paid, type Stage, stage, textOf } from "../support/stage"

export const STRIPE = "https://api.stripe.com/v1"

/** A customer who was sent a link; Stripe as it would answer. */
export async function ordered(session: Record<string, unknown> = {}) {
  const play = await stage(shop())
  await play.say("hi")
  await play.say("Thandi")
  const [order] = await play.orders()
  if (!order) throw new Error("no order was opened")
  const reference = `cs_${order.id}`
  const refunds = stripeRefunds({ [`pi_${order.id}`]: 9950 })
  const page = { id: reference, url: "https://checkout.stripe.com/c/pay/planted-address", status: "open" }
  play.answers = {
    [`${STRIPE}/checkout/sessions/${reference}/expire`]: () => Response.json({ ...page, status: "expired" }),
    [`${STRIPE}/checkout/sessions/${reference}`]: () =>
      Response.json({ ...page, payment_status: "unpaid", ...session }),
    [`${STRIPE}/checkout/sessions`]: () => Response.json(page),
    [`${STRIPE}/refunds`]: (asked) => refunds.answer(asked),
  }
  return { play, order, refunds, open: () => checkout(worldOf(env), order) }
}

/** A customer who paid. */
export async function paidFor() {
  const { play, order, refunds, open } = await ordered()
  await open()
  await play.callback(paid(order))
  await play.settle()
  return { play, order, refunds }
}

/** A checkout as Stripe shows it once it is paid. */
export const complete = (order: { id: string }) => ({
  status: "complete",
  payment_status: "paid",
  payment_intent: `pi_${order.id}`,
  amount_total: 9950,
  currency: "zar",
  client_reference_id: order.id,
  livemode: false,
})

export const refundsAsked = (play: Stage) =>
  play.asked.filter(({ url, method }) => method === "POST" && url.endsWith("/refunds"))
export const lastWords = (play: Stage) => play.sent.map(textOf).at(-1)
