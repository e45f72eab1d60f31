import type { Child } from "hono/jsx"
import { type Visit, written } from "./visit"

/** What the amount is made of, what came of it already and what lacks; nothing where it is an amount alone. */
export function Bill({ visit }: { visit: Visit }) {
  const { agreed, ledger } = visit.order
  const { items, tax, discount, shipping, due, least } = agreed
  const words = visit.voice.words.bill
  const amount = (minor: number) => written(visit, { ...due, minor })
  const beside = [
    { label: words.tax, money: tax },
    { label: words.shipping, money: shipping },
    { label: words.discount, money: { ...discount, minor: -discount.minor } },
  ].filter(({ money }) => money.minor !== 0)
  const isMade = items.length > 0 || beside.length > 0
  if (!isMade && least === null) return null
  return (
    <section aria-labelledby="bill">
      <h2 id="bill" class="hidden">
        {words.title}
      </h2>
      <dl class="bill">
        {items.map(({ name, quantity, price }) => (
          <Line label={quantity === 1 ? name : `${quantity} × ${name}`}>{amount(quantity * price.minor)}</Line>
        ))}
        {beside.map(({ label, money }) => (
          <Line label={label}>{amount(money.minor)}</Line>
        ))}
        <Line label={words.total}>{amount(due.minor)}</Line>
        {least !== null && ledger.captured === 0 && <Line label={words.deposit}>{amount(least.minor)}</Line>}
        {least !== null && ledger.captured > 0 && <Line label={words.received}>{amount(ledger.captured)}</Line>}
        {least !== null && ledger.captured < ledger.due && (
          <Line label={words.left}>{amount(ledger.due - (ledger.captured === 0 ? least.minor : ledger.captured))}</Line>
        )}
      </dl>
    </section>
  )
}

function Line({ label, children }: { label: string; children?: Child }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
