import type { Child } from "hono/jsx"
import type { Notice } from "../../core/languages/language"
import { orderStates } from "../../core/order/states"
import { Details } from "./details"
import { Drawing, type Mark, MarkSign } from "./marks"
import { renderPage } from "./page"
import { amountOf, isOffered, type Visit } from "./visit"

/** What the page is for: to pay, to cancel, or to wait after having been at the provider's (`slow`: for long). */
export type Purpose = "pay" | "cancel" | "checking" | "slow"

/** The page of an order, as HTML: what can still be done with it, else how it stands. */
export function renderOrder(visit: Visit, purpose: Purpose): string {
  const { order, voice, merchant } = visit
  const { words } = voice
  const amount = amountOf(visit)
  const { title, body } = contentOf(visit, purpose, amount)
  return renderPage({
    locale: voice.locale,
    title: [title, amount, merchant].filter((part) => part !== null).join(" · "),
    merchant,
    ribbon: order.mode === "test" ? words.test : null,
    closing: words.close,
    children: body,
  })
}

function contentOf(visit: Visit, purpose: Purpose, amount: string): { title: string; body: Child } {
  const { order, voice } = visit
  const { words } = voice
  if (order.status === "open" && (purpose === "checking" || purpose === "slow")) {
    const body = <Checking visit={visit} amount={amount} slow={purpose === "slow"} />
    return { title: words[purpose].title, body }
  }
  // Its time is over, though nobody has closed it yet.
  const status = order.status === "open" && !isOffered(visit) ? "expired" : order.status
  if (status !== "open") {
    const body = <Standing visit={visit} amount={amount} notice={words[status]} mark={orderStates[status].tone} />
    return { title: words[status].title, body }
  }
  if (purpose === "cancel") return { title: words.confirm.title, body: <Confirm visit={visit} amount={amount} /> }
  return { title: words.amountToPay, body: <Payable visit={visit} amount={amount} /> }
}

function Payable({ visit, amount }: { visit: Visit; amount: string }) {
  const { path, voice } = visit
  const { words } = voice
  return (
    <>
      <h1 class="quiet">{words.amountToPay}</h1>
      <Amount amount={amount} />
      <Details visit={visit} />
      <form class="actions" method="post" action={`${path}/checkout`}>
        <button type="submit">
          <Drawing name="lock" />
          {words.pay(amount)}
        </button>
      </form>
      <p class="secure">{words.secure}</p>
      <p class="actions">
        <a class="button plain" href={`${path}/cancel`}>
          {words.cancel}
        </a>
      </p>
    </>
  )
}

function Standing(props: { visit: Visit; amount: string; notice: Notice; mark: Mark }) {
  const { visit, amount, notice, mark } = props
  const { order, voice, contact } = visit
  const { words } = voice
  const paid = order.status === "paid"
  return (
    <>
      <MarkSign mark={mark} />
      <div role="status">
        <h1>{notice.title}</h1>
        <p class="text">{notice.text}</p>
        {paid && order.late && <p class="text">{words.late}</p>}
        {paid && order.overpaid && <p class="text">{words.overpaid}</p>}
      </div>
      <Amount amount={amount} />
      <Details visit={visit} />
      {contact && !paid && <Help title={words.help} contact={contact} />}
    </>
  )
}

function Checking({ visit, amount, slow }: { visit: Visit; amount: string; slow: boolean }) {
  const { path, voice, contact } = visit
  const { words } = voice
  const { title, text } = slow ? words.slow : words.checking
  return (
    <>
      <MarkSign mark={slow ? "wait" : "busy"} />
      <div role="status">
        <h1>{title}</h1>
        <p class="text">{text}</p>
      </div>
      <Amount amount={amount} />
      <p class="actions">
        {slow && (
          <a class="button" href={`${path}/return`}>
            {words.checkAgain}
          </a>
        )}
        <a class="button plain" href={path}>
          {words.notPaidYet}
        </a>
      </p>
      {slow && contact && <Help title={words.help} contact={contact} />}
    </>
  )
}

function Confirm({ visit, amount }: { visit: Visit; amount: string }) {
  const { path, voice } = visit
  const { words } = voice
  return (
    <>
      <h1>{words.confirm.title}</h1>
      <p class="text">{words.confirm.text}</p>
      <Amount amount={amount} />
      <form class="actions" method="post" action={`${path}/cancel`}>
        <button type="submit" class="danger">
          {words.yesCancel}
        </button>
        <a class="button second" href={path}>
          {words.keep}
        </a>
      </form>
    </>
  )
}

function Amount({ amount }: { amount: string }) {
  const size = SIZES.find(({ characters }) => amount.length <= characters)
  return <p class={`amount ${size?.name ?? "longest"}`}>{amount}</p>
}

/** Characters that fit on a line of a phone 320 pixels wide. */
const SIZES = [
  { name: "short", characters: 10 },
  { name: "long", characters: 16 },
]

function Help({ title, contact }: { title: string; contact: string }) {
  const href = hrefOf(contact)
  return (
    <p class="help">
      {title} {href === null ? contact : <a href={href}>{contact}</a>}
    </p>
  )
}

function hrefOf(contact: string): string | null {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact)) return `mailto:${contact}`
  return /^\+?[\d ().-]{5,25}$/.test(contact) ? `tel:${contact.replace(/[^\d+]/g, "")}` : null
}
