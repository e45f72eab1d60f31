import { type HttpResponse, jsonResponse } from "../../src/core/exchange"
import type { Json, Variables } from "../../src/core/json"
import type { Message } from "../../src/core/message/message"
import { decimal, type Money } from "../../src/core/money"
import { NO_SUCH_ORDER } from "../../src/core/order/inquiry"
import type { OrderNews } from "../../src/core/order/news"
import type { OrderRequest } from "../../src/core/order/terms"
import { terms } from "../../src/core/order/terms"
import { normal } from "../../src/core/text/normal"
import type { KeyedEffect } from "../../src/flow/engine"
import { type Flow, flowDocument } from "../../src/flow/flow"
import { lateEffects } from "../../src/flow/late"
import type { Route } from "../../src/flow/routes"
import { type Flows, type Stack, type StackEvent, type StackTurn, takeTurn } from "../../src/flow/stack"
import { isCue, type Line, type Outcome, type Story, storyFlow, storyLimits, storyWorld } from "./story"

/** What came of a story when it was told. */
export interface Told {
  /** The story's lines as they really went. */
  lines: Line[]
  end: Story["end"]
  stack: Stack
  /** Keys of every effect of the conversation. */
  keys: string[]
  notes: string[]
  /** Types of the nodes that were passed. */
  passed: Set<string>
}

/** Tells a story to the engine alone: requests, orders and time are pretended here. */
export function tell(story: Story): Told {
  return new Telling(story).told()
}

interface Order {
  key: string
  request: OrderRequest
  number: string
  link: string
  money: Money
  expiresAt: number
  status: OrderNews["status"]
}

class Telling {
  private readonly flows: Flows
  private readonly documents: Map<string, Flow>
  private readonly answers: HttpResponse[] = []
  private readonly owed: KeyedEffect[] = []
  private readonly orders: Order[] = []
  private readonly offered = new Map<string, string>()
  private readonly lines: Line[] = []
  private readonly keys: string[] = []
  private readonly notes: string[] = []
  private readonly passed = new Set<string>()
  private stack: Stack = { id: "conversation", runs: [], started: 0, ended: [] }
  private at = Date.UTC(2026, 0, 1)

  constructor(private readonly story: Story) {
    const documents = { [storyFlow]: story.flow, ...story.others }
    this.documents = new Map(Object.entries(documents).map(([id, document]) => [id, flowDocument.parse(document)]))
    this.flows = flowsOf(this.documents)
  }

  told(): Told {
    for (const [index, line] of this.story.lines.entries()) {
      if (!isCue(line)) continue
      this.lines.push(line)
      const rest = this.story.lines.slice(index + 1)
      this.answers.length = 0
      for (const next of rest) {
        if (isCue(next)) break
        if ("api" in next) this.answers.push(next.answer ? response(next.answer) : BROKEN)
      }
      if ("user" in line) this.take({ type: "reply", at: this.at, reply: { text: line.user } })
      else if ("tap" in line) this.tap(line.tap)
      else if ("wait" in line) this.pass(line.wait)
      else if ("call" in line) this.call(line.call, line.body)
      else this.outcome(line.outcome, line.number)
    }
    const { runs, ended } = this.stack
    const end = runs.length > 0 ? "waiting" : (ended.at(-1)?.status ?? "ended")
    const { lines, stack, keys, notes, passed } = this
    return { lines, end, stack, keys, notes, passed }
  }

  private tap(title: string): void {
    const choice = this.offered.get(title)
    if (choice === undefined) throw new Error(`nothing called "${title}" was offered`)
    this.take({ type: "reply", at: this.at, reply: { text: title, choice } })
  }

  private call(node: string, body: Json): void {
    for (const { id: run, hooks = {} } of this.stack.runs) {
      const hook = hooks[node]
      if (hook) return this.take({ type: "callback", at: this.at, run, node, visit: hook.visit, body })
    }
  }

  private pass(seconds: number): void {
    const target = this.at + seconds * 1000
    for (;;) {
      const due = this.stack.runs
        .flatMap(({ wait }) =>
          wait?.until != null && wait.until <= target ? [{ key: wait.key, until: wait.until }] : [],
        )
        .sort((one, other) => one.until - other.until)[0]
      if (!due) break
      this.at = Math.max(this.at, due.until)
      this.take({ type: "timeout", at: this.at, key: due.key })
    }
    this.at = target
  }

  private outcome(status: Outcome, number?: string): void {
    const order = number === undefined ? this.orders.at(-1) : this.orders.find((other) => other.number === number)
    if (!order) throw new Error("there is no such order")
    const late = ["failed", "expired", "cancelled"].includes(order.status)
    order.status = status
    this.news(order, "settled", late)
    this.drain()
  }

  private take(event: StackEvent): void {
    this.turn(event)
    this.drain()
  }

  private turn(event: StackEvent): StackTurn {
    const text = event.type === "reply" ? event.reply.text : ""
    const start: Variables = {
      contact: { phone: "+27820000001", userId: "", name: "Thandi" },
      channel: "sandbox",
      message: { text },
    }
    const turn = takeTurn(this.stack, event, this.flows, start)
    if ("needs" in turn) throw new Error("everything is loaded")
    this.stack = turn.stack
    this.owed.push(...turn.effects)
    this.keys.push(...turn.effects.map(({ key }) => key))
    for (const { flow, node } of turn.passages) {
      const type = this.documents.get(flow)?.nodes.find(({ id }) => id === node)?.type
      if (type !== undefined) this.passed.add(type)
    }
    return turn
  }

  private drain(): void {
    for (let effect = this.owed.shift(); effect; effect = this.owed.shift()) this.perform(effect)
  }

  private perform(effect: KeyedEffect): void {
    const { at } = this
    switch (effect.type) {
      case "send":
        return this.say(effect.message)
      case "note":
        this.notes.push(effect.text)
        return
      case "request": {
        const { method, url, body } = effect.request
        const answer = this.answers.shift() ?? BROKEN
        const call = { method, url, ...(body === undefined ? {} : { body: JSON.parse(body) }) }
        this.lines.push({
          api: call,
          answer: answer === BROKEN ? null : { status: answer.status, body: JSON.parse(answer.body) },
        })
        const reason = answer === BROKEN ? `${new URL(url).hostname} could not be reached, or broke off.` : null
        this.turn({ type: "response", at, key: effect.key, response: answer === BROKEN ? null : answer, reason })
        return
      }
      case "order":
        return this.open(effect.key, effect.order)
      case "close":
      case "lookup": {
        const order = this.orders.find(({ key }) => key === effect.order)
        if (!order) throw new Error("an order that was never opened cannot be closed or looked up")
        if (effect.type === "close" && order.status === "open") order.status = effect.as
        this.news(order, effect.type === "close" ? "settled" : "asked")
        return
      }
      case "inquire":
        return this.inquired(effect.key, effect.order)
      case "capture":
      case "void":
      case "giveback": {
        const reason = `there is no order ${effect.order} of this customer's`
        return this.answered(effect.key, NO_SUCH_ORDER, { state: "failed", amount: "", currency: "", reason })
      }
      case "start":
        throw new Error("a handover leaked out of the stack")
    }
  }

  private inquired(key: string, number: string): void {
    const order = this.orders.find((other) => other.number === number)
    if (!order) return this.answered(key, NO_SUCH_ORDER, {})
    const { status, money, request } = order
    this.answered(key, 200, { ...{ number, status }, amount: decimal(money), description: request.description })
  }

  private answered(key: string, status: number, body: object): void {
    const response = jsonResponse(status, body)
    this.turn({ type: "response", at: this.at, key, response, reason: null })
  }

  private open(key: string, request: OrderRequest): void {
    const read = terms(request, storyLimits)
    const number = request.number ?? storyWorld.number(this.orders.length + 1)
    const taken = this.orders.some((order) => order.number === number)
    const link = storyWorld.link(this.orders.length + 1)
    const expiresAt = this.at + (request.expirySeconds ?? storyWorld.expirySeconds) * 1000
    if ("faults" in read || number === "" || taken) {
      this.lines.push({ refused: request.amount })
      const nothing = { money: { minor: 0, currency: "ZAR" } as const, link: "", expiresAt }
      this.news({ ...nothing, key, request, number, status: "refused" }, "opened")
      return
    }
    const { due: money } = read.terms
    this.lines.push({ ordered: `${decimal(money)} ${money.currency}`, number })
    const order: Order = { key, request, number, link, money, expiresAt, status: "open" }
    this.orders.push(order)
    this.news(order, "opened")
  }

  private news(order: Order, cause: OrderNews["cause"], late = false): void {
    const { key, status, number, link, money, expiresAt, request } = order
    const news: OrderNews = {
      cause,
      status,
      number,
      link,
      money,
      description: request.description,
      reference: status === "paid" ? "payment-1" : null,
      paidAt: status === "paid" ? this.at : null,
      expiresAt,
      reason: status === "refused" ? "no order can be opened for that" : null,
      messages: {},
      merchant: storyWorld.merchant,
    }
    const { unclaimed } = this.turn({ type: "order", at: this.at, key, news })
    if (!unclaimed) return
    const told = { conversation: "conversation", order: number, key, news, late, policy: "tell" as const }
    for (const effect of lateEffects({
      ...told,
      surplus: [],
      language: request.language,
      sweepAt: null,
      attempts: 1,
      worth: "",
    }))
      if (effect.type === "send") this.say(effect.message)
  }

  private say(message: Message): void {
    const { text, choices = [], link, media } = message
    for (const { id, title } of choices) this.offered.set(title, id)
    this.lines.push({
      bot: text,
      ...(choices.length === 0 ? {} : { choices: choices.map(({ title }) => title) }),
      ...(link ? { link: link.url } : {}),
      ...(media ? { media: media.url } : {}),
    })
  }
}

const BROKEN: HttpResponse = { status: 0, headers: {}, body: "" }

function response({ status, body }: { status: number; body: unknown }): HttpResponse {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) }
}

function flowsOf(documents: Map<string, Flow>): Flows {
  const routes: Route[] = []
  for (const [flow, { triggers }] of documents) {
    for (const keyword of triggers.keywords) routes.push({ flow, keyword: normal(keyword) })
    if (triggers.anyMessage && flow === storyFlow) routes.push({ flow, keyword: null })
  }
  return {
    routes,
    hook: ({ node, visit }) => storyWorld.hook(node, visit),
    version: (flow, version) => (version === 1 ? (documents.get(flow) ?? null) : null),
    published(flow) {
      const document = documents.get(flow)
      return document ? { version: 1, document } : null
    },
  }
}
