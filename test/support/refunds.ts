interface Given {
  id: string
  payment: string
  amount: number
  metadata: Record<string, string>
}

/**
 * Refunds as Stripe gives them: one for each idempotency key, cumulative at its charge, never more than was captured, and
 * found by their payment. `captured` is what each payment took, in minor units.
 */
export function stripeRefunds(captured: Record<string, number>) {
  const given: Given[] = []
  const answers = new Map<string, { body: string; answer: () => Response }>()

  const sum = (payment: string) =>
    given.filter((one) => one.payment === payment).reduce((all, one) => all + one.amount, 0)

  function written({ id, payment, amount, metadata }: Given) {
    const charge = { id: `ch_${payment}`, payment_intent: payment, amount_refunded: sum(payment), currency: "zar" }
    const about = {
      id,
      object: "refund",
      status: "succeeded",
      payment_intent: payment,
      amount,
      currency: "zar",
      metadata,
    }
    return { ...about, charge: { ...charge, livemode: false } }
  }

  function give(body: string): () => Response {
    const form = new URLSearchParams(body)
    const payment = form.get("payment_intent") ?? ""
    const amount = Number(form.get("amount"))
    if (!(amount > 0 && amount <= (captured[payment] ?? 0) - sum(payment))) {
      const message = `Refund amount is greater than unrefunded amount on charge.`
      const error = { type: "invalid_request_error", code: "charge_already_refunded", message }
      return () => Response.json({ error }, { status: 400 })
    }
    const metadata = { refund: form.get("metadata[refund]") ?? "", order: form.get("metadata[order]") ?? "" }
    const one = { id: `re_${given.length + 1}`, payment, amount, metadata }
    given.push(one)
    const answer = JSON.stringify(written(one))
    return () => new Response(answer, { headers: { "content-type": "application/json" } })
  }

  return {
    given,
    answer({ method, url, body, headers }: { method: string; url: string; body: string; headers: Headers }): Response {
      if (method === "GET") {
        const payment = new URL(url).searchParams.get("payment_intent") ?? ""
        const data = given.filter((one) => one.payment === payment).map(written)
        return Response.json({ object: "list", has_more: false, data })
      }
      const key = headers.get("idempotency-key") ?? crypto.randomUUID()
      const known = answers.get(key)
      if (known && known.body !== body)
        return Response.json({ error: { type: "idempotency_error", message: "Other parameters." } }, { status: 400 })
      const answer = known?.answer ?? give(body)
      answers.set(key, { body, answer })
      return answer()
    },
    /** Stripe may remove keys once they are a day old. */
    forgetKeys: () => answers.clear(),
  }
}
