import type { Answered } from "../../platform/emulator"

/** A payment that Stripe took: its charge, of which money can be given back. Amounts are in Stripe's units. */
export interface Charged {
  intent: string
  amount: number
  currency: string
  metadata: Record<string, string>
}

interface Given {
  id: string
  intent: string
  amount: number
  metadata: Record<string, string>
}

/** Stripe's refunds (docs.stripe.com/api/refunds): each has its own id, and a charge tells what was given back in all. */
export function stripeRefunds(find: (intent: string) => Charged | undefined) {
  const given: Given[] = []

  function sum(intent: string): number {
    return of(intent).reduce((total, amount) => total + amount, 0)
  }

  /** The charge of a payment, as it stands. */
  function charge({ intent, amount, currency, metadata }: Charged) {
    const refunded = sum(intent)
    return {
      id: `ch_${intent}`,
      object: "charge",
      amount,
      amount_refunded: refunded,
      refunded: refunded === amount,
      currency,
      payment_intent: intent,
      metadata,
      livemode: false,
    }
  }

  function written({ id, intent, amount, metadata }: Given, charged: Charged, expanded: boolean) {
    const { currency } = charged
    const whole = expanded ? charge(charged) : `ch_${intent}`
    return {
      id,
      object: "refund",
      status: "succeeded",
      amount,
      currency,
      payment_intent: intent,
      metadata,
      charge: whole,
    }
  }

  /** Gives a part back, or all that is left when no amount is named; never more than that. */
  function create(form: URLSearchParams): Answered {
    const intent = form.get("payment_intent") ?? ""
    const charged = find(intent)
    if (!charged) return refused(404, `No such payment_intent: '${intent}'`, { code: "resource_missing" })
    const left = charged.amount - sum(intent)
    const amount = Number(form.get("amount") ?? left)
    if (left === 0)
      return refused(400, `Charge ch_${intent} has already been refunded.`, { code: "charge_already_refunded" })
    if (!Number.isSafeInteger(amount) || amount < 1)
      return refused(400, "Invalid positive integer", { param: "amount" })
    if (amount > left)
      return refused(400, `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, {
        param: "amount",
      })
    const entries = [...form].flatMap(([name, value]) => {
      const key = /^metadata\[(\w+)\]$/.exec(name)?.[1]
      return key === undefined ? [] : [[key, value] as const]
    })
    const refund = {
      id: `re_${String(given.length + 1).padStart(6, "0")}`,
      intent,
      amount,
      metadata: Object.fromEntries(entries),
    }
    given.push(refund)
    return { status: 200, body: written(refund, charged, form.getAll("expand[]").includes("charge")) }
  }

  /** The refunds of a payment, the newest first. */
  function list(query: URLSearchParams): Answered {
    const charged = find(query.get("payment_intent") ?? "")
    const expanded = query.getAll("expand[]").includes("data.charge")
    const own = charged ? given.filter(({ intent }) => intent === charged.intent).reverse() : []
    const data = charged ? own.map((one) => written(one, charged, expanded)) : []
    return { status: 200, body: { object: "list", url: "/v1/refunds", has_more: false, data } }
  }

  /** What was given back of a payment, each time. */
  function of(intent: string): number[] {
    return given.filter((one) => one.intent === intent).map(({ amount }) => amount)
  }

  return { create, list, charge, of }
}

function refused(status: number, message: string, more: Record<string, string>): Answered {
  return { status, body: { error: { type: "invalid_request_error", message, ...more } } }
}
