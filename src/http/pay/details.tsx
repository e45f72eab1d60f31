import type { Child } from "hono/jsx"
import { kept } from "../../core/kept"
import { formatMoney } from "../../core/money"
import { moneyOf } from "../../store/orders/orders"
import { isOffered, type Visit } from "./visit"

/** What is paid, to whom and until when, as a list with labels. */
export function Details({ visit }: { visit: Visit }) {
  const { order, merchant, voice, at } = visit
  const { words, locale } = voice
  const refunded = { ...moneyOf(order), minor: order.refunded }
  return (
    <section aria-labelledby="details">
      <h2 id="details" class="hidden">
        {words.details}
      </h2>
      <dl>
        {merchant && <Detail label={words.payee}>{merchant}</Detail>}
        {order.description && <Detail label={words.description}>{order.description}</Detail>}
        <Detail label={words.orderNumber}>{order.number}</Detail>
        {isOffered(visit) && (
          <Detail label={words.payBy}>
            <Time at={order.expiresAt} locale={locale} />
            <small>{timeLeft(order.expiresAt - at, locale)}</small>
          </Detail>
        )}
        {order.status === "paid" && order.paidAt !== null && (
          <Detail label={words.paidOn}>
            <Time at={order.paidAt} locale={locale} />
          </Detail>
        )}
        {order.refunded > 0 && <Detail label={words.refunded}>{formatMoney(refunded, locale)}</Detail>}
      </dl>
    </section>
  )
}

/** What is to be paid, as large as fits. */
export function Amount({ amount }: { amount: string }) {
  const size = SIZES.find(({ characters }) => amount.length <= characters)
  return <p class={`amount ${size?.name ?? "longest"}`}>{amount}</p>
}

/** Characters that fit on a line of a phone 320 pixels wide. */
const SIZES = [
  { name: "short", characters: 10 },
  { name: "long", characters: 16 },
]

function Detail({ label, children }: { label: string; children?: Child }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Where the customer is cannot be known without a script: the zone is named, and what is left is said beside it. */
function Time({ at, locale }: { at: number; locale: string }) {
  return <time datetime={new Date(at).toISOString()}>{`${timeFormat(locale).format(at)} UTC`}</time>
}

/** Rounded down: nobody comes too late by trusting it. */
function timeLeft(milliseconds: number, locale: string): string {
  const format = durationFormat(locale)
  const minutes = Math.floor(milliseconds / 60_000)
  if (minutes < 120) return format.format(minutes, "minute")
  if (minutes < 48 * 60) return format.format(Math.floor(minutes / 60), "hour")
  return format.format(Math.floor(minutes / 1440), "day")
}

// Making one takes far longer than using it.
const timeFormat = kept(
  100,
  (locale: string) => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }),
)
const durationFormat = kept(100, (locale: string) => new Intl.RelativeTimeFormat(locale))
