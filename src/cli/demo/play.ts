import type { Said } from "../../channels/emulator"
import { formatMoney } from "../../core/money"
import type { Presentation } from "../../core/order/checkout"
import { maskPhone } from "../../core/phone"
import { findProvider } from "../../payments"
import type { Call } from "../../platform/emulator"
import { until } from "../until"
import type { Customer } from "./customer"
import { type Ending, readEnding, readOrder, readRuns } from "./ending"
import type { Scene } from "./scene"
import type { Stage } from "./stage"
import type { Tell } from "./transcript"

/** Longest that anything in the story may take. */
const PATIENCE_SECONDS = 10

/** Plays one story through signed HTTP, from the first word to the end of the run, and says how everything then stands. */
export async function play(stage: Stage, scene: Scene, customer: Customer, tell: Tell): Promise<Ending> {
  const story = new Story(stage, scene, customer, tell)
  await story.begin()
  await OUTCOMES[scene.outcome](story)
  return story.end()
}

/** From the open checkout to the last word. */
const OUTCOMES: Record<Scene["outcome"], (story: Story) => Promise<void>> = {
  paid: (story) => story.pay(),
  duplicate: (story) => story.pay(),
  async failed(story) {
    await story.payLater()
    await story.fail()
    await story.hear(/did not go through/)
    await story.hear(/Thandi, nothing was charged/)
  },
  async expired(story) {
    await story.runOutOfTime()
    await story.hear(/no longer works/)
    await story.hear(/Thandi, we have put the coffee back/)
  },
  async cancelled(story) {
    await story.write("cancel payment")
    await story.hear(/really want to cancel/)
    await story.write("yes")
    await story.orderIs("cancelled")
    await story.hear(/has been cancelled/)
    await story.hear(/No problem, Thandi/)
    await story.listen()
  },
  async late(story) {
    story.breakClosing()
    await story.runOutOfTime()
    await story.hear(/no longer works/)
    await story.hear(/Thandi, we have put the coffee back/)
    await story.payLate()
  },
}

/** One story on its stage: what the customer, the services and the clock do in it. */
class Story {
  private heard = 0
  private status = ""
  private checkout = ""
  private readonly price: string
  /** What was said and asked before is another story's. */
  private readonly begun: { said: number; received: number; booked: number }
  private broken = Number.POSITIVE_INFINITY

  constructor(
    private readonly stage: Stage,
    private readonly scene: Scene,
    private readonly customer: Customer,
    private readonly tell: Tell,
  ) {
    const { emulator, till } = stage
    this.price = plain(formatMoney(till.price, "en"))
    this.begun = {
      said: emulator.said.length,
      received: emulator.received.length,
      booked: till.books().length,
    }
  }

  async begin(): Promise<void> {
    const { tell, customer } = this
    await this.write("Hi")
    await this.hear(/What is your name/)
    await this.write(customer.name)
    await this.orderIs("open")
    const { link } = await this.hear(this.price)
    if (link === null) throw new Error("the payment request has no link")
    const filled = await this.open(link)
    const places = await Promise.all((this.isTwice ? [1, 2] : [1]).map(() => this.press(link, filled)))
    const [place = ""] = places
    if (places.some((other) => other !== place)) throw new Error(`one order led to ${places.join(" and ")}`)
    const attempt = await this.stage.worker.db
      .prepare(
        `SELECT attempts.reference, presentation FROM attempts JOIN orders ON orders.id = order_id
         JOIN conversations ON conversations.id = conversation WHERE phone = ? ORDER BY attempt DESC LIMIT 1`,
      )
      .bind(customer.phone)
      .first<{ reference: string | null; presentation: string }>()
    if (attempt?.reference == null) throw new Error("no checkout was opened")
    this.checkout = attempt.reference
    const presentation: Presentation = JSON.parse(attempt.presentation)
    tell(customer.name, `is shown a ${presentation.kind}`)
    await this.follow(presentation, place)
  }

  async pay(): Promise<void> {
    this.tell(this.customer.name, "pays")
    await this.call(await this.stage.till.pay(this.checkout))
    await this.orderIs("paid")
    await this.hear(/has arrived/)
    await this.hear(/Thank you, Thandi/)
  }

  async payLate(): Promise<void> {
    this.tell(this.customer.name, "pays all the same")
    await this.call(await this.stage.till.pay(this.checkout))
    await this.orderIs("paid")
    await this.hear(/reached us after all/)
  }

  /** By a method that takes its time, where there is one. */
  async payLater(): Promise<void> {
    const { till } = this.stage
    if (!till.payLater) return
    this.tell(this.customer.name, "pays by a method that takes its time")
    await this.call(await till.payLater(this.checkout))
    await this.orderIs("pending")
  }

  async fail(): Promise<void> {
    await this.call(await this.stage.till.fail(this.checkout))
    await this.orderIs("failed")
  }

  breakClosing(): void {
    this.tell(this.scene.provider, "(cannot be reached to close the checkout from now on)")
    this.broken = this.stage.emulator.received.length
    this.stage.till.breakClosing()
  }

  /** The Worker's clock cannot be moved from outside, so the order's own end is put into the past in this demo's database. */
  async runOutOfTime(): Promise<void> {
    const { worker } = this.stage
    this.tell(
      "clock",
      "(the order's end is put into the past in the demo's own database; then the minute's sweep comes)",
    )
    const past = Date.now() - 1000
    const order = await readOrder(worker.db, this.customer.phone)
    await worker.db
      .prepare("UPDATE orders SET expires_at = ?, sweep_at = ? WHERE id = ?")
      .bind(past, past, order?.id ?? "")
      .run()
    await worker.tick()
    await this.orderIs("expired")
    await this.listen()
  }

  async write(text: string): Promise<void> {
    this.tell(this.customer.name, text)
    for (const call of await this.stage.phone.write(text, this.customer)) await this.deliver(call)
  }

  /** What the provider tells of its own accord. */
  async listen(): Promise<void> {
    await this.call([])
  }

  async hear(text: RegExp | string): Promise<Said> {
    const message = await until(`a message like ${text}`, PATIENCE_SECONDS, () => this.said[this.heard])
    this.heard += 1
    const words = plain(message.text)
    const button = message.link !== null && !message.text.includes(message.link) ? `\n[Pay now] ${message.link}` : ""
    this.tell("Demo shop", words + button, message.at)
    const fits = typeof text === "string" ? words.includes(text) : text.test(words)
    if (!fits) throw new Error(`"${words}" was said, but not ${text}`)
    return message
  }

  async orderIs(wanted: string): Promise<void> {
    await until(`the order to be ${wanted}`, PATIENCE_SECONDS, async () => {
      const order = await readOrder(this.stage.worker.db, this.customer.phone)
      if (order && order.status !== this.status) {
        this.tell(
          "order",
          `${order.number}: ${this.status === "" ? "" : `${this.status} -> `}${order.status}`,
          order.at,
        )
        this.status = order.status
      }
      return this.status === wanted
    })
  }

  async end(): Promise<Ending> {
    const { api, worker, emulator, till } = this.stage
    const runs = await until("the run's end and everything said", PATIENCE_SECONDS, async () => {
      const runs = await readRuns(api, this.customer.phone)
      return runs && runs.open === 0 && runs.owed === 0 ? runs : null
    })
    this.tell("run", `ended at "${runs.ended.at(-1)?.node}"`)
    const { provider } = this.scene
    // Who presses twice at once asks some providers for one thing twice.
    const isRefusedTwice = this.isTwice && findProvider(provider)?.capabilities.repeat.gives === "refusal"
    const refused = emulator.received.slice(this.begun.received).filter(({ isUsual, service }, index) => {
      const isBroken = isRefusedTwice || this.begun.received + index >= this.broken
      return !isUsual && !(service === provider && isBroken)
    })
    const booked = till.books().slice(this.begun.booked)
    const taken = booked.reduce((sum, one) => sum + (one.taken?.minor ?? 0), 0)
    return readEnding(worker.db, this.customer.phone, { runs, unheard: this.said.slice(this.heard), refused, taken })
  }

  private get said(): Said[] {
    return this.stage.emulator.said.slice(this.begun.said).filter(({ to }) => to === this.customer.phone)
  }

  private get isTwice(): boolean {
    return this.scene.outcome === "duplicate"
  }

  /** Opens the link and fills in what the page asks for. */
  private async open(link: string): Promise<URLSearchParams> {
    const page = await this.stage.worker.fetch(link)
    const shown = plain(await page.text())
    if (page.status !== 200 || !shown.includes(this.price))
      throw new Error(`${link} (${page.status}) does not show the amount`)
    this.tell(this.customer.name, `opens ${link}, which asks for ${this.price}`)
    const known: Partial<Record<string, string>> = { ...this.stage.till.customer, phone: this.customer.phone }
    const names = [...shown.matchAll(/<(?:input|select)[^>]* name="(\w+)"/g)].map(([, name = ""]) => name)
    const filled = new URLSearchParams()
    for (const name of names) {
      const value = known[name]
      if (value === undefined) throw new Error(`The page asks for ${name}, which the emulator's customer lacks.`)
      this.tell(this.customer.name, `fills in ${name}`)
      filled.set(name, value)
    }
    return filled
  }

  /** Presses the button; where it leads: a page of the provider's, a page that posts to it, or what there is to follow. */
  private async press(link: string, filled: URLSearchParams): Promise<string> {
    const { worker } = this.stage
    const headers = { origin: worker.url, "content-type": "application/x-www-form-urlencoded" }
    const response = await worker.fetch(`${link}/checkout`, { method: "POST", headers, body: filled.toString() })
    const page = await response.text()
    const posted = response.status === 200 ? /<form[^>]* action="([^"]+)" data-go/.exec(page)?.[1] : undefined
    const place = response.headers.get("location") ?? posted
    if (place === undefined) throw new Error(`checkout was answered ${response.status}: ${page}`)
    return new URL(place, worker.url).href
  }

  /** Does what a customer does with what they are shown, up to paying; what is copied comes in the chat too. */
  private async follow(presentation: Presentation, place: string): Promise<void> {
    const { tell, customer } = this
    const response =
      presentation.kind === "page" && presentation.fields
        ? await fetch(place, { method: "POST", body: new URLSearchParams(presentation.fields) })
        : await fetch(place)
    const page = await response.text()
    if (!response.ok) throw new Error(`${place} was answered ${response.status}`)
    const shows = (text: string) => {
      if (!page.includes(text)) throw new Error(`${place} does not show ${text}`)
    }
    switch (presentation.kind) {
      case "page":
        return tell(customer.name, `is led to ${place}`)
      case "code": {
        shows(escaped(presentation.text))
        await this.hear(/code to pay/)
        await this.hear(presentation.text)
        return tell(customer.name, "copies the code")
      }
      case "push":
        shows(maskPhone(presentation.to))
        await this.hear(/to your phone/)
        return tell(customer.name, "looks at the phone")
      case "instructions":
        for (const { value } of presentation.lines) shows(escaped(value))
        await this.hear(presentation.lines[0]?.value ?? "")
        return tell(customer.name, "copies the details")
    }
  }

  /** Delivers what the provider calls, and whatever it has to tell after that. */
  private async call(calls: readonly Call[]): Promise<void> {
    for (let left = calls; ; left = await this.stage.till.unsent()) {
      for (const one of left) {
        this.tell(this.scene.provider, one.type)
        await this.deliver(one)
      }
      if (left !== calls && left.length === 0) return
    }
  }

  /** As the service would: once, or as services do on a bad day, twice at once and then again. */
  private async deliver({ method, url, headers, body }: Call): Promise<void> {
    const send = async () => {
      const response = await this.stage.worker.fetch(url, method === "GET" ? { headers } : { method, headers, body })
      if (!response.ok) throw new Error(`${url} was answered ${response.status}: ${await response.text()}`)
      await response.arrayBuffer()
    }
    await (this.isTwice ? Promise.all([send(), send()]) : send())
    if (this.isTwice) await send()
  }
}

/** Amounts are held together by spaces of their own. */
function plain(text: string): string {
  return text.replaceAll("\u00a0", " ").replaceAll("\u202f", " ")
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")
}
