import type { DeliveryStatus, Inbound } from "../channels/channel"
import { findChannel } from "../channels"
import { maskCards } from "../core/cards"
import type { Variables } from "../core/json"
import type { Reply } from "../core/message"
import { renderMessage } from "../core/rendering"
import { ATTEMPTS, retryDelaySeconds } from "../core/retry"
import type { KeyedEffect } from "../flow/engine"
import { type Flows, type Need, type StackEvent, takeTurn } from "../flow/stack"
import { Failure } from "../platform/failure"
import { log } from "../platform/log"
import { lateEffects, type OrderTold } from "./late"
import type { Storage } from "./migrations"
import { append, dropSends, find, findByReference, head, type OutboxRow, type Owed, settleRow } from "./outbox"
import { perform, refusal } from "./perform"
import { loadState, newState, type State, saveState, withContact } from "./state"
import { isSeen, markSeen, prune } from "./seen"
import { acknowledge } from "./settlement"
import type { World } from "./world"

/** What a webhook brings one conversation. */
export interface Delivery {
  id: string
  channel: string
  account: string
  inbound: Exclude<Inbound, { type: "moved" }>[]
}

/** After this long without word from a drain, the alarm looks after what is owed. */
const BACKSTOP_SECONDS = 30

/** An alarm this overdue was lost (cloudflare-docs #18324) and is set again. */
const OVERDUE_SECONDS = 60

/** Order of delivery statuses: they come in any order, and only the highest counts. */
const RANK = { sent: 0, failed: 1, delivered: 2, read: 3 } as const satisfies Record<DeliveryStatus, number>

/**
 * One conversation: takes events one at a time, each in one transaction that holds the whole turn, then does what it owes
 * in order. Everything it needs from outside comes through `Storage` and `World`, so that it runs in a Durable Object and
 * under simulation alike.
 */
export class Thread {
  private state: State | null
  private armed: number | null = null
  private draining: Promise<void> | null = null

  constructor(
    private readonly storage: Storage,
    private readonly world: World,
  ) {
    this.state = loadState(storage)
  }

  /** Reads which alarm is set. Call once, before the first event. */
  async wake(): Promise<void> {
    this.armed = await this.storage.getAlarm()
  }

  /** Takes what a webhook brought; durable when it resolves. A message that was seen before changes nothing. */
  async receive(delivery: Delivery): Promise<void> {
    const { id, channel, account } = delivery
    await this.commit((turn) => {
      for (const item of delivery.inbound) {
        if (item.type === "message") {
          turn.state ??= newState(id, channel, account, item.contact)
          this.message(turn, turn.state, item)
        } else if (turn.state) this.status(turn, item)
      }
    })
  }

  /** Takes news of an order; durable when it resolves. News that was told before changes nothing. */
  async hear(told: OrderTold): Promise<void> {
    await this.commit((turn) => this.news(turn, told))
  }

  /** Timers that are due, what is still owed, and old records. Never throws: a thrown alarm is a lost one. */
  async alarm(): Promise<void> {
    this.armed = null
    let earliest = 0
    try {
      prune(this.storage, this.world.now())
      await this.commit((turn) => {
        for (const run of turn.state?.stack.runs ?? []) {
          const { wait } = run
          if (wait && wait.until !== null && wait.until <= turn.at)
            this.take(turn, { type: "timeout", at: turn.at, key: wait.key })
        }
      })
      await this.drain()
    } catch (error) {
      log("alarm.failed", { conversation: this.state?.id ?? null, reason: reasonOf(error) })
      earliest = this.world.now() + BACKSTOP_SECONDS * 1000
    } finally {
      const due = this.due(this.state, this.world.now())
      await this.arm(due === null ? null : Math.max(due, earliest))
    }
  }

  /** Does what is owed, oldest first, until nothing is or it has to wait. Calls while one is under way join it. */
  drain(): Promise<void> {
    this.draining ??= this.work()
    return this.draining
  }

  /** What the conversation remembers, for the operator. */
  get memory(): State | null {
    return this.state
  }

  private async work(): Promise<void> {
    // Before the first row is read, `draining` must hold this very promise.
    await Promise.resolve()
    try {
      for (;;) {
        const row = head(this.storage)
        if (!row || row.dueAt > this.world.now()) return
        await this.attempt(row)
      }
    } finally {
      // In the same step as the last look at the outbox: what is appended after it starts a new drain.
      this.draining = null
    }
  }

  private async attempt(row: OutboxRow): Promise<void> {
    const { state } = this
    if (!state) return
    try {
      const done = await perform(this.world, state, row)
      await this.commit((turn) => {
        settleRow(this.storage, row.seq, { status: "done", reference: done.reference ?? null, attempts: row.attempts })
        if (done.response) this.take(turn, { type: "response", at: turn.at, key: row.key, ...done.response })
        if (done.told) this.news(turn, done.told)
        if (done.message) this.owe(turn, row.key, done.message)
      })
      if (done.told) await acknowledge(this.world, done.told)
    } catch (error) {
      await this.fail(row, error)
    }
  }

  /** Again later, by another path, or given up where the operator sees it. What follows waits: order is a promise. */
  private async fail(row: OutboxRow, error: unknown): Promise<void> {
    const failure = error instanceof Failure ? error : new Failure("broken", reasonOf(error), "again")
    const attempts = row.attempts + 1
    const { id: conversation } = this.state ?? { id: null }
    log("effect.failed", { conversation, seq: row.seq, effect: row.effect.type, code: failure.code, attempts })
    if (failure.advice === "switch" && row.effect.type === "send" && !row.effect.template) {
      const effect: Owed = { ...row.effect, template: true }
      return this.commit(() => settleRow(this.storage, row.seq, { effect, attempts, reason: failure.message }))
    }
    if (failure.advice === "again" && attempts < ATTEMPTS) {
      const delay = Math.max(retryDelaySeconds(attempts, this.world.random()), failure.retryAfterSeconds ?? 0)
      const dueAt = this.world.now() + Math.ceil(delay * 1000)
      return this.commit(() => settleRow(this.storage, row.seq, { attempts, dueAt, reason: failure.message }))
    }
    await this.commit((turn) => {
      settleRow(this.storage, row.seq, { status: "failed", attempts, reason: failure.message })
      const { effect, key } = row
      if (effect.type === "request")
        this.take(turn, { type: "response", at: turn.at, key, response: null, reason: failure.message })
      if (effect.type === "order") this.news(turn, refusal(key, failure.message))
    })
  }

  /** One event, one transaction: dedupe, decision, state, outbox and alarm together or not at all. */
  private async commit(decide: (turn: Turn) => void): Promise<void> {
    for (;;) {
      const need = this.transact(decide)
      if (!need) break
      await this.world.load(need)
    }
  }

  private transact(decide: (turn: Turn) => void): Need | { routes: string } | null {
    const turn: Turn = { state: this.state, at: this.world.now() }
    let armed = this.armed
    try {
      this.storage.transactionSync(() => {
        decide(turn)
        if (turn.state && turn.state !== this.state) saveState(this.storage, turn.state)
        const due = this.due(turn.state, turn.at)
        if (due !== null && isEarlier(due, armed, turn.at)) {
          armed = due
          void this.storage.setAlarm(due)
        }
      })
    } catch (signal) {
      if (signal instanceof Unloaded) return signal.need
      throw signal
    }
    this.state = turn.state
    this.armed = armed
    return null
  }

  private message(turn: Turn, state: State, item: Extract<Inbound, { type: "message" }>): void {
    const id = `m:${item.id}`
    if (isSeen(this.storage, id)) return
    const contact = withContact(state.contact, item.contact)
    const known = state.lastInboundAt !== null && contact === state.contact
    turn.state = { ...state, contact, lastInboundAt: Math.max(state.lastInboundAt ?? 0, Math.min(item.at, turn.at)) }
    const sensitive = state.stack.runs.at(-1)?.wait?.state.sensitive === true
    const reply: Reply = { ...item.reply, text: maskCards(item.reply.text.slice(0, 10_000)) }
    const passages = this.consent(turn, item.consent) ? [] : this.take(turn, { type: "reply", at: turn.at, reply }).passages
    markSeen(this.storage, id, turn.at, { ...reply, text: sensitive ? "•••" : reply.text, passages })
    if (!known) this.owe(turn, `register/${turn.state.next}`, { type: "register" })
  }

  /** Whether the message was about being written to at all, which no flow answers. */
  private consent(turn: Turn, consent: "stop" | "start" | undefined): boolean {
    const { state } = turn
    if (!state) return true
    if (consent === "stop") {
      dropSends(this.storage, "the customer asked to hear no more")
      turn.state = { ...state, optedOutAt: state.optedOutAt ?? turn.at }
      return true
    }
    if (state.optedOutAt === null) return false
    if (consent === "start") turn.state = { ...state, optedOutAt: null }
    return true
  }

  private status(turn: Turn, item: Extract<Inbound, { type: "status" }>): void {
    const seq = Number(item.reference)
    const row = (Number.isSafeInteger(seq) ? find(this.storage, seq) : null) ?? findByReference(this.storage, item.id)
    if (row?.effect.type !== "send" || (row.reference !== null && row.reference !== item.id)) return
    // The send went unanswered, and here is its answer: it need not be sent again.
    const settled = row.status === "due" ? { status: "done" as const, reference: item.id } : {}
    const before = row.delivery === null ? -1 : RANK[row.delivery]
    if (RANK[item.status] <= before || (item.status === "sent" && row.status !== "due")) return
    settleRow(this.storage, row.seq, { ...settled, delivery: item.status, reason: item.failure?.reason ?? row.reason })
    const { failure } = item
    if (item.status !== "failed" || !failure || failure.advice === "stop" || row.effect.resent) return
    const template = failure.advice === "switch" || row.effect.template === true
    this.owe(turn, `${row.key}~`, { ...row.effect, template, resent: true })
  }

  private news(turn: Turn, told: OrderTold): void {
    const { state } = turn
    if (!state) return
    const { key, news } = told
    const id = `o:${key}:${news.status}`
    if (news.cause === "settled" || news.status !== "open") {
      if (isSeen(this.storage, id)) return
      markSeen(this.storage, id, turn.at, { order: news.number, status: news.status, reason: news.reason })
    }
    const { unclaimed } = this.take(turn, { type: "order", at: turn.at, key, news })
    if (!unclaimed) return
    for (const effect of lateEffects(told)) this.owe(turn, id, effect)
  }

  private take(turn: Turn, event: StackEvent) {
    const { state } = turn
    if (!state) return { passages: [], unclaimed: false }
    const result = takeTurn(state.stack, event, this.flows(state), startVariables(state, event))
    if ("needs" in result) throw new Unloaded(result.needs)
    turn.state = { ...state, stack: result.stack }
    for (const effect of result.effects) this.effect(turn, effect)
    return result
  }

  private flows(state: State): Flows {
    const flows = this.world.flows(state.account)
    if (!flows) throw new Unloaded({ routes: state.account })
    return flows
  }

  private effect(turn: Turn, effect: KeyedEffect): void {
    const { key, ...owed } = effect
    if (owed.type === "start") return
    if (owed.type !== "send") return this.owe(turn, key, owed)
    const limits = findChannel(turn.state?.channel ?? "")?.limits
    const parts = limits ? renderMessage(owed.message, limits) : [owed.message]
    parts.forEach((message, part) => {
      this.owe(turn, part === 0 ? key : `${key}#${part}`, { type: "send", message })
    })
  }

  private owe(turn: Turn, key: string, effect: Owed): void {
    const { state } = turn
    if (!state) return
    if (effect.type === "send" && state.optedOutAt !== null) return
    append(this.storage, state.next, key, effect, turn.at)
    turn.state = { ...state, next: state.next + 1 }
  }

  /** When the alarm has to ring; null when nothing is left to do. */
  private due(state: State | null, at: number): number | null {
    const waits = state?.stack.runs.flatMap(({ wait }) => (wait?.until == null ? [] : [wait.until])) ?? []
    const row = head(this.storage)
    // What is owed now is under way: the alarm only looks after it.
    const owed = row ? [row.dueAt > at ? row.dueAt : at + BACKSTOP_SECONDS * 1000] : []
    const due = Math.min(...waits, ...owed)
    return Number.isFinite(due) ? Math.max(due, at + 1) : null
  }

  private async arm(due: number | null): Promise<void> {
    if (due === null || !isEarlier(due, this.armed, this.world.now())) return
    this.armed = due
    await this.storage.setAlarm(due)
  }
}

/** A transaction under way. */
interface Turn {
  state: State | null
  at: number
}

class Unloaded extends Error {
  constructor(readonly need: Need | { routes: string }) {
    super("a flow is not loaded yet")
  }
}

function isEarlier(due: number, armed: number | null, now: number): boolean {
  return armed === null || due < armed || armed < now - OVERDUE_SECONDS * 1000
}

function startVariables(state: State, event: StackEvent): Variables {
  const { phone = "", userId = "", name = "" } = state.contact
  const text = event.type === "reply" ? event.reply.text : ""
  return { contact: { phone, userId, name }, channel: state.channel, message: { text } }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
