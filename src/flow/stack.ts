import type { Variables } from "../core/json"
import { awaitsMoney } from "./effects"
import { advance, type KeyedEffect, newRun, type Passage, type Run } from "./engine"
import type { Flow } from "./flow"
import { type HookAt, Missing } from "./missing"
import type { Event } from "./node"
import { findNode } from "./nodes"
import { keywordRoute, type Route, welcomeRoute } from "./routes"
import { isSensitive } from "./sensitive"

/** The runs of one conversation. The last one has focus: it gets the replies. */
export interface Stack {
  /** Begins every run's id; unique to the conversation. */
  id: string
  runs: Run[]
  /** How many runs were ever begun. */
  started: number
  /** The latest runs that are over, newest last. */
  ended: EndedRun[]
}

export interface EndedRun {
  run: string
  flow: string
  version: number
  status: "ended" | "failed"
  reason: string | null
  /** The node it ended at. */
  node: string | null
  /** Milliseconds since 1970. */
  at: number
}

/** What a conversation hears. A reply goes to the run in focus; everything else names its run by the key it answers. */
export type StackEvent = Exclude<Event, { type: "start" | "focus" }>

/** Published flows, as far as they are loaded: `undefined` is not loaded yet, `null` is not there. */
export interface Flows {
  routes: readonly Route[]
  version(flow: string, version: number): Flow | null | undefined
  published(flow: string): { version: number; document: Flow } | null | undefined
  /** The address of a wait; undefined while it was not made yet. Without it waits have no address. */
  hook?(at: HookAt): string | undefined
}

export interface StackTurn {
  stack: Stack
  effects: KeyedEffect[]
  passages: (Passage & { run: string; flow: string })[]
  /** The runs that are over with it, oldest first. */
  over: EndedRun[]
  /** No run took this: news of an order whose run is gone or broke over it, words that nobody waits for. */
  unclaimed: boolean
}

/** What a turn cannot be taken without. */
interface Needs {
  needs: Missing["need"]
}

/** A newer run above this many is refused or displaces one that waits for no money. */
const MAX_DEPTH = 5

/** Flows handed over to in one turn; more is a circle. */
const MAX_HANDOVERS = 10

/** Ended runs remembered, for the timeline. */
const MAX_ENDED = 10

/** Takes a conversation one event further, or says which flow must be loaded first. Total and deterministic. */
export function takeTurn(stack: Stack, event: StackEvent, flows: Flows, start: Variables): StackTurn | Needs {
  return changed(new Change(stack, event.at, flows, start), (change) => change.take(event))
}

/**
 * The stack without one of its runs, or which flow must be loaded first. What is below regains focus and goes on, as when
 * the one above ends by itself.
 */
export function withoutRun(stack: Stack, run: string, reason: string, at: number, flows: Flows): StackTurn | Needs {
  return changed(new Change(stack, at, flows, {}), (change) => change.stop(run, reason))
}

/** Whether the run was begun in this conversation, be it long over. */
export function wasBegun(stack: Stack, run: string): boolean {
  const number = run.startsWith(`${stack.id}.`) ? run.slice(stack.id.length + 1) : ""
  return /^\d{1,9}$/.test(number) && Number(number) < stack.started
}

function changed<Result>(change: Change, make: (change: Change) => Result): Result | Needs {
  try {
    return make(change)
  } catch (signal) {
    if (signal instanceof Missing) return { needs: signal.need }
    throw signal
  }
}

type Handover = Extract<KeyedEffect, { type: "start" }>

function isHandover(effect: KeyedEffect): effect is Handover {
  return "flow" in effect
}

/** One turn of a stack under way. Lives no longer than the call of `takeTurn` that made it. */
class Change {
  private readonly runs: Run[]
  private readonly ended: EndedRun[]
  private started: number
  private handovers = 0
  private readonly effects: KeyedEffect[] = []
  private readonly passages: StackTurn["passages"] = []

  constructor(
    private readonly stack: Stack,
    private readonly at: number,
    private readonly flows: Flows,
    private readonly start: Variables,
  ) {
    this.runs = [...stack.runs]
    this.ended = [...stack.ended]
    this.started = stack.started
  }

  take(event: StackEvent): StackTurn {
    return this.turn(event.type === "reply" ? this.reply(event) : this.answer(event))
  }

  stop(run: string, reason: string): StackTurn {
    const index = this.runs.findIndex(({ id }) => id === run)
    const below = index === this.runs.length - 1 ? index - 1 : -1
    if (index >= 0) this.drop(index, reason)
    if (below >= 0) {
      this.step(below, { type: "focus", at: this.at })
      this.unwind()
    }
    return this.turn(index >= 0)
  }

  private turn(claimed: boolean): StackTurn {
    const stack = { id: this.stack.id, runs: this.runs, started: this.started, ended: this.ended.slice(-MAX_ENDED) }
    const over = this.ended.slice(this.stack.ended.length)
    return { stack, effects: this.effects, passages: this.passages, over, unclaimed: !claimed }
  }

  private reply(event: Extract<StackEvent, { type: "reply" }>): boolean {
    const text = event.reply.choice === undefined ? event.reply.text : ""
    const top = this.runs.length - 1
    // What is nobody else's is an answer, whatever else it may mean.
    const keyword = isSensitive(this.runs[top]?.wait) ? null : keywordRoute(this.flows.routes, text)
    if (keyword !== null && this.keyword(keyword)) return true
    if (top >= 0) {
      const before = this.runs[top]
      this.step(top, event)
      const heard = this.runs[top] !== before
      this.unwind()
      return heard
    }
    const welcome = welcomeRoute(this.flows.routes)
    if (welcome === null) return false
    this.begin(welcome, { ...this.start })
    this.unwind()
    return true
  }

  /** A keyword begins its flow anew, unless that flow already waits for money: then it gets focus back. */
  private keyword(flow: string): boolean {
    const index = this.runs.findIndex((run) => run.flow === flow)
    const running = this.runs[index]
    if (running && awaitsMoney(running.wait)) {
      this.lift(index)
      this.step(this.runs.length - 1, { type: "focus", at: this.at })
      this.unwind()
      return true
    }
    if (running) this.drop(index, "begun anew")
    else if (this.runs.length >= MAX_DEPTH) {
      const idle = this.runs.findIndex(({ wait }) => !awaitsMoney(wait))
      if (idle < 0) return false
      this.drop(idle, "displaced by newer flows")
    }
    this.begin(flow, { ...this.start })
    this.unwind()
    return true
  }

  private answer(event: Exclude<StackEvent, { type: "reply" }>): boolean {
    const index = this.runs.findIndex(({ id, wait }) =>
      event.type === "callback" ? id === event.run : wait?.key === event.key,
    )
    const key = this.runs[index]?.wait?.key
    if (index < 0) return false
    const before = this.effects.length
    const asked = this.runs[index]
    this.step(index, event)
    if (event.type === "callback" && this.runs[index] === asked) return false
    // A run that broke without a word did not pass the news on.
    const heard = this.runs[index]?.status !== "failed" || this.effects.length > before
    // A run that moved on has something to say: it gets the customer's attention.
    if (this.runs[index]?.wait?.key !== key) {
      this.lift(index)
      this.unwind()
    }
    return heard
  }

  private begin(flow: string, variables: Variables): boolean {
    const published = this.flows.published(flow)
    if (published === undefined) throw new Missing({ flow, version: null })
    const run = newRun(`${this.stack.id}.${this.started}`, flow, published?.version ?? 0)
    this.started += 1
    if (!published) {
      this.ended.push(this.end({ ...run, status: "failed", reason: `flow ${flow} is not published` }))
      return false
    }
    const hooked = published.document.nodes.filter(({ type }) => findNode(type)?.hooked)
    this.hooks(hooked.map(({ id: node }) => ({ run: run.id, node, visit: 0 })))
    this.runs.push(run)
    this.step(this.runs.length - 1, { type: "start", at: this.at, variables })
    return true
  }

  /** The addresses of waits. Those that were not made yet are asked for together. */
  private hooks(all: readonly HookAt[]): string[] {
    const { flows } = this
    const made = all.map((at) => (flows.hook ? flows.hook(at) : ""))
    if (made.includes(undefined)) throw new Missing({ hooks: all.filter((_, index) => made[index] === undefined) })
    return made.map((address) => address ?? "")
  }

  private step(index: number, event: Event): void {
    const run = this.runs[index]
    if (!run) return
    const flow = this.flows.version(run.flow, run.version)
    if (flow === undefined) throw new Missing({ flow: run.flow, version: run.version })
    if (flow === null) {
      this.runs[index] = { ...run, status: "failed", wait: null, reason: `version ${run.version} of its flow is gone` }
      return
    }
    const turn = advance(flow, run, event, (node, visit) => this.hooks([{ run: run.id, node, visit }])[0] ?? "")
    this.runs[index] = turn.run
    this.effects.push(...turn.effects)
    this.passages.push(...turn.passages.map((passage) => ({ ...passage, run: run.id, flow: run.flow })))
  }

  /** Takes runs that are over off the top; the one below regains focus and repeats its open question. */
  private unwind(): void {
    for (let top = this.runs.at(-1); top && top.status !== "waiting"; top = this.runs.at(-1)) {
      this.runs.pop()
      this.ended.push(this.end(top))
      const handover = this.takeHandover()
      const begun =
        handover !== null && this.handovers++ < MAX_HANDOVERS && this.begin(handover.flow, handover.variables)
      if (!begun && this.runs.length > 0) this.step(this.runs.length - 1, { type: "focus", at: this.at })
    }
  }

  private takeHandover(): Handover | null {
    const index = this.effects.findIndex(isHandover)
    const [effect] = index < 0 ? [] : this.effects.splice(index, 1)
    return effect && isHandover(effect) ? effect : null
  }

  private lift(index: number): void {
    this.runs.push(...this.runs.splice(index, 1))
  }

  private drop(index: number, reason: string): void {
    for (const run of this.runs.splice(index, 1)) this.ended.push(this.end({ ...run, status: "ended", reason }))
  }

  private end(run: Run): EndedRun {
    const status = run.status === "failed" ? "failed" : "ended"
    const { id, flow, version, reason, node } = run
    return { run: id, flow, version, status, reason, node, at: this.at }
  }
}
