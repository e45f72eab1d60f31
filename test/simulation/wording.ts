import type { Session, Told } from "./bank"

/** A session in Stripe's words. */
export function stripeBody(session: Session): object {
  const { id, order, status, minor, currency, payment, expiresAt } = session
  const complete = status === "paid" || status === "pending" || status === "failed"
  const intent =
    status === "pending"
      ? { id: `pi_${id}`, status: "processing" }
      : status === "failed"
        ? { id: `pi_${id}`, status: "requires_payment_method" }
        : payment
  return {
    id,
    object: "checkout.session",
    mode: "payment",
    livemode: false,
    url: `https://checkout.stripe.com/c/pay/${id}`,
    client_reference_id: order,
    metadata: { order },
    status: complete ? "complete" : status,
    payment_status: status === "paid" ? "paid" : "unpaid",
    payment_intent: intent,
    amount_total: minor,
    currency: currency.toLowerCase(),
    expires_at: Math.floor(expiresAt / 1000),
  }
}

/** What Stripe calls back. */
export function stripeEvent(
  id: string,
  session: Session,
  told: Told,
  slow: boolean,
  now: number,
  foreign = false,
): string {
  const types = {
    paid: slow ? "checkout.session.async_payment_succeeded" : "checkout.session.completed",
    pending: "checkout.session.completed",
    failed: "checkout.session.async_payment_failed",
    expired: "checkout.session.expired",
    declined: "payment_intent.payment_failed",
    refunded: "charge.refunded",
  }
  const metadata = { order: session.order }
  const object =
    told === "refunded"
      ? {
          amount_refunded: session.refunded,
          currency: session.currency.toLowerCase(),
          payment_intent: session.payment,
          metadata,
        }
      : told === "declined"
        ? { id: `pi_${session.id}`, amount: session.minor, currency: session.currency.toLowerCase(), metadata }
        : stripeBody(session)
  return JSON.stringify({
    id,
    object: "event",
    type: types[told],
    livemode: false,
    ...(foreign && { account: "acct_foreign" }),
    created: Math.floor(now / 1000),
    data: { object },
  })
}

/** A session in the sandbox's words. */
export function sandboxBody(session: Session, publicUrl: string, account: string): object {
  const { id, order, minor, currency, status, payment, refunded, expiresAt } = session
  const url = `${publicUrl}/sandbox/checkout/${id}`
  return { id, account, order, amount: minor, currency, status, payment, refunded, expiresAt, url, reason: null }
}

/** What the sandbox calls back. */
export function sandboxEvent(id: string, session: Session, told: Told, account: string, now: number): string {
  return JSON.stringify({ id, type: `session.${told}`, at: now, session: sandboxBody(session, "", account) })
}
