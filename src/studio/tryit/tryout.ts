import type { HttpRequest, HttpResponse } from "../../core/exchange"
import type { Json } from "../../core/json"
import type { ChannelLimits, Message } from "../../core/message/message"
import { renderMessage } from "../../core/message/rendering"
import type { PaymentConfiguration } from "../../core/order/configuration"
import type { OrderTold } from "../../core/order/news"
import { normal } from "../../core/text/normal"
import type { KeyedEffect } from "../../flow/engine"
import type { Flow } from "../../flow/flow"
import { type LateEffect, lateEffects, refundMessage, surplusEffects } from "../../flow/late"
import { type Flows, type Stack, type StackEvent, takeTurn } from "../../flow/stack"
import { startVariables } from "../../flow/variables"
import { captured, givenBack, inquired, newsOf, opened, type TryOrder, toldOf, voided } from "./orders"

/** One line on the phone. */
export interface Line {
  id: number
  /** Milliseconds since 1970, on the phone's own clock. */
  at: number
  from: "flow" | "customer" | "note"
  message: Message
}

/** What a service answers in a try-out. */
export interface Sample {
  status: number
  body: string
}

/** A request of an API integration, with the sample it was answered with; null is no answer. */
export interface Asked {
  node: string
  request: HttpRequest
  answer: Sample | null
}

/** How a payment can go. */
export type Outcome = "paid" | "declined" | "expired" | "cancelled" | "late" | "twice"

/** What a try-out needs to know of the deployment. */
export interface Setting {
  id: string
  flow: Flow
  /** Flows that this one hands over to, by id. */
  others: ReadonlyMap<string, Flow>
  configuration: PaymentConfiguration
  /** The channel that the phone looks like; without capabilities it shows messages as they are. */
  channel: { name: string; capabilities: ChannelLimits | null }
  sample(node: string): Sample | null
  words: {
    declined: string
    twice: string
    ended(reason: string | null): string
    failed(reason: string | null): string
    nothing: string
    refunded: string
    agent: string
  }
}

/** Events that one input can call forth; more is a circle. */
const MAX_ROUNDS = 200

/** The provider's id of a payment that was one too many. */
const SECOND_PAYMENT = "second"

/** Who writes on the phone of a try-out. */
const CUSTOMER = { phone: "+27821234567", userId: "sam", name: "Sam" }

/** A conversation with a draft: the real engine, a clock that can be put forward, and an outside that is made up. */
export class Tryout {
  readonly lines: Line[] = []
  readonly orders: TryOrder[] = []
  readonly asked: Asked[] = []
  readonly nodes = new Set<string>()
  readonly edges = new Set<string>()
  stack: Stack = { id: "try", runs: [], started: 0, ended: [] }
  private readonly flows: Flows
  private told = 0

  constructor(
    private readonly setting: Setting,
    /** Milliseconds since 1970. */
    public now: number,
  ) {
    const { id, flow, others } = setting
    const document = (name: string) => (name === id ? flow : (others.get(name) ?? null))
    this.flows = {
      routes: [
        ...flow.triggers.keywords.map((keyword) => ({ flow: id, keyword: normal(keyword) })),
        // On this phone any first word starts it: that is what it is for.
        { flow: id, keyword: null },
      ],
      version: document,
      hook: ({ node, visit }) => `https://pay.example.com/hooks/${node}.${visit}`,
      published(name) {
        const found = document(name)
        return found && { version: 1, document: found }
      },
    }
  }

  /** The node that the flow waits at. */
  get current(): string | null {
    return this.stack.runs.at(-1)?.node ?? null
  }

  /** When something happens although nobody does anything; null when nothing will. */
  get nextTimer(): number | null {
    const times = this.stack.runs.flatMap(({ wait }) => (wait?.until == null ? [] : [wait.until]))
    return times.length === 0 ? null : Math.min(...times)
  }

  /** The customer writes, or taps a choice. */
  write(text: string, choice?: string): void {
    this.say("customer", { text })
    this.take({ type: "reply", at: this.now, reply: { text, ...(choice !== undefined && { choice }) } })
  }

  /** Puts the clock forward; what is due on the way happens at its time. */
  jump(milliseconds: number): void {
    const end = this.now + milliseconds
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const [due] = this.stack.runs
        .flatMap(({ wait }) => (wait?.until == null || wait.until > end ? [] : [{ key: wait.key, until: wait.until }]))
        .sort((a, b) => a.until - b.until)
      if (!due) break
      this.now = Math.max(this.now, due.until)
      this.take({ type: "timeout", at: this.now, key: due.key })
    }
    this.now = end
  }

  /** Has an order's payment go that way. */
  settle(order: TryOrder, outcome: Outcome): void {
    const { words } = this.setting
    const open = order.status === "open"
    const isPart = order.status === "part_paid"
    if (outcome === "declined") this.note(words.declined)
    else if (outcome === "late") {
      if (open) this.end(order, "expired")
      this.pay(order, true)
    } else if (outcome === "paid" || outcome === "twice") {
      if (open || isPart) this.pay(order, false)
      if (outcome === "twice") this.payAgain(order)
    } else if (open) this.end(order, outcome)
  }

  /** Whether an address of that node's was given out that nobody called yet. */
  isCallable(node: string): boolean {
    return this.hookOf(node) !== null
  }

  /** Somebody outside calls the address of that node. */
  call(node: string, body: Json): void {
    const hook = this.hookOf(node)
    if (hook) this.take({ type: "callback", at: this.now, node, ...hook, body })
  }

  private hookOf(node: string): { run: string; visit: number } | null {
    for (const { id, flow, hooks = {} } of [...this.stack.runs].reverse()) {
      const hook = flow === this.setting.id && Object.hasOwn(hooks, node) ? hooks[node] : undefined
      if (hook && !hook.early) return { run: id, visit: hook.visit }
    }
    return null
  }

  private pay(order: TryOrder, late: boolean): void {
    const { configuration, words } = this.setting
    const isFirst = order.status === "open" && order.least !== null
    order.captured = isFirst ? (order.least?.minor ?? 0) : order.money.minor
    order.status = isFirst ? "part_paid" : order.later && !late ? "authorised" : "paid"
    order.late = late
    if (order.status === "paid") order.paidAt = this.now
    if (this.take({ type: "order", at: this.now, key: order.key, news: newsOf(order, "settled", configuration) }))
      return
    // The run has left: the customer hears of late money all the same.
    if (configuration.latePayment === "agent") this.note(words.agent)
    const told = toldOf(order, configuration)
    this.tell(told, lateEffects(told), false)
  }

  private payAgain(order: TryOrder): void {
    this.note(this.setting.words.twice)
    const told = toldOf(order, this.setting.configuration)
    this.tell(told, surplusEffects(told, SECOND_PAYMENT), true)
  }

  /** What the customer hears of money that no run waits for. Notes of it are the operator's, in English. */
  private tell(told: OrderTold, effects: readonly LateEffect[], surplus: boolean): void {
    for (const effect of effects) {
      if (effect.type === "send") this.say("flow", effect.message)
      if (effect.type !== "refund" || !told.news.money) continue
      if (!surplus) this.note(this.setting.words.refunded)
      this.say("flow", refundMessage(told, told.news.money, surplus).message)
    }
  }

  private end(order: TryOrder, status: "expired" | "cancelled"): void {
    order.status = status
    const news = newsOf(order, "settled", this.setting.configuration)
    this.take({ type: "order", at: this.now, key: order.key, news })
  }

  /** Takes one event and everything that follows from it. False when nobody took the first. */
  private take(event: StackEvent): boolean {
    const { words, id, channel } = this.setting
    const queue: StackEvent[] = [event]
    let claimed = false
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const next = queue.shift()
      if (!next) break
      const before = this.stack.ended.at(-1)
      const text = next.type === "reply" ? next.reply.text : ""
      const turn = takeTurn(this.stack, next, this.flows, startVariables(CUSTOMER, channel.name, text))
      // Everything is loaded: a flow that is missing is known to be missing.
      if ("needs" in turn) break
      this.stack = turn.stack
      if (round === 0) claimed = !turn.unclaimed
      for (const { node, exit, flow } of turn.passages) {
        if (flow !== id) continue
        this.nodes.add(node)
        if (exit !== null) this.edges.add(`${node}/${exit}`)
      }
      for (const effect of turn.effects) queue.push(...this.perform(effect))
      const over = turn.stack.ended.at(-1)
      if (over && over !== before)
        this.note(over.status === "failed" ? words.failed(over.reason) : words.ended(over.reason))
    }
    return claimed
  }

  /** Does what the flow asked for; gives back what the outside answers. */
  private perform(effect: KeyedEffect): StackEvent[] {
    const { configuration } = this.setting
    switch (effect.type) {
      case "send":
        this.say("flow", effect.message)
        return []
      case "note":
        this.note(effect.text)
        return []
      case "request":
        return [this.answer(effect)]
      case "order":
        return [this.open(effect)]
      case "close":
      case "lookup": {
        const order = this.orders.find(({ key }) => key === effect.order)
        if (!order) return []
        if (effect.type === "close" && order.status === "open") order.status = effect.as
        const cause = effect.type === "close" ? "settled" : "asked"
        return [{ type: "order", at: this.now, key: order.key, news: newsOf(order, cause, configuration) }]
      }
      case "inquire":
        return [this.answered(effect.key, inquired(this.orders, effect.order))]
      case "giveback":
        return [this.answered(effect.key, givenBack(this.orders, effect.order, effect.amount))]
      case "capture":
        return [this.answered(effect.key, captured(this.orders, effect.order, effect.amount))]
      case "void":
        return [this.answered(effect.key, voided(this.orders, effect.order))]
      // The stack hands over by itself.
      case "start":
        return []
    }
  }

  private answer({ key, request }: Extract<KeyedEffect, { type: "request" }>): StackEvent {
    const node = this.stack.runs.find(({ wait }) => wait?.key === key)?.node ?? ""
    const answer = this.setting.sample(node)
    this.asked.push({ node, request, answer })
    if (!answer) return { type: "response", at: this.now, key, response: null, reason: this.setting.words.nothing }
    const headers = { "content-type": "application/json" }
    const response: HttpResponse = { status: answer.status, headers, body: answer.body }
    return { type: "response", at: this.now, key, response, reason: null }
  }

  private answered(key: string, response: HttpResponse): StackEvent {
    return { type: "response", at: this.now, key, response, reason: null }
  }

  private open(effect: Extract<KeyedEffect, { type: "order" }>): StackEvent {
    const { configuration } = this.setting
    const found = opened(effect, configuration, this.orders, this.now)
    const at = this.now
    if ("refused" in found) {
      const news = newsOf(found.order, "opened", configuration)
      return { type: "order", at, key: effect.key, news: { ...news, status: "refused", reason: found.refused } }
    }
    this.orders.push(found)
    return { type: "order", at, key: effect.key, news: newsOf(found, "opened", configuration) }
  }

  private note(text: string): void {
    this.say("note", { text })
  }

  private say(from: Line["from"], message: Message): void {
    const { capabilities } = this.setting.channel
    const parts = from === "flow" && capabilities ? renderMessage(message, capabilities) : [message]
    for (const part of parts) this.lines.push({ id: this.told++, at: this.now, from, message: part })
  }
}
