import type { Child } from "hono/jsx"
import type { InstructionLabel, Presentation } from "../../core/order/checkout"
import { maskPhone } from "../../core/phone"
import { Amount, Details } from "./details"
import { MarkSign } from "./marks"
import { QrCode } from "./qr"
import { askedNow, type Visit } from "./visit"

/** A checkout that the customer has open, other than a page of the provider's. */
export interface Shown {
  /** Null where the provider may have asked on the phone, and nobody knows. */
  presentation: Exclude<Presentation, { kind: "page" }> | null
  /** When it can be asked for anew, where it can; milliseconds since 1970. */
  againAt: number | null
}

/** What a checkout asks of its customer: to scan, to confirm on the phone, to copy. */
export function contentOfCheckout(visit: Visit, { presentation, againAt }: Shown): { title: string; body: Child } {
  const words = visit.voice.words.checkout
  switch (presentation?.kind) {
    case "code": {
      const title = words.payWith(SCHEMES[presentation.scheme])
      return { title, body: <Code visit={visit} title={title} code={presentation} /> }
    }
    case "instructions":
      return { title: words.instructions.title, body: <Instructions visit={visit} lines={presentation.lines} /> }
    case "push":
    case undefined: {
      const title = presentation ? words.lookAtPhone : words.unsure.title
      const text = presentation ? words.askedOn(maskPhone(presentation.to)) : words.unsure.text
      return { title, body: <Push visit={visit} title={title} text={text} againAt={againAt} /> }
    }
  }
}

/** Names of schemes, the same in every language. */
const SCHEMES: Record<Extract<Presentation, { kind: "code" }>["scheme"], string | null> = {
  pix: "Pix",
  upi: "UPI",
  epc: null,
  other: null,
}

function Code({ visit, title, code }: { visit: Visit; title: string; code: Extract<Presentation, { kind: "code" }> }) {
  const words = visit.voice.words.checkout
  return (
    <>
      <h1>{title}</h1>
      <Amount amount={askedNow(visit)} />
      <p class="text">{words.codeText}</p>
      <h2>{words.theCode}</h2>
      <p class="copied" id="code">
        {code.text}
      </p>
      <p class="actions">
        <Copy of="code" title={words.copyCode} visit={visit} />
        {code.url !== undefined && (
          <a class="button second" href={code.url} rel="noreferrer">
            {words.openPage}
          </a>
        )}
      </p>
      <QrCode text={code.text} title={words.picture} />
      <Details visit={visit} />
      <Watched visit={visit} />
    </>
  )
}

function Instructions(props: { visit: Visit; lines: readonly { label: InstructionLabel; value: string }[] }) {
  const { visit, lines } = props
  const words = visit.voice.words.checkout
  return (
    <>
      <h1>{words.instructions.title}</h1>
      <Amount amount={askedNow(visit)} />
      <p class="text">{words.instructions.text}</p>
      <dl class="lines">
        {lines.map(({ label, value }, index) => (
          <div>
            <dt>{words.labels[label]}</dt>
            <dd>
              <span id={`line-${index}`}>{value}</span>
              <Copy of={`line-${index}`} title={words.copy} about={words.labels[label]} visit={visit} />
            </dd>
          </div>
        ))}
      </dl>
      <Details visit={visit} />
      <Watched visit={visit} />
    </>
  )
}

function Push(props: { visit: Visit; title: string; text: string; againAt: number | null }) {
  const { visit, title, text, againAt } = props
  const { path, at } = visit
  const words = visit.voice.words.checkout
  const left = againAt === null ? null : Math.ceil((againAt - at) / 1000)
  return (
    <>
      <MarkSign mark="phone" />
      <div role="status">
        <h1>{title}</h1>
        <p class="text">{text}</p>
      </div>
      <Amount amount={askedNow(visit)} />
      {left !== null && left > 0 && <p class="text">{counted(words.againIn, left)}</p>}
      {left !== null && left <= 0 && (
        <form class="actions" method="post" action={`${path}/checkout`}>
          <button type="submit" class="second">
            {words.again}
          </button>
        </form>
      )}
      <Watched visit={visit} />
    </>
  )
}

/** A sentence with a clock in it that a script can count down. */
function counted(sentence: (left: string) => string, seconds: number): Child {
  const [before, after = ""] = sentence("\0").split("\0")
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
  return (
    <>
      {before}
      <span data-left={String(seconds)}>{clock}</span>
      {after}
    </>
  )
}

/** Only where scripts run there is something to press: elsewhere the text is selected by hand. */
function Copy({ of, title, about, visit }: { of: string; title: string; about?: string; visit: Visit }) {
  return (
    <button
      type="button"
      class={about === undefined ? "" : "second"}
      data-copy={of}
      data-copied={visit.voice.words.checkout.copied}
      hidden
    >
      <span aria-live="polite">{title}</span>
      {about !== undefined && <span class="hidden">{about}</span>}
    </button>
  )
}

/** What comes by itself, and what else can be done meanwhile. */
function Watched({ visit }: { visit: Visit }) {
  const { path, voice } = visit
  const { words } = voice
  return (
    <div data-watch={`${path}/return`}>
      <p class="secure">{words.checkout.watching}</p>
      <p class="actions">
        <a class="button plain" href={`${path}/return`}>
          {words.checkAgain}
        </a>
        <a class="button plain" href={`${path}/cancel`}>
          {words.cancel}
        </a>
      </p>
    </div>
  )
}

/** On the way to a page of the provider's that wants a form: it goes by itself where scripts run. */
export function Posting({
  visit,
  url,
  fields,
}: {
  visit: Visit
  url: string
  fields: Readonly<Record<string, string>>
}) {
  const words = visit.voice.words.checkout
  return (
    <>
      <MarkSign mark="busy" />
      <div role="status">
        <h1>{words.posting.title}</h1>
        <p class="text">{words.posting.text}</p>
      </div>
      <Amount amount={askedNow(visit)} />
      <form class="actions" method="post" action={url} data-go="">
        {Object.entries(fields).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button type="submit">{words.goOn}</button>
      </form>
    </>
  )
}
