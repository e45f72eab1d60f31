import { findChannel } from "../channels"
import { addressesOf, type Contact, type Inbound } from "../channels/channel"
import { accountFault } from "../core/accountfault"
import type { OrderShown, OrderTold } from "../core/order/news"
import { retryDelaySeconds } from "../core/retry"
import type { Answered, Called, World } from "../deployment/deployment"
import type { HookAt } from "../flow/missing"
import type { Flows } from "../flow/stack"
import { acknowledge } from "../orders/told"
import { Failure } from "../platform/failure"
import { log } from "../platform/log"
import { activityOf } from "../store/accounts/activity"
import { clearFault, isKnownFaulty, markFaulty, markWell } from "../store/accounts/health"
import { enterHeld, leaveHeld } from "../store/conversations/held"
import { databaseError } from "../store/database"
import { BACKSTOP_SECONDS, isEarlier, ringsAt } from "./alarm"
import { toldOf } from "./arrivals"
import { effectOf } from "./effects"
import type { Done } from "./effects/effect"
import { hookAddress } from "./hooks"
import { begunWith, type Claim, givenUpAt, isElsewhere, isNobodys, ledTo, type Move, onwardFrom } from "./identity"
import { Log } from "./log"
import type { Refusal } from "./operator"
import type { OutboxRow } from "./owed"
import { type Kept, keep, Repeated, wake } from "./record"
import { referenceOf } from "./reference"
import { LONGEST_WAIT_SECONDS, pathsOf, remedy } from "./remedy"
import { newState, type State } from "./state"
import type { Storage } from "./storage"
import { type Refused, Turn, Unloaded } from "./turn"

/** A conversation by its name, and where it takes place. */
export interface Named {
  id: string
  channel: string
  account: string
}

/** What a webhook brings one conversation. */
export interface Delivery extends Named {
  inbound: Exclude<Inbound, { type: "moved" | "account" }>[]
  /** Whoever else had the phones in it was asked to give them up. */
  sure?: boolean
  /** Whether somebody who is heard of for the first time begins a conversation here; unless told, they do. */
  begin?: boolean
  /** When the address was still another's, whose conversation said so. */
  after?: number
}

/** What was brought to the wrong conversation, by its place in the delivery; "new" where there is none yet. */
export interface NotOwn {
  index: number
  why: Refused | "new"
  /** When its address was given up, where it was this conversation's once. */
  until: number | null
  /** The conversation that it may be for instead. */
  heir: string | null
  /** Those that it may have been for once. */
  heirsBefore?: string[]
}

/** A change by the channel's id of the news. */
export type Told = Move & { id: string }

/** What was heard of an address after somebody changed to it. */
export interface Heard {
  onward: Move | null
  elsewhere: boolean
}

/** The contact of a conversation that took a move. */
export interface Moved {
  contact: Contact
  /** Addresses that are its own no more. */
  left: string[]
  /** Whether a message was ever heard in it. */
  heard: boolean
  closed: boolean
}

/** Flows loaded for one turn: its routes, its runs' and those handed over to. */
const MAX_LOADS = 50

/** Time for a status to tell that a message which went unanswered was sent all the same. */
const AMBIGUOUS_SECONDS = 5

/** Who waits for words hurries them, but a service in trouble is not asked oftener than that. */
const HURRY_MILLISECONDS = 5000

/**
 * One conversation: takes events one at a time, each in one transaction that holds the whole turn, then does what it owes
 * in order. Everything it needs from outside comes through `Storage` and `World`, so that it runs in a Durable Object and
 * under simulation alike.
 */
export class Thread {
  /** What is kept, as of the last transaction. */
  private kept: Kept
  private draining: Promise<void> | null = null
  /** What was done but could not be noted yet: not to be done again while this object lives. */
  private unnoted: { seq: number; done: Done } | null = null
  private attemptedAt = 0
  /** Addresses of waits, as far as the turn under way asked for them. */
  private readonly hooks = new Map<string, string>()

  constructor(
    private readonly storage: Storage,
    private readonly world: World,
  ) {
    this.kept = wake(storage)
  }

  private get state(): State | null {
    return this.kept.state
  }

  /** The oldest effect that is still owed: what follows waits for it. */
  private get head(): OutboxRow | null {
    return this.kept.owed[0] ?? null
  }

  /**
   * Takes what a webhook brought, and says what of it is not this conversation's; durable when it resolves. A message that
   * was seen before changes nothing.
   */
  async receive(delivery: Delivery): Promise<NotOwn[]> {
    const { id, channel, account, sure = false, begin = true, after } = delivery
    let refused: NotOwn[] = []
    await this.commit((turn) => {
      refused = []
      turn.gather()
      for (const [index, item] of delivery.inbound.entries()) {
        if (item.type !== "receipt") {
          if (!turn.state && !begin) refused.push({ index, why: "new", until: null, heir: null })
          else turn.state ??= begunWith(newState(id, channel, account, item.contact), item.at, after)
        }
        if (!turn.state) continue
        // What comes behind it must not overtake it.
        const isBehind = refused.some(({ why }) => why === "unsure")
        const why = isBehind ? "unsure" : take(turn, turn.state, item, sure)
        const { heir = null, heirsBefore = [] } = turn.state
        const until = givenUpAt(turn.state, item.contact ?? {}, item.at)
        if (why) refused.push({ index, why, until, heir, ...(heirsBefore.length > 0 && { heirsBefore }) })
      }
    })
    return refused
  }

  /**
   * Takes the channel's word that the contact changed their number or user id; durable when it resolves. Safe to repeat.
   * "other" where that is not this conversation's contact, "nobody" where it has none: `begin` makes them its contact.
   * Whoever went on from there goes along at once: nobody else may have the address between.
   */
  async move(
    named: Named,
    [move, ...further]: readonly [Told, ...Told[]],
    begin: boolean,
  ): Promise<Moved | "other" | "nobody"> {
    let isOwn = false
    if (!this.state && !begin) return "nobody"
    await this.commit((turn) => {
      turn.state ??= newState(named.id, named.channel, named.account, {})
      isOwn = turn.moved(turn.state, move)
      if (isOwn) for (const onward of further) if (turn.state) turn.moved(turn.state, onward)
    })
    const { state } = this
    if (!isOwn || !state) return "other"
    const { contact, left = [], lastInboundAt, closed = false } = state
    return { contact, left: left.map(({ address }) => address), heard: lastInboundAt !== null, closed }
  }

  /**
   * What this conversation heard before of an address that somebody changed to: where they went on to from there, and
   * whether it is somebody else's by now.
   */
  heardOf(move: Move): Heard {
    const { state } = this
    if (!state) return { onward: null, elsewhere: false }
    return { onward: onwardFrom(state, move.to.phone, move.at), elsewhere: isElsewhere(state, move) }
  }

  /**
   * Gives up what is somebody's with another conversation; durable when it resolves. Safe to repeat. Says which addresses of
   * theirs it keeps all the same, and where they went on to, if that was heard of before.
   */
  async claim(named: Named, claim: Claim): Promise<{ keeps: string[]; onward: Move | null }> {
    let onward: Move | null = null
    if (!this.state && claim.by !== "move") return { keeps: [], onward }
    await this.commit((turn) => {
      // Whoever writes to it in the meantime is led to the other one.
      const { heir } = claim
      const fresh = newState(named.id, named.channel, named.account, {})
      turn.state ??= { ...fresh, closed: true, ...(heir !== undefined && { heir }) }
      onward = turn.claim(turn.state, claim)
    })
    const own = this.state ? addressesOf(this.state.contact) : []
    return { keeps: addressesOf(claim.contact).filter((address) => own.includes(address)), onward }
  }

  /**
   * Notes that who comes by the address which this conversation is named by is heard in another one; durable when it
   * resolves. What is known of that already, from the objects themselves, stands.
   */
  async lead(named: Named, heir: string): Promise<void> {
    await this.commit((turn) => {
      const { id, channel, account } = named
      const state = turn.state ?? { ...newState(id, channel, account, {}), closed: true as const }
      const isSign = state.closed === true && isNobodys(state)
      if (state.heir === heir || (state.heir !== undefined && !isSign)) return
      turn.state = ledTo(state, heir)
    })
  }

  /** Takes news of an order; durable when it resolves. News that was told before changes nothing. */
  async hear(told: OrderTold): Promise<void> {
    await this.commit((turn) => turn.news(told))
  }

  /** Takes what somebody called the address of a wait with; durable when it resolves. The same again changes nothing. */
  async answer(called: Called): Promise<Answered> {
    let answered: Answered = "unknown"
    await this.commit((turn) => {
      answered = turn.called(called)
    })
    return answered
  }

  /** Takes how an order can be paid beside its link; durable when it resolves. What was shown before changes nothing. */
  async show(shown: OrderShown): Promise<void> {
    await this.commit((turn) => turn.shown(shown))
  }

  /** Does what an operator asks, or says why not; durable when it resolves. */
  async obey(ask: (turn: Turn) => Refusal | null): Promise<Refusal | null> {
    let refusal: Refusal | null = null
    await this.commit((turn) => {
      refusal = ask(turn)
    })
    return refusal
  }

  /** Tries at once what is held, for its account may work again; durable when it resolves. */
  async rouse(): Promise<void> {
    await this.commit((turn) => {
      turn.hurried = true
    })
  }

  /** Timers that are due, what is still owed, and old records. Never throws: a thrown alarm is a lost one. */
  async alarm(): Promise<void> {
    this.kept = { ...this.kept, alarm: null }
    let earliest = 0
    try {
      await this.commit((turn) => {
        turn.gather()
        turn.prune()
        for (const run of turn.state?.stack.runs ?? []) {
          const { wait } = run
          if (wait && wait.until !== null && wait.until <= turn.at) turn.timer(wait.key)
        }
      })
      await this.drain()
    } catch (error) {
      log("alarm.failed", { conversation: this.state?.id ?? null, reason: reasonOf(error) })
      earliest = this.world.now() + BACKSTOP_SECONDS * 1000
    } finally {
      const due = ringsAt(this.state, this.head, this.world.now())
      await this.arm(due === null ? null : Math.max(due, earliest))
    }
  }

  /** Does what is owed, oldest first, until nothing is or it has to wait. Calls while one is under way join it. */
  drain(): Promise<void> {
    this.draining ??= this.work()
    return this.draining
  }

  /** What the conversation remembers and owes, for the operator. */
  get memory(): Kept {
    return this.kept
  }

  private async work(): Promise<void> {
    // Before the first row is read, `draining` must hold this very promise.
    await Promise.resolve()
    try {
      for (;;) {
        const row = this.head
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
    if (this.isTold(row, state)) return
    this.attemptedAt = this.world.now()
    const { isWords } = effectOf(row.effect)
    try {
      const done = this.unnoted?.seq === row.seq ? this.unnoted.done : await this.perform(row, state)
      this.unnoted = { seq: row.seq, done }
      await this.commit((turn) => {
        const effect = turn.follow(row, row.key, done)
        const known = effect === row.effect ? {} : { effect }
        const reference = done.reference ?? null
        turn.settle(row, { status: "done", reference, attempts: row.attempts, ...known })
        if (isWords && state.onHold?.told === false) turn.release()
      })
      this.unnoted = null
      if (isWords && isKnownFaulty(this.channelAt(state), "taken")) await this.noteWell(state)
      await this.acknowledge(done.told ?? [])
    } catch (error) {
      await this.fail(row, error)
    }
  }

  /** Whether a status told meanwhile that what nobody answered, or a crash left, was sent: it is not said again. */
  private isTold(row: OutboxRow, state: State): boolean {
    if (!("message" in row.effect)) return false
    const echo = referenceOf(state.id, row.seq)
    const message = toldOf(echo, this.world.now())
    if (message === undefined) return false
    const receipt = { type: "receipt", message, echo, at: this.world.now(), status: "sent" } as const
    const taken = this.transact((turn) => void turn.receipt(state, receipt))
    return taken instanceof Turn && this.head?.seq !== row.seq
  }

  private perform(row: OutboxRow, state: State): Promise<Done> {
    return effectOf(row.effect).perform({ world: this.world, present: () => this.state ?? state, row }, row.effect)
  }

  /** Only saves the sweep the trouble of telling again, which would change nothing. */
  private async acknowledge(all: readonly OrderTold[]): Promise<void> {
    for (const told of all) {
      try {
        await acknowledge(this.world, told)
      } catch (error) {
        log("order.notAcknowledged", { order: told.order, reason: reasonOf(error) })
      }
    }
  }

  /** Again later, held, by another path, or given up where the operator sees it. What follows waits: order is a promise. */
  private async fail(row: OutboxRow, error: unknown): Promise<void> {
    const failure = error instanceof Failure ? error : new Failure("broken", reasonOf(error), "again")
    const attempts = row.attempts + 1
    const { id: conversation = null, channel = "", account = null } = this.state ?? {}
    const advice = remedy(row, failure, attempts, pathsOf(findChannel(channel)))
    const { code, message: reason } = failure
    log("effect.failed", { conversation, account, seq: row.seq, effect: row.effect.type, code, attempts, advice })
    switch (advice) {
      case "switch": {
        const effect = (failure.to && effectOf(row.effect).switched(row.effect, failure.to)) ?? row.effect
        return this.commit((turn) => turn.settle(row, { effect, attempts, reason }))
      }
      case "again": {
        const dueAt = this.world.now() + Math.ceil(this.pauseAfter(row, failure, attempts) * 1000)
        return this.commit((turn) => turn.settle(row, { attempts, dueAt, reason }))
      }
      case "hold":
        return this.hold(row, failure)
      case "stop":
        return this.giveUp(row, attempts, failure)
    }
  }

  /** Seconds. */
  private pauseAfter(row: OutboxRow, failure: Failure, attempts: number): number {
    // Nobody will tell of a message that its channel could not name along with what became of it.
    const isTold = !effectOf(row.effect).isWords || findChannel(this.state?.channel ?? "")?.capabilities.echoes
    const patience = failure.ambiguous && isTold ? AMBIGUOUS_SECONDS : 0
    // The customer is not kept waiting for as long as a service wants to be left alone.
    const pause = effectOf(row.effect).isBrief ? 0 : Math.min(failure.retryAfterSeconds ?? 0, LONGEST_WAIT_SECONDS)
    return Math.max(retryDelaySeconds(attempts, this.world.random()), pause, patience)
  }

  /** What is owed stays owed, in its place and without a try spent, until the channel account is mended. */
  private async hold(row: OutboxRow, failure: Failure): Promise<void> {
    const { state } = this
    if (!state) return
    if (await this.isRenewed(state)) return this.commit((turn) => turn.settle(row, { dueAt: turn.at }))
    if (failure.advice !== "hold" && (await this.isMessagesOwn(state, row, failure)))
      return this.giveUp(row, row.attempts + 1, failure)
    await this.commit((turn) => {
      const fault = { code: failure.code, reason: failure.code === "broken" ? BROKEN : failure.message }
      const dueAt = turn.at + Math.ceil(turn.hold(fault, this.world.random()) * 1000)
      // Nothing is the matter with the account.
      if (fault.code === "window_closed") turn.fault = null
      turn.settle(row, { dueAt, reason: failure.message })
    })
  }

  /** Whether the account was saved since it was last read here: then nothing is known against it. */
  private async isRenewed({ account }: State): Promise<boolean> {
    try {
      return await this.world.rereadChannel(account)
    } catch (error) {
      if (!(error instanceof Failure)) log("account.notRead", { account, reason: reasonOf(error) })
      return false
    }
  }

  /** An answer that nobody understands, while other messages went through: it can only be about this one. */
  private async isMessagesOwn({ account }: State, row: OutboxRow, failure: Failure): Promise<boolean> {
    if (failure.code !== "unclear") return false
    try {
      const activity = (await activityOf(this.world.db, [account])).get(account)
      return (activity?.lastOutboundAt ?? 0) > row.at
    } catch (error) {
      log("activity.notRead", { account, reason: reasonOf(error) })
      return false
    }
  }

  private async giveUp(row: OutboxRow, attempts: number, { code, message: reason }: Failure): Promise<void> {
    await this.commit((turn) => {
      const { key } = row
      const { fails, isWords } = effectOf(row.effect)
      const effect = turn.follow(row, `${key}~`, fails(row.effect, key, reason))
      const known = effect === row.effect ? {} : { effect }
      turn.settle(row, { status: "failed", attempts, reason, ...known })
      if (code === "opted_out") turn.refusedByCarrier(row.at)
      if (isWords) {
        turn.release()
        turn.lost(row, code, reason)
      }
    })
  }

  private channelAt({ account }: State) {
    return { kind: "channel" as const, account, at: this.world.now() }
  }

  /**
   * Tells the deployment how the channel account fares. Only for people, and to be woken sooner: what is held goes on by
   * itself without.
   */
  private async tellHealth(turn: Turn): Promise<void> {
    const { state, fault, mended } = turn
    if (!state) return
    const { id, account } = state
    if (mended) return this.noteWell(state, true)
    if (!fault) return
    try {
      const code = accountFault(fault.code)
      await markFaulty(this.world.db, { ...this.channelAt(state), code, reason: fault.reason, told: fault.told })
      await enterHeld(this.world.db, account, id)
      // Its entry in the directory may be owed behind what is held: people must find it all the same.
      const entry = this.kept.owed.findLast(({ effect }) => effectOf(effect).isDoneBesideHeld)
      if (entry) await this.perform(entry, state)
    } catch (error) {
      log("health.lost", { account, reason: reasonOf(error) })
    }
  }

  private async noteWell(state: State, held = false): Promise<void> {
    try {
      await (held ? clearFault : markWell)(this.world.db, this.channelAt(state))
      if (held) await leaveHeld(this.world.db, state.account, [state.id])
    } catch (error) {
      log("health.lost", { account: state.account, reason: reasonOf(error) })
    }
  }

  /** One event, one transaction: what is taken, the state, what is owed and the alarm together or not at all. */
  private async commit(decide: (turn: Turn) => void): Promise<void> {
    let isRepeated = false
    for (let round = 0; round < MAX_LOADS; round++) {
      const taken = this.transact(decide, isRepeated)
      if (taken instanceof Turn) {
        this.hooks.clear()
        return taken.fault || taken.mended ? this.tellHealth(taken) : undefined
      }
      if (taken === "repeated") isRepeated = true
      else if ("hooks" in taken) await this.makeHooks(taken.hooks)
      else await this.world.load(taken)
    }
    throw new Error("a flow could not be loaded")
  }

  private async makeHooks(all: readonly HookAt[]): Promise<void> {
    for (const at of all) this.hooks.set(nameOf(at), await hookAddress(this.world, at))
  }

  private flows(account: string): Flows | null {
    const flows = this.world.flows(account)
    return flows && { ...flows, hook: (at) => this.hooks.get(nameOf(at)) }
  }

  /** Decides, then keeps what was decided. `careful` where something in it was taken before. */
  private transact(decide: (turn: Turn) => void, careful = false): Unloaded["need"] | "repeated" | Turn {
    const { storage, kept, world } = this
    const log = new Log(storage, kept.exists)
    const turn = new Turn(log, (account) => this.flows(account), kept.state, kept.owed, world.now(), careful)
    try {
      decide(turn)
      this.hurry(turn)
      const { state, owed, changed, removals } = turn
      const due = ringsAt(state, owed[0] ?? null, turn.at)
      const alarm = due !== null && isEarlier(due, kept.alarm, turn.at) ? due : kept.alarm
      const events = [...turn.events.values()]
      const effects = [...turn.effects.values()]
      this.kept = keep(storage, kept, { state, owed, changed, events, effects, removals, alarm })
    } catch (signal) {
      if (signal instanceof Unloaded) return signal.need
      if (signal instanceof Repeated && !careful) return "repeated"
      throw signal
    }
    return turn
  }

  /** Has the head of what is owed tried at once where somebody waits for words. */
  private hurry(turn: Turn): void {
    const [row] = turn.owed
    if (!turn.hurried || !row || !effectOf(row.effect).isWords) return
    const dueAt = Math.max(turn.at, this.attemptedAt + HURRY_MILLISECONDS)
    if (row.dueAt > dueAt) turn.settle(row, { dueAt })
  }

  private async arm(due: number | null): Promise<void> {
    if (due === null || !isEarlier(due, this.kept.alarm, this.world.now())) return
    this.kept = { ...this.kept, alarm: due }
    await this.storage.setAlarm(due)
  }
}

function take(turn: Turn, state: State, item: Delivery["inbound"][number], sure: boolean): Refused | null {
  switch (item.type) {
    case "message":
      return turn.message(state, item, sure)
    case "consent":
      return turn.wish(state, item)
    case "receipt":
      return turn.receipt(state, item)
  }
}

function nameOf({ run, node, visit }: HookAt): string {
  return `${run} ${node} ${visit}`
}

/** What people are told of a fault of our own: its words may quote anything. */
const BROKEN = "Something went wrong here; the log says more."

function reasonOf(error: unknown): string {
  return String(databaseError(error))
}
