import { formatMoney } from "../../core/money"
import { renderPage } from "../pay/page"
import { actions, type Session } from "./session"

/** The pretend provider's page, as HTML. In English: only people who try things out see it. */
export function renderHosted(session: Session): string {
  const amount = formatMoney({ minor: session.amount, currency: session.currency }, session.language)
  return renderPage({
    locale: "en",
    title: `Sandbox checkout · ${amount}`,
    merchant: "Sandbox checkout",
    ribbon: "A pretend payment service: no money moves.",
    closing: "Every button tells the deployment what happened, by signed callbacks, and leads back to it.",
    children: (
      <>
        <h1 class="quiet">Pretend to pay</h1>
        <p class="amount long">{amount}</p>
        <dl>
          {session.description && (
            <div>
              <dt>For</dt>
              <dd>{session.description}</dd>
            </div>
          )}
          <div>
            <dt>Order number</dt>
            <dd>{session.number}</dd>
          </div>
          <div>
            <dt>Session</dt>
            <dd>
              {session.id}
              <small>{session.reason ? `${session.status}: ${session.reason}` : session.status}</small>
            </dd>
          </div>
        </dl>
        <Choices session={session} />
      </>
    ),
  })
}

/** The page of a session that does not exist. */
export function renderNoSession(): string {
  return renderPage({
    locale: "en",
    title: "No such session",
    merchant: "Sandbox checkout",
    ribbon: "A pretend payment service: no money moves.",
    closing: "Open a payment link again to get a session.",
    children: (
      <>
        <h1>There is no such session</h1>
        <p class="text">It may belong to a database that was deleted since.</p>
      </>
    ),
  })
}

const STYLES: Record<string, string> = { pay: "", decline: "second", cancel: "second" }

function Choices({ session }: { session: Session }) {
  const possible = Object.entries(actions).filter(([, action]) => action.from.includes(session.status))
  const usual = possible.filter(([name]) => Object.hasOwn(STYLES, name))
  const rare = possible.filter(([name]) => !Object.hasOwn(STYLES, name))
  return (
    <>
      {usual.length > 0 && <Forms session={session} choices={usual} />}
      {rare.length > 0 && (
        <>
          <h2>What goes wrong in real life</h2>
          <Forms session={session} choices={rare} />
        </>
      )}
      <p class="actions">
        <a class="button plain" href={session.returnUrl}>
          Go back without paying
        </a>
      </p>
    </>
  )
}

function Forms({ session, choices }: { session: Session; choices: [string, { title: string }][] }) {
  return (
    <div class="actions">
      {choices.map(([name, { title }]) => (
        <form method="post" action={`/sandbox/pay/${session.id}/${name}`}>
          <button type="submit" class={STYLES[name] ?? "second"}>
            {title}
          </button>
        </form>
      ))}
    </div>
  )
}
