import type { Child } from "hono/jsx"
import type { Notice } from "../../core/languages/language"
import { orderStates } from "../../core/order/states"
import { isOverpaid } from "../../store/orders/orders"
import { AskedFields } from "./asked"
import { Bill } from "./bill"
import { contentOfCheckout, Posting, type Shown } from "./checkout-page"
import { Amount, Details } from "./details"
import { Drawing, type Mark, MarkSign } from "./marks"
import { type PageFrame, renderPage } from "./page"
import { amountOf, isAwaiting, isOffered, type Visit } from "./visit"

/** What the page is for: to pay, to cancel, or to wait after having been at the provider's (`slow`: for long). */
export type Purpose = "pay" | "cancel" | "checking" | "slow"

/** The page of an order, as HTML: what can still be done with it, else how it stands. */
export function renderOrder(visit: Visit, purpose: Purpose): string {
  return render(visit, contentOf(visit, purpose, amountOf(visit)))
}

/** The page of a checkout that is open there; `waits` is where to look again, and after how many seconds, without a script. */
export function renderCheckout(visit: Visit, shown: Shown, waits: PageFrame["refresh"]): string {
  return render(visit, contentOfCheckout(visit, shown), { scripted: true, ...(waits && { refresh: waits }) })
}

/** The page that posts its customer on to the provider's own. */
export function renderPosting(visit: Visit, url: string, fields: Readonly<Record<string, string>>): string {
  const { title } = visit.voice.words.checkout.posting
  return render(visit, { title, body: <Posting visit={visit} url={url} fields={fields} /> }, { scripted: true })
}

function render(
  visit: Visit,
  { title, body }: { title: string; body: Child },
  more: Pick<PageFrame, "refresh" | "scripted"> = {},
): string {
  const { order, voice, merchant } = visit
  const { words, locale } = voice
  return renderPage({
    locale,
    title: [title, amountOf(visit), merchant].filter((part) => part !== null).join(" · "),
    merchant,
    ribbon: order.mode === "test" ? words.test : null,
    closing: words.close,
    ...more,
    children: body,
  })
}

function contentOf(visit: Visit, purpose: Purpose, amount: string): { title: string; body: Child } {
  const { order, voice } = visit
  const { words } = voice
  if (isAwaiting(visit) && (purpose === "checking" || purpose === "slow")) {
    const body = <Checking visit={visit} amount={amount} slow={purpose === "slow"} />
    return { title: words[purpose].title, body }
  }
  // Its time is over, though nobody has closed it yet.
  const status = order.status === "open" && !isOffered(visit) ? "expired" : order.status
  if (status === "part_paid" && isOffered(visit) && purpose !== "checking" && purpose !== "slow")
    return { title: words.restToPay, body: <Payable visit={visit} amount={amount} /> }
  if (status !== "open") {
    const body = <Standing visit={visit} amount={amount} notice={words[status]} mark={orderStates[status].tone} />
    return { title: words[status].title, body }
  }
  if (purpose === "cancel") return { title: words.confirm.title, body: <Confirm visit={visit} amount={amount} /> }
  return { title: headingOf(visit), body: <Payable visit={visit} amount={amount} /> }
}

function Payable({ visit, amount }: { visit: Visit; amount: string }) {
  const { order, path, voice, asked, leadsTo } = visit
  const { words } = voice
  return (
    <>
      <h1 class="quiet">{headingOf(visit)}</h1>
      <Amount amount={amount} />
      <Bill visit={visit} />
      <Details visit={visit} />
      <form class="actions" method="post" action={`${path}/checkout`}>
        {asked.fields.length > 0 && <AskedFields asked={asked} words={words.checkout} locale={voice.locale} />}
        <button type="submit">
          <Drawing name="lock" />
          {words.pay(amount)}
        </button>
      </form>
      <p class="secure">{leadsTo === "page" ? words.secure : words.checkout.leadsTo[leadsTo]}</p>
      {order.status === "open" && (
        <p class="actions">
          <a class="button plain" href={`${path}/cancel`}>
            {words.cancel}
          </a>
        </p>
      )}
    </>
  )
}

function headingOf({ order, voice }: Visit): string {
  const { amountToPay, depositToPay, restToPay } = voice.words
  if (order.status === "part_paid") return restToPay
  return order.agreed.least === null ? amountToPay : depositToPay
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
        {paid && isOverpaid(order) && <p class="text">{words.overpaid}</p>}
      </div>
      <Amount amount={amount} />
      <Bill visit={visit} />
      <Details visit={visit} />
      {order.status === "part_paid" && isOffered(visit) && (
        <p class="actions">
          <a class="button" href={visit.path}>
            {words.payRest(amount)}
          </a>
        </p>
      )}
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
  const { path, voice, proof = "" } = visit
  const { words } = voice
  return (
    <>
      <h1>{words.confirm.title}</h1>
      <p class="text">{words.confirm.text}</p>
      <Amount amount={amount} />
      <form class="actions" method="post" action={`${path}/cancel`}>
        <input type="hidden" name="proof" value={proof} />
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
