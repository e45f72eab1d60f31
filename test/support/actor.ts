import { runDurableObjectAlarm } from "cloudflare:test"
import { env, exports } from "cloudflare:workers"
import { vi } from "vitest"
import { signSandbox } from "../../src/channels/sandbox/emulator"
import type { Json } from "../../src/core/json"
import { decimal } from "../../src/core/money"
import { conversationName } from "../../src/platform/identity"
import { database } from "../../src/store/database"
import { listOrders } from "../../src/store/lists/orders"
import { moneyOf, type OrderRow } from "../../src/store/orders/orders"
import { orderFacts, orders, sequences } from "../../src/store/schema"
import { isCue, type Line, type Outcome, type Story, storyFlow, storyWorld } from "../flow/story"
import { addChannel, addStripe, callback, publish } from "./deployment"
import { paid } from "./stage"

/** The address of a wait: its node and visit are told, the rest is a secret. */
const HOOK = /https:\/\/pay\.test\/hooks\/c1\.[\w-]+\.\d+\.([\w-]+)\.(\d+)\.[0-9a-z]{20}/g

const SECRET = "sandbox-secret"
const PHONE = "+27820000001"

/** What came of a story on the real Worker. Orders are told apart: they are no line of the conversation. */
export interface Acted {
  lines: Line[]
  orders: { amount: string; number: string }[]
  end: Story["end"]
}

let acted = 0

/** Acts a story on the real Worker: signed webhooks and callbacks in, and everything it sends outside is written down. */
export async function act(story: Story): Promise<Acted> {
  acted += 1
  const scene = new Scene(story, `phone-${acted}`, `stripe-${acted}`)
  return scene.act()
}

class Scene {
  private readonly lines: Line[] = []
  private readonly answers: { status: number; body: string }[] = []
  private readonly offered = new Map<string, string>()
  private readonly hooks: string[] = []
  private readonly db = database(env.DB)

  constructor(
    private readonly story: Story,
    private readonly account: string,
    private readonly provider: string,
  ) {}

  async act(): Promise<Acted> {
    await this.setUp()
    for (const [index, line] of this.story.lines.entries()) {
      if (!isCue(line)) continue
      this.lines.push(line)
      this.prepare(this.story.lines.slice(index + 1))
      if ("user" in line) await this.write({ text: line.user })
      else if ("tap" in line) await this.write({ text: line.tap, choice: this.offered.get(line.tap) ?? "" })
      else if ("wait" in line) await this.pass(line.wait)
      else if ("call" in line) await this.call(line.call, line.body, line.answered)
      else await this.outcome(line.outcome, line.number)
    }
    const view = await (await this.conversation()).inspect()
    const end = view && view.runs.length > 0 ? "waiting" : (view?.ended.at(-1)?.status ?? "ended")
    const opened = await this.orders()
    return {
      lines: this.lines.map((line) => this.named(line, opened)),
      orders: opened.map((order) => ({ amount: `${decimal(moneyOf(order))} ${order.currency}`, number: order.number })),
      end,
    }
  }

  private async setUp(): Promise<void> {
    for (const table of [orders, orderFacts, sequences]) await this.db.delete(table)
    vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => this.answer(new Request(input, init)))
    await addChannel(this.account, "sandbox", { secret: SECRET })
    const { merchant, currency, currencies, expirySeconds } = storyWorld
    const orderNumber = "ORDER-{seq}"
    await addStripe(this.provider, { merchant, currency, currencies: [...currencies], expirySeconds, orderNumber })
    // Stories name each other's flows: in a database of many stories each one's go by names of their own.
    const ids = Object.keys({ [storyFlow]: this.story.flow, ...this.story.others })
    for (const id of ids) {
      const document = id === storyFlow ? this.story.flow : this.story.others?.[id]
      if (!document) continue
      const triggers = { ...document.triggers, anyMessage: id === storyFlow }
      const nodes = document.nodes.map((node) =>
        node.type === "goto"
          ? { ...node, config: { ...node.config, flow: `${this.account}-${node.config.flow}` } }
          : node,
      )
      await publish(`${this.account}-${id}`, this.account, { ...document, triggers, nodes })
    }
  }

  private async answer(request: Request): Promise<Response> {
    const { url, method } = request
    const body = await request.text()
    if (url === "https://pay.test/sandbox/messages") {
      const { text, choices = [], link, media } = JSON.parse(body).message
      for (const { id, title } of choices) this.offered.set(title, id)
      this.lines.push({
        bot: text,
        ...(choices.length === 0 ? {} : { choices: choices.map(({ title }: { title: string }) => title) }),
        ...(link ? { link: link.url } : {}),
        ...(media ? { media: media.url } : {}),
      })
      return Response.json({ id: crypto.randomUUID() })
    }
    this.hooks.push(...(`${url} ${body}`.match(HOOK) ?? []))
    const answer = this.answers.shift()
    const call = { method, url, ...(body === "" ? {} : { body: JSON.parse(body) }) }
    this.lines.push({ api: call, answer: answer ? { status: answer.status, body: JSON.parse(answer.body) } : null })
    if (!answer) throw new TypeError("Network connection lost.")
    return new Response(answer.body, { status: answer.status, headers: { "content-type": "application/json" } })
  }

  private prepare(rest: readonly Line[]): void {
    this.answers.length = 0
    for (const line of rest) {
      if (isCue(line)) return
      if ("api" in line && line.answer)
        this.answers.push({ status: line.answer.status, body: JSON.stringify(line.answer.body) })
    }
  }

  private async write(reply: { text: string; choice?: string }): Promise<void> {
    const message = { id: crypto.randomUUID(), contact: { phone: PHONE, name: "Thandi" }, at: Date.now(), reply }
    const body = JSON.stringify({ messages: [message] })
    const headers = { "x-sandbox-signature": await signSandbox(body, SECRET) }
    const url = `https://pay.test/webhooks/sandbox/${this.account}`
    const response = await exports.default.fetch(url, { method: "POST", body, headers })
    if (response.status !== 200) throw new Error(`the webhook was answered ${response.status}`)
    await (await this.conversation()).drain()
  }

  /** As the service calls that was told the address. */
  private async call(node: string, body: Json, answered: number): Promise<void> {
    const address = this.hooks.findLast((url) => url.includes(`.${node}.`)) ?? "https://pay.test/hooks/none"
    const headers = { "content-type": "application/json" }
    const response = await exports.default.fetch(address, { method: "POST", body: JSON.stringify(body), headers })
    if (response.status !== answered) throw new Error(`the call was answered ${response.status}`)
    await (await this.conversation()).drain()
  }

  private async pass(seconds: number): Promise<void> {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 })
    const stub = await this.conversation()
    await runDurableObjectAlarm(stub)
    await stub.drain()
  }

  private async outcome(outcome: Outcome, number: string | undefined): Promise<void> {
    const all = await this.orders()
    const order = number === undefined ? all.at(-1) : all.find((other) => other.number === number)
    if (!order) throw new Error("there is no such order")
    if (outcome === "expired") return this.pass((order.expiresAt - Date.now()) / 1000 + 1)
    const event = paid(order, outcome === "paid" ? {} : { payment_status: "unpaid" })
    const type = outcome === "failed" ? "checkout.session.async_payment_failed" : event.type
    const response = await callback(this.provider, { ...event, type })
    if (response.status !== 200) throw new Error(`the callback was answered ${response.status}`)
    await (await this.conversation()).drain()
  }

  private async conversation() {
    const name = await conversationName(env.HASH_KEY, "sandbox", this.account, PHONE)
    return env.CONVERSATION.getByName(name)
  }

  private async orders(): Promise<OrderRow[]> {
    const { items } = await listOrders(this.db, {}, { limit: 1000, cursor: null })
    return items.sort((a, b) => a.createdAt - b.createdAt || (a.number < b.number ? -1 : 1))
  }

  /** Real links are secrets of their orders, addresses of their waits; stories count them. */
  private named(line: Line, opened: readonly OrderRow[]): Line {
    const links = [
      ...new Set(this.lines.flatMap((other) => ("link" in other && other.link ? [other.link] : []))),
    ].filter((link) => link.startsWith("https://pay.test/p/"))
    const text = JSON.stringify(line).replaceAll(HOOK, (_, node, visit) => storyWorld.hook(node, Number(visit)))
    const counted = (text: string) =>
      links.reduce((text, link, index) => text.replaceAll(link, storyWorld.link(index + 1)), text)
    return JSON.parse(opened.length === 0 ? text : counted(text))
  }
}
