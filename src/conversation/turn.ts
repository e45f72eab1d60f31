import { findChannel } from "../channels"
import { type Contact, type Inbound, receipts, type Told } from "../channels/channel"
import type { Published } from "../core/event"
import { type Phrases, phrases } from "../core/languages"
import type { Message, Reply } from "../core/message/message"
import { renderMessage, renderTemplate } from "../core/message/rendering"
import type { Money } from "../core/money"
import type { OrderShown, OrderTold } from "../core/order/news"
import { ATTEMPTS, holdDelaySeconds, retryDelaySeconds } from "../core/retry"
import { maskCards } from "../core/text/cards"
import type { Answered, Called } from "../deployment/deployment"
import { awaitsMoney } from "../flow/effects"
import { isOffered, type KeyedEffect } from "../flow/engine"
import type { Flow } from "../flow/flow"
import { excessEffects, lateEffects, surplusEffects } from "../flow/late"
import type { Missing } from "../flow/missing"
import { keywordRoute, welcomeRoute } from "../flow/routes"
import { isSensitive, shownText } from "../flow/sensitive"
import { shownMessages } from "../flow/shown"
import { type EndedRun, type Flows, type Stack, type StackEvent, type StackTurn, takeTurn } from "../flow/stack"
import { startVariables } from "../flow/variables"
import { effectOf } from "./effects"
import type { Done, Then } from "./effects/effect"
import { type Claim, ceded, followed, gainsPhone, heardFrom, isOwn, type Move, onwardFrom } from "./identity"
import { type Entry, type Log, oldEnoughAt } from "./log"
import { digits, type OutboxRow, type Owed, type OwedOf } from "./owed"
import { type Heard, isWaiting, partOf, together, type Unfinished, waitsUntil, withPart } from "./parts"
import { type Passed, passedBy } from "./passed"
import { readReference } from "./reference"
import { LONGEST_WAIT_SECONDS, pathsOf } from "./remedy"
import { isReachable, isWindowClosed, LOST, type State } from "./state"
import type { Statement } from "./storage"
import { type Kind, kindOf, overOf, spoken, walked } from "./tally"

/** Characters of a message that a flow gets to see; no channel's own limit is higher. */
const MAX_TEXT = 10_000

/** Clocks differ, and a wish for silence counts in doubt: one is over only when it is older by that than what ended it. */
const DOUBT = 120_000

/** What the timeline says of a contact that is to be found elsewhere from then on. */
const MOVED = "the customer's number or user id changed"

/** What it says of a wish that the channel told of, and saw to. */
const WISHES = {
  stop: "the customer asked the channel for silence",
  start: "the customer asked the channel to hear again",
} as const

/**
 * Why an item is not taken: it is of somebody else, or it brings a phone that may be another conversation's, which has to
 * give it up first.
 */
export type Refused = "other" | "unsure"

/** What a turn was missing; it is taken again once that is loaded. */
export class Unloaded extends Error {
  constructor(readonly need: Missing["need"] | { routes: string }) {
    super("a flow is not loaded yet")
  }
}

/** One event being taken: what it finds, changes and owes. Nothing is written before it is decided. */
export class Turn {
  /** Somebody waits for what is owed: it is tried at once. */
  hurried = false
  /** What was said against the channel account, and whether that is over: for people, once the turn is kept. */
  fault: { code: string; reason: string; told: boolean } | null = null
  mended = false

  /** What is owed, oldest first, and what of it is new or other than it was. */
  readonly owed: OutboxRow[]
  readonly changed = new Set<number>()
  /** What is owed no more, or never was, by its number. */
  readonly effects = new Map<number, OutboxRow>()
  /** What is taken, by its name in the log. */
  readonly events = new Map<string, Entry>()
  /** What is removed from the log. */
  removals: readonly Statement[] = []

  /** `careful` where it is known that something in it was taken before: everything is looked up then. */
  constructor(
    readonly log: Log,
    private readonly flowsOf: (account: string) => Flows | null,
    public state: State | null,
    owed: readonly OutboxRow[],
    readonly at: number,
    private readonly careful: boolean,
  ) {
    this.owed = [...owed]
  }

  /** A customer's message, or why it is not taken. One that was taken before changes nothing. */
  message(state: State, item: Heard, sure: boolean): Refused | null {
    const id = `m:${item.id}`
    if (this.isRepeated(id) || isForgotten(state, item) || isWaiting(state.parts ?? [], item.id)) return null
    const at = Math.min(item.at, this.at)
    const from = withoutCards(item.contact, "name")
    if (!isOwn(state, from, at)) {
      if (this.wasTaken(id)) return null
      this.change(state, ceded(state, { contact: from, at, by: "message" }))
      return "other"
    }
    const heard = heardFrom(state, from, at)
    if (!sure && gainsPhone(state, heard)) return this.wasTaken(id) ? null : "unsure"
    const part = partOf(item)
    // A part is on record only with the others.
    if (part && this.wasTaken(id)) return null
    const known = state.lastInboundAt !== null && isSame(heard.contact, state.contact)
    this.state = { ...heard, lastInboundAt: Math.max(state.lastInboundAt ?? 0, at) }
    if (part) this.part(item, part)
    else this.hears(item, replyOf(item.reply))
    this.hurried = true
    if (!known) this.register()
    return null
  }

  /** A message that is whole. */
  private hears(item: Omit<Heard, "type" | "contact" | "part">, reply: Reply): void {
    const { further = [] } = item
    const seq = this.number()
    const sensitive = isSensitive(this.state?.stack.runs.at(-1)?.wait)
    const { passed, unclaimed } = this.consent(item)
      ? { passed: [], unclaimed: false }
      : this.take({ type: "reply", at: this.at, reply })
    const entry = {
      ...reply,
      text: shownText(reply.text, sensitive),
      passed,
      ...(unclaimed && { unheard: true }),
    }
    this.record("message", `m:${item.id}`, seq, further.length > 0 ? { ...entry, further } : entry)
  }

  /** A part waits for the others; the message that it completes is heard. */
  private part(item: Heard, part: NonNullable<Heard["part"]>): void {
    const { parts = [] } = this.state ?? {}
    const { waiting, ready } = withPart(parts, { ...item, reply: replyOf(item.reply) }, part, this.at)
    this.heard(waiting, ready)
  }

  /** What waited for its other parts for so long is heard as it is. */
  gather(): void {
    const { parts = [] } = this.state ?? {}
    const due = parts.filter((unfinished) => waitsUntil(unfinished) <= this.at)
    if (due.length > 0)
      this.heard(
        parts.filter((unfinished) => !due.includes(unfinished)),
        due,
      )
  }

  private heard(waiting: Unfinished[], ready: readonly Unfinished[]): void {
    const { parts: _, ...state } = this.state ?? {}
    if (this.state) this.state = { ...(state as State), ...(waiting.length > 0 && { parts: waiting }) }
    for (const unfinished of ready) {
      const [{ id = "", at = this.at } = {}, ...others] = unfinished.parts
      const { further, ...reply } = together(unfinished)
      for (const other of others) this.record("message", `m:${other.id}`, this.number(), { part: id })
      this.hears({ id, at, reply, further }, replyOf(reply))
    }
  }

  /** The channel's word that the customer wants silence, or to hear again, or why it is not taken. */
  wish(state: State, { id, contact, at: told, wish }: Extract<Inbound, { type: "consent" }>): Refused | null {
    if (this.wasTaken(`m:${id}`)) return null
    const since = Math.min(told, this.at)
    if (!isOwn(state, contact, since)) return "other"
    const seq = this.number()
    if (wish === "stop") this.silence(since, null)
    else if (state.optedOutAt !== null && since >= state.optedOutAt) this.endSilence(since, null)
    this.record("message", `m:${id}`, seq, { note: WISHES[wish] })
    if (state.lastInboundAt === null) this.register()
    return null
  }

  /** The contact changed their number or user id; what is owed goes there from now on. False where that is somebody else. */
  moved(state: State, { id, ...move }: Move & { id: string }): boolean {
    const key = `m:${id}`
    if (this.wasTaken(key)) return true
    const after = followed(state, { ...move, at: Math.min(move.at, this.at) })
    if (!after) return false
    if (after === state) return true
    this.state = after
    this.record("message", key, this.number(), { note: MOVED })
    this.register()
    return true
  }

  /** Gives up what is somebody's with another conversation; returns where they went on to, if that was heard of before. */
  claim(state: State, claim: Claim): Move | null {
    const at = Math.min(claim.at, this.at)
    const after = ceded(state, { ...claim, at })
    const { heir } = claim
    this.change(state, after === state || heir === undefined ? after : { ...after, heir })
    return claim.by === "move" ? onwardFrom(state, claim.contact.phone, at) : null
  }

  private change(before: State, after: State): void {
    if (after === before) return
    this.state = after
    this.register()
  }

  private register(): void {
    if (this.state) this.owe(`register/${this.state.next}`, { type: "register" })
  }

  /** Whether the message was about being written to at all, which no flow answers. */
  private consent({ id, consent, taken, at, reply }: Omit<Heard, "type" | "contact" | "part">): boolean {
    const { state } = this
    if (!state) return true
    const key = `consent/${id}`
    const since = Math.min(at, this.at)
    if (consent === "stop" && (taken || !this.isOffered(state, reply.text))) {
      this.silence(since, taken ? null : key)
      return true
    }
    if (state.optedOutAt !== null) {
      // Messages overtake each other: a wish from before the one for silence does not end it.
      if (consent === "start" && since >= state.optedOutAt) this.endSilence(since, taken ? null : key)
      return true
    }
    if (taken) return true
    if (consent !== "help" || this.isAnswered(state, reply.text)) return false
    this.owe(key, { type: "help", language: this.language(state) })
    return true
  }

  /** From now on nothing is said. The last word, under that key, says so; without a key it is the carrier that keeps silent. */
  private silence(since: number, key: string | null): void {
    const { state } = this
    if (!state || since < (state.optedInAt ?? 0) - DOUBT) return
    if (state.optedOutAt === null) {
      this.drop("the customer asked to hear no more", ({ effect }) => effectOf(effect).isWords)
      const owes = state.stack.runs.some(({ wait }) => awaitsMoney(wait))
      if (key !== null) this.say(key, { text: this.words(state)[owes ? "optedOutOwing" : "optedOut"] })
      this.stopped(state, key === null ? "carrier" : "us")
    }
    const optedOutAt = Math.max(state.optedOutAt ?? since, since)
    this.state = { ...(this.state ?? state), optedOutAt, ...(key === null && { carrierSilent: true }) }
  }

  private stopped({ id, next }: State, keeper: "us" | "carrier"): void {
    const about = { at: this.at, subject: id, conversation: id, contact: id }
    this.publish({ type: "contact.stopped", key: `${id}:${next}:stopped`, ...about, data: { keeper } })
  }

  private endSilence(since: number, key: string | null): void {
    const { state } = this
    if (!state) return
    const { carrierSilent, ...rest } = state
    this.state = { ...rest, optedOutAt: null, optedInAt: since }
    if (key !== null && !carrierSilent) this.say(key, { text: this.words(state).optedIn })
  }

  /** The carrier refused a message, owed at that time, because the customer asked it for silence. */
  refusedByCarrier(owedAt: number): void {
    // Who ended the silence since then is not silenced by what was on its way.
    if (owedAt >= (this.state?.optedInAt ?? 0)) this.silence(this.at, null)
  }

  /** Whether a flow has an answer to that word, whatever else it means: a keyword, or one of the options on offer. */
  private isAnswered(state: State, text: string): boolean {
    return keywordRoute(this.flows(state).routes, text) !== null || this.isOffered(state, text)
  }

  private isOffered(state: State, text: string): boolean {
    const run = state.stack.runs.at(-1)
    const flow = run && this.document(state, run.flow, run.version)
    return run !== undefined && flow !== null && flow !== undefined && isOffered(flow, run, text)
  }

  private words(state: State): Phrases {
    return phrases(this.language(state))
  }

  /** What the customer is spoken to in: by the flow that has their attention, that had it last, or that would get it. */
  private language(state: State): string {
    const { ended, runs } = state.stack
    for (const { flow, version } of [...ended, ...runs].reverse()) {
      const document = this.document(state, flow, version)
      if (document) return document.language
    }
    const flows = this.flows(state)
    const flow = welcomeRoute(flows.routes) ?? flows.routes[0]?.flow
    const published = flow === undefined ? null : flows.published(flow)
    if (published === undefined && flow !== undefined) throw new Unloaded({ flow, version: null })
    return published?.document.language ?? "en"
  }

  private document(state: State, flow: string, version: number): Flow | null {
    const document = this.flows(state).version(flow, version)
    if (document === undefined) throw new Unloaded({ flow, version })
    return document
  }

  /** How far a sent message came, or that another conversation sent it. Only the highest of its receipts counts. */
  receipt(state: State, item: Extract<Inbound, { type: "receipt" }>): Refused | null {
    const { seq = null, conversation = null } = readReference(item.echo ?? "") ?? {}
    if (conversation !== null && conversation !== state.id) return "other"
    this.delivered(item, seq)
    return null
  }

  private delivered(item: Extract<Inbound, { type: "receipt" }>, seq: number | null): void {
    const { message, status, failure } = item
    const row = (seq === null ? null : this.row(seq)) ?? this.log.sentAs(message)
    if (!row || !("message" in row.effect) || (row.reference !== null && row.reference !== message)) return
    // The send went unanswered, and here is its answer: it need not be sent again.
    const settled = row.status === "due" ? { status: "done" as const, reference: message } : {}
    const before = row.delivery === null ? -1 : receipts.indexOf(row.delivery)
    const rank = receipts.indexOf(status)
    if (rank <= before || (status === "sent" && row.status !== "due")) return
    this.settle(row, { ...settled, delivery: status, reason: failure?.reason ?? row.reason })
    if (failure?.code === "opted_out") this.refusedByCarrier(row.at)
    if (failure && !this.sendAgain(row.key, row.effect, failure)) this.lost(row, failure.code, failure.reason)
    else if (status === "delivered" || status === "read") this.release()
  }

  /** What failed on its way is owed anew, as often and as late as what was refused at once; false where it is given up. */
  private sendAgain(key: string, effect: OwedOf<"send">, failure: Told): boolean {
    const sent = Number(effect.resent ?? 0)
    const { message, template = false } = effect
    const later = (seconds: number, change: { template?: boolean; resent: number }) => {
      this.say(`${key}~`, message, { template, ...change }, this.at + Math.ceil(seconds * 1000))
      return true
    }
    switch (failure.advice) {
      case "stop":
        return false
      case "switch": {
        const paths = pathsOf(findChannel(this.state?.channel ?? ""))
        if (effect.template || failure.to !== "template" || !paths.includes("template")) return false
        return later(0, { template: true, resent: sent + 1 })
      }
      case "hold": {
        // Where nobody tells the conversation that a message arrived, one that is taken is all there is to go by.
        const { echoes = false } = findChannel(this.state?.channel ?? "")?.capabilities ?? {}
        return later(this.hold(failure, 0, echoes), { resent: sent })
      }
      case "again": {
        if (sent >= Math.min(failure.repeats ?? ATTEMPTS, ATTEMPTS - 1)) return false
        const wait = Math.min(failure.retryAfterSeconds ?? 0, LONGEST_WAIT_SECONDS)
        return later(Math.max(retryDelaySeconds(sent + 1, 0), wait), { resent: sent + 1 })
      }
    }
  }

  /** Messages wait until the channel account is mended; the seconds until they are tried by themselves. */
  hold(fault: Pick<Told, "code" | "reason">, random: number, told = false): number {
    const { onHold } = this.state ?? {}
    const tries = (onHold?.tries ?? 0) + 1
    if (this.state) this.state = { ...this.state, onHold: { since: onHold?.since ?? this.at, tries, told } }
    this.fault = { code: fault.code, reason: fault.reason, told }
    return holdDelaySeconds(tries, random)
  }

  /** The channel account works again, as far as this conversation can tell. */
  release(): void {
    if (!this.state?.onHold) return
    const { onHold: _, ...state } = this.state
    this.state = state
    this.mended = true
  }

  /** News of an order. What was told before changes nothing. */
  news(told: OrderTold): void {
    if (!this.state) return
    this.outcome(told)
    // A caller of the version before, while a deployment is being replaced, says nothing of surplus.
    const { surplus = [] }: Partial<OrderTold> = told
    if (told.news.status !== "paid") return
    for (const payment of surplus) this.surplus(told, payment)
    if (told.excess) this.excess(told, told.excess)
  }

  /** More than was due, by the payments that were needed: the customer hears of it once. */
  private excess(told: OrderTold, over: Money): void {
    const id = `o:${told.key}:excess:${over.minor}`
    if (this.wasTaken(id)) return
    this.record("order", id, this.number(), { order: told.news.number, status: "overpaid" })
    for (const effect of excessEffects(told, over)) this.owe(id, effect)
  }

  /** A payment beside the one that paid the order: no run waits for it, and the customer hears of it once. */
  private surplus(told: OrderTold, payment: string): void {
    const id = `o:${told.key}:surplus:${payment}`
    if (this.wasTaken(id)) return
    this.record("order", id, this.number(), { order: told.news.number, status: "overpaid" })
    for (const effect of surplusEffects(told, payment)) this.owe(id, effect)
  }

  /**
   * How an order can be paid beside its link, told once for each checkout while a run waits for it. To who did not write for
   * too long nothing is told: the page shows it, and a template would take it apart.
   */
  shown(shown: OrderShown): void {
    const { state } = this
    const id = `o:${shown.key}:shown:${shown.checkout}`
    const channel = findChannel(state?.channel ?? "")
    if (!state || !channel || this.wasTaken(id) || isWindowClosed(channel.capabilities, state, this.at)) return
    const isAwaited = state.stack.runs.some(({ wait }) => wait?.key === shown.key)
    const messages = isAwaited ? shownMessages(shown) : []
    if (messages.length === 0) return
    this.record("order", id, this.number(), { note: `how to pay order ${shown.number} was shown` })
    for (const [index, message] of messages.entries()) this.say(`${id}:${index}`, message)
  }

  private outcome(told: OrderTold): void {
    const { key, news } = told
    // Told of a part only after the rest came, nobody is asked for the rest again.
    if (news.status === "part_paid" && this.wasTaken(`o:${key}:paid`)) return
    // Each part that comes is news of its own.
    const id = `o:${key}:${news.status === "part_paid" ? told.worth : news.status}`
    const isKnown = news.status === "pending" || (news.status === "part_paid" && this.wasTaken(id))
    const asked = news.cause === "asked" && isKnown
    if (news.status !== "open" && !asked) {
      if (this.isRepeated(id)) return
      const seq = this.number()
      const passed = this.hear(told, id)
      this.record("order", id, seq, { order: news.number, status: news.status, reason: news.reason, passed })
    } else this.hear(told, id)
  }

  private hear(told: OrderTold, id: string): Passed[] {
    const { unclaimed, passed } = this.take({ type: "order", at: this.at, key: told.key, news: told.news })
    if (!unclaimed) return passed
    for (const effect of lateEffects(told)) this.owe(id, effect)
    return passed
  }

  /** What follows from something owed; returns it as it is remembered. What it owes in its turn has that key. */
  follow(row: OutboxRow, key: string, { answer, told = [], shown, owes = [], part }: Then & Pick<Done, "part">): Owed {
    // Before the answer: who asked about an order that is paid by now leaves, and nobody asks for its money again.
    for (const news of told) this.news(news)
    const effect = answer ? this.answer(row, answer) : (part?.done ?? row.effect)
    if (shown) this.shown(shown)
    for (const owed of owes) this.owe(key, owed)
    part?.rest.forEach((owed, index) => {
      this.owe(`${row.key}+${index + 1}`, owed)
    })
    return effect
  }

  private answer({ key, effect }: OutboxRow, answer: NonNullable<Then["answer"]>): Owed {
    const { passed: nodes } = this.take({ type: "response", at: this.at, key, ...answer })
    return nodes.length === 0 ? effect : effectOf(effect).answered(effect, { at: this.at, nodes })
  }

  /** Somebody called the address of a wait. What was taken before changes nothing. */
  called({ run, node, visit, body, digest }: Called): Answered {
    const { state } = this
    if (!state) return "unknown"
    const id = `h:${run.slice(state.stack.id.length + 1)}.${node}.${visit}`
    const before = this.log.find(id)
    if (before) return before.digest === digest ? "taken" : "spent"
    const waiting = state.stack.runs.find((candidate) => candidate.id === run)
    const hooks = waiting?.hooks ?? {}
    const hook = Object.hasOwn(hooks, node) ? hooks[node] : undefined
    if (!hook) return state.stack.ended.some((ended) => ended.run === run) ? "spent" : "unknown"
    if (hook.visit !== visit) return "spent"
    const seq = this.number()
    const { passed } = this.take({ type: "callback", at: this.at, run, node, visit, body })
    const after = this.state?.stack.runs.find((candidate) => candidate.id === run)
    if (after?.turn === waiting?.turn) return "full"
    const document = waiting && this.document(state, waiting.flow, waiting.version)
    const name = document?.nodes.find((candidate) => candidate.id === node)?.name ?? node
    this.record("callback", id, seq, { hook: name, digest, passed })
    return "taken"
  }

  /** The time of a wait is over. */
  timer(key: string): void {
    const seq = this.number()
    const { passed } = this.take({ type: "timeout", at: this.at, key })
    if (passed.length > 0) this.record("timer", `t:${digits(seq)}`, seq, { passed })
  }

  private take(event: StackEvent): { passed: Passed[]; unclaimed: boolean } {
    const { state } = this
    if (!state) return { passed: [], unclaimed: false }
    const flows = this.flows(state)
    const text = event.type === "reply" ? event.reply.text : ""
    const result = takeTurn(state.stack, event, flows, startVariables(state.contact, state.channel, text))
    if ("needs" in result) throw new Unloaded(result.needs)
    return { passed: this.follows(result, flows), unclaimed: result.unclaimed }
  }

  /** The runs as a turn left them, what it asks for, and what is published of those that are over; the nodes it passed. */
  follows(result: StackTurn, flows: Flows): Passed[] {
    const { state } = this
    if (!state) return []
    const passed = passedBy(result, state.stack, flows)
    this.state = { ...state, tallies: walked(state.tallies ?? {}, result, passed, this.at) }
    this.goOn(result.stack, result.effects)
    for (const ended of result.over) this.over(ended)
    return passed
  }

  /** Publishes what a run did that is over now. */
  over(ended: EndedRun): void {
    const { state } = this
    if (!state) return
    const { [ended.run]: tally, ...tallies } = state.tallies ?? {}
    this.state = { ...state, tallies }
    this.publish(overOf(state.id, ended, tally))
  }

  private publish(event: Published): void {
    this.owe(`publish/${event.key}`, { type: "publish", event })
  }

  /** A message did not reach the customer, and is not sent again. */
  lost({ seq, at, effect }: OutboxRow, code: string, reason: string): void {
    const { state } = this
    if (!state || effect.type !== "send") return
    const kind = this.kindOf(effect, at)
    const about = { at: this.at, subject: state.id, conversation: state.id }
    this.publish({ type: "message.failed", key: `${state.id}:${seq}:failed`, ...about, data: { kind, code, reason } })
  }

  /** The runs as they stand from now on, and what they ask for. */
  goOn(stack: Stack, effects: readonly KeyedEffect[]): void {
    if (this.state) this.state = { ...this.state, stack }
    for (const effect of effects) this.effect(effect)
  }

  /** Published flows, as far as they are loaded. Throws Unloaded while the account's routes are not. */
  flows(state: State): Flows {
    const flows = this.flowsOf(state.account)
    if (!flows) throw new Unloaded({ routes: state.account })
    return flows
  }

  private effect(effect: KeyedEffect): void {
    const { key, ...owed } = effect
    if ("message" in owed) this.say(key, owed.message)
    else if (owed.type !== "start") {
      const run = this.state?.stack.runs.find(({ id }) => key.startsWith(`${id}/`))
      this.owe(key, run ? effectOf(owed).asked(owed, run) : owed)
    }
  }

  /** Owes a message, in parts that the channel can carry: smaller ones once only templates pass. */
  say(key: string, message: Message, more: { template?: boolean; resent?: number } = {}, dueAt = this.at): void {
    this.partsOf(message, more.template === true).forEach((part, index) => {
      this.owe(index === 0 ? key : `${key}#${index}`, { type: "send", message: part, ...more }, dueAt)
    })
  }

  private partsOf(message: Message, asTemplate: boolean): Message[] {
    const { state } = this
    const channel = findChannel(state?.channel ?? "")
    if (!state || !channel) return [message]
    const { capabilities } = channel
    const isTemplate = asTemplate || isWindowClosed(capabilities, state, this.at)
    return isTemplate && capabilities.templates
      ? renderTemplate(message, capabilities.templates.text)
      : renderMessage(message, capabilities)
  }

  /**
   * Appends what is owed. To a customer who opted out, or whose contact was erased, nothing is said; what cannot reach one
   * who lost every address is shown as failed.
   */
  owe(key: string, effect: Owed, dueAt = this.at): void {
    const { state } = this
    if (!state) return
    const { isWords, isRecord } = effectOf(effect)
    if (isWords && state.optedOutAt !== null) return
    const isLost = isWords && !isReachable(state)
    if (isLost && !state.left) return
    const row = { seq: this.number(), key, effect, attempts: 0, dueAt, at: this.at, reference: null, delivery: null }
    if (isLost) this.effects.set(row.seq, { ...row, status: "failed", reason: LOST })
    else if (isRecord) this.effects.set(row.seq, { ...row, status: "done", reason: null })
    else {
      this.owed.push({ ...row, status: "due", reason: null })
      this.changed.add(row.seq)
    }
    if (effect.type !== "send" || !this.state) return
    const { tallies = {} } = state
    const spoke = spoken(tallies, key, effect, this.kindOf(effect, this.at))
    if (spoke !== tallies) this.state = { ...this.state, tallies: spoke }
  }

  private kindOf({ template = false }: OwedOf<"send">, at: number): Kind {
    const { state } = this
    const capabilities = findChannel(state?.channel ?? "")?.capabilities
    if (!state || !capabilities) return "session"
    return kindOf(capabilities, template || isWindowClosed(capabilities, state, at))
  }

  /** A change to something owed. What came to its end meanwhile is only noted so. */
  settle({ seq, ...row }: OutboxRow, change: Partial<Omit<OutboxRow, "seq" | "key" | "at">>): void {
    const index = this.owed.findIndex((owed) => owed.seq === seq)
    const after = { ...(this.row(seq) ?? { seq, ...row }), ...change }
    if (after.status !== "due") {
      if (index >= 0) this.owed.splice(index, 1)
      this.effects.set(seq, after)
    } else if (index >= 0) {
      this.owed[index] = after
      this.changed.add(seq)
    }
  }

  /** Of what is owed, that is never done. */
  drop(reason: string, isDropped: (row: OutboxRow) => boolean): void {
    for (const row of this.owed.filter(isDropped)) this.settle(row, { status: "dropped", reason })
  }

  /** Whether something was ever owed under that key. Reads every row: for what people do by hand. */
  wasOwed(key: string): boolean {
    return this.owed.some((row) => row.key === key) || this.log.hasEffect(key)
  }

  /** Removes records that are too old, where some may be. */
  prune(): void {
    const { state } = this
    if (!state || this.at < (state.pruneAt ?? 0)) return
    const { removals, again } = this.log.prune(this.at)
    this.removals = removals
    this.state = { ...state, pruneAt: again }
  }

  private row(seq: number): OutboxRow | null {
    return this.owed.find((row) => row.seq === seq) ?? this.effects.get(seq) ?? this.log.effect(seq)
  }

  /** Numbers what is taken or owed next: so it stands in the timeline, whatever the clock says. */
  private number(): number {
    const { state } = this
    if (!state) return 0
    this.state = { ...state, next: state.next + 1 }
    return state.next
  }

  /** Whether that is known to have been taken before. What is recorded all the same takes the whole turn back. */
  private isRepeated(id: string): boolean {
    return this.events.has(id) || (this.careful && this.log.has(id))
  }

  /** Whether that was taken before, looked up: for what leaves no record, or is not taken. */
  private wasTaken(id: string): boolean {
    return this.events.has(id) || this.log.has(id)
  }

  /** Remembers what is taken, for good and for the timeline. */
  private record(type: Entry["type"], id: string, seq: number, entry: Entry["entry"]): void {
    this.events.set(id, { id, type, seq, at: this.at, entry })
    if (this.state && this.state.pruneAt === undefined) this.state = { ...this.state, pruneAt: oldEnoughAt(this.at) }
  }
}

function isSame(a: Contact, b: Contact): boolean {
  return a.phone === b.phone && a.userId === b.userId && a.name === b.name
}

/** Whether the message was taken before its record was erased. A wish for silence is heard all the same. */
function isForgotten({ heardUntil = -1 }: State, { at, consent }: Heard): boolean {
  return at <= heardUntil && consent !== "stop"
}

/** What a flow gets to see and a conversation keeps. A medium's reference is the channel's own number, not the customer's. */
function replyOf({ location, ...reply }: Reply): Reply {
  const shown = withoutCards({ ...reply, text: reply.text.slice(0, MAX_TEXT) }, "text", "choice")
  return location ? { ...shown, location: withoutCards(location, "name") } : shown
}

/** Customers put card numbers wherever a text can be typed: in the name of a place, in their own. */
function withoutCards<Name extends string, Written extends { [name in Name]?: string }>(
  written: Written,
  ...names: Name[]
): Written {
  const masked = names.flatMap((name) => {
    const text = written[name]
    return text === undefined ? [] : [[name, maskCards(text)]]
  })
  return { ...written, ...Object.fromEntries(masked) }
}
