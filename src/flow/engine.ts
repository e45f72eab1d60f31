import type { Json, Variables } from "../core/json"
import { phrases } from "../core/languages"
import { render } from "../core/template"
import { isAnswered } from "./effects"
import { leadsTo } from "./exits"
import { type Flow, type FlowNode, nodeOf } from "./flow"
import { Missing } from "./missing"
import type { Context, Decision, Effect, Event, NodeType, Wait } from "./node"
import { findNode } from "./nodes"
import { pruned, readsOf } from "./reads"
import { marked } from "./sensitive"
import { valueAt } from "./values/data"

/** One pass through one published flow version. JSON through and through. */
export interface Run {
  id: string
  flow: string
  version: number
  status: "new" | "waiting" | "ended" | "failed"
  /** The node it is at. */
  node: string | null
  /** How many events it took; part of every effect's key. */
  turn: number
  wait: Wait | null
  variables: Variables
  /** Why it ended or failed, for people. */
  reason: string | null
  /**
   * Of nodes that are answered at an address of their own: which visit the address is for, and what came there before the
   * run did. Runs of older releases have none.
   */
  hooks?: Record<string, { visit: number; early?: { body: Json } }>
}

/** An effect with its identity: `run/turn/step`. */
export type KeyedEffect = Effect & { key: string }

/** A node passed and the exit it was left by; null while it waits. */
export interface Passage {
  node: string
  exit: string | null
}

export interface Turn {
  run: Run
  effects: KeyedEffect[]
  passages: Passage[]
}

/** Nodes passed in one turn without waiting; more is a loop. */
const MAX_STEPS = 100

/** Characters of all answers together that came before the run did. */
const MAX_EARLY = 100_000

/** Characters of all variables as JSON: the run must stay a small row. */
const MAX_VARIABLES = 100_000

/** A run that has not begun. */
export function newRun(id: string, flow: string, version: number): Run {
  return { id, flow, version, status: "new", node: null, turn: 0, wait: null, variables: {}, reason: null }
}

/** Whether an event is for this run as it stands now. The only place that drops late, repeated and foreign events. */
export function accepts(run: Run, event: Event): boolean {
  if (event.type === "start") return run.status === "new"
  const { wait } = run
  if (run.status !== "waiting" || !wait) return false
  if (event.type === "focus") return true
  if (event.type === "reply") return wait.for.includes("reply") || (wait.hears === "standing" && !wait.stood)
  if (event.type === "callback") return isExpected(run, event)
  if (event.key !== wait.key) return false
  if (event.type === "timeout") return wait.until !== null && event.at >= wait.until
  return wait.for.includes(event.type)
}

/** Whether an address still is for a wait that nobody answered, and its answer can be kept until the run is there. */
function isExpected(run: Run, { run: id, node, visit, body }: Extract<Event, { type: "callback" }>): boolean {
  const { hooks = {}, wait } = run
  const hook = Object.hasOwn(hooks, node) ? hooks[node] : undefined
  if (id !== run.id || !hook || hook.visit !== visit || hook.early) return false
  if (run.node === node && wait?.for.includes("callback")) return true
  return JSON.stringify([body, ...Object.values(hooks).map(({ early }) => early)]).length <= MAX_EARLY
}

/** Whether that very text is among the answers that the run's node names, so that it can mean nothing else. */
export function isOffered(flow: Flow, run: Run, text: string): boolean {
  const document = nodeOf(flow, run.node)
  const type = document && run.wait?.for.includes("reply") ? findNode(document.type) : null
  return document !== undefined && type?.offers(document.config, text) === true
}

/**
 * Takes a run one event further. Total and deterministic: it never throws and asks no clock. `hookOf` is the address of a
 * wait; what it throws as Missing goes through.
 */
export function advance(flow: Flow, run: Run, event: Event, hookOf: HookOf = () => ""): Turn {
  if (!accepts(run, event)) return { run, effects: [], passages: [] }
  const walk = new Walk(flow, run, event.at, hookOf)
  try {
    walk.take(event)
  } catch (error) {
    if (error instanceof Missing) throw error
    walk.fail(`the flow could not go on: ${error instanceof Error ? error.message : String(error)}`)
  }
  const turn = walk.turn()
  // News of an order that a run breaks over is told by whoever brought it; of anything else the customer waits for a word.
  return event.type === "order" || event.type === "focus" ? turn : explained(turn, flow)
}

/** A run that broke without a word ends with one. */
function explained({ run, effects, passages }: Turn, { language }: Flow): Turn {
  if (run.status !== "failed" || effects.some(({ type }) => type === "send")) return { run, effects, passages }
  const key = `${run.id}/${run.turn}/broken`
  return { run, effects: [...effects, { type: "send", message: { text: phrases(language).broken }, key }], passages }
}

/** The address at which the node's wait can be answered, at its that many visit. */
type HookOf = (node: string, visit: number) => string

function fits(variables: Variables): boolean {
  try {
    return JSON.stringify(variables).length <= MAX_VARIABLES
  } catch (error) {
    // Nested deeper than JSON can be written.
    if (error instanceof RangeError) return false
    throw error
  }
}

/** One turn under way. Lives no longer than the call of `advance` that made it. */
class Walk {
  private readonly run: Run
  private readonly effects: KeyedEffect[] = []
  private readonly passages: Passage[] = []

  constructor(
    private readonly flow: Flow,
    run: Run,
    private readonly at: number,
    private readonly hookOf: HookOf,
  ) {
    this.run = { ...run, turn: run.turn + 1, variables: { ...run.variables } }
  }

  turn(): Turn {
    if (fits(this.run.variables)) return { run: this.run, effects: this.effects, passages: this.passages }
    this.run.variables = {}
    this.fail("the flow kept more data than a run can hold")
    // Nobody is left to hear an answer: no order may be opened for a run that is over.
    const effects = this.effects.filter((effect) => !isAnswered(effect))
    return { run: this.run, effects, passages: this.passages }
  }

  take(event: Event): void {
    if (event.type === "start") {
      Object.assign(this.run.variables, event.variables)
      for (const document of this.flow.nodes) if (findNode(document.type)?.hooked) this.renewHook(document, 0)
      this.walk(this.flow.start)
      return
    }
    const { wait } = this.run
    if (event.type === "reply" && !wait?.for.includes("reply")) return this.stand()
    if (event.type === "callback" && !(event.node === this.run.node && wait?.for.includes("callback")))
      return this.keepEarly(event.node, event.body)
    if (event.type === "reply") this.run.variables.message = { text: event.reply.text }
    const node = this.find(this.run.node)
    if (!node) return
    const { document, type } = node
    const target = this.follow(document, type, type.resume(document.config, event, this.context(document)))
    if (target) this.walk(target)
  }

  fail(reason: string): void {
    this.finish("failed", reason)
  }

  private finish(status: "ended" | "failed", reason: string | null): void {
    this.run.status = status
    this.run.reason = reason
    this.run.wait = null
  }

  private walk(start: string): void {
    let target: string | null = start
    for (let step = 0; target; step++) {
      if (step === MAX_STEPS) {
        this.fail(`the flow passed ${MAX_STEPS} nodes without waiting: it goes in a circle`)
        return
      }
      this.run.node = target
      this.run.wait = null
      const node = this.find(target)
      if (!node) return
      const { document, type } = node
      target = this.follow(document, type, type.enter(document.config, this.context(document)))
      target ??= this.early(document, type)
    }
  }

  /** What came for the wait that just began, before the run did. */
  private early(document: FlowNode, type: NodeType): string | null {
    const { id: node } = document
    const { id: run, wait, hooks = {} } = this.run
    const hook = Object.hasOwn(hooks, node) ? hooks[node] : undefined
    if (!hook?.early || !wait?.for.includes("callback")) return null
    const { visit, early } = hook
    this.run.hooks = { ...hooks, [node]: { visit } }
    const event: Event = { type: "callback", at: this.at, run, node, visit, body: early.body }
    return this.follow(document, type, type.resume(document.config, event, this.context(document)))
  }

  private keepEarly(node: string, body: Json): void {
    const { hooks = {} } = this.run
    this.run.hooks = { ...hooks, [node]: { visit: hooks[node]?.visit ?? 0, early: { body } } }
  }

  /** From now on the node is answered at another address; what comes to the one before is too late. */
  private renewHook({ id, name }: FlowNode, visit: number): void {
    this.run.hooks = { ...this.run.hooks, [id]: { visit } }
    this.run.variables[name] = { ...this.own(name), hook: this.hookOf(id, visit) }
  }

  /** The flow's own answer to words that no node waits for, once a wait. */
  private stand(): void {
    const { run, flow } = this
    const standard = phrases(flow.language).standing
    const rendered = render(flow.standing || standard, run.variables)
    this.emit([{ type: "send", message: { text: rendered.ok && rendered.text.trim() ? rendered.text : standard } }])
    if (run.wait) run.wait = { ...run.wait, stood: true }
  }

  /** The results under a name. */
  private own(name: string): Variables {
    const { variables } = this.run
    const own = Object.hasOwn(variables, name) ? variables[name] : undefined
    return typeof own === "object" && own !== null && !Array.isArray(own) ? own : {}
  }

  private find(id: string | null): { document: FlowNode; type: NodeType } | null {
    const document = nodeOf(this.flow, id)
    const type = document ? findNode(document.type) : null
    if (document && type) return { document, type }
    this.fail(document ? `there is no node of type ${document.type}` : `the flow has no node ${id}`)
    return null
  }

  private context(document: FlowNode): Context {
    const { variables } = this.run
    return {
      name: document.name,
      node: document.id,
      at: this.at,
      language: this.flow.language,
      variables,
      wait: this.run.wait,
      results: this.own(document.name),
      render: (template, more) => render(template, more ? { ...variables, ...more } : variables),
      value: (path) => valueAt(path, variables),
      read: (result, value) => {
        const reads = readsOf(this.flow)
        const own = reads?.filter(([name, field]) => name === document.name && (field ?? result) === result)
        return own
          ? pruned(
              value,
              own.map((path) => path.slice(2)),
            )
          : value
      },
      fits: (results) => fits({ ...variables, [document.name]: results }),
    }
  }

  /** Carries a decision out; returns the node to go to, if any. */
  private follow(document: FlowNode, type: NodeType, decision: Decision): string | null {
    const { run } = this
    const { config } = document
    const sensitive = decision.results || "wait" in decision ? type.sensitive(config) : false
    const { hook } = this.own(document.name)
    if (decision.results)
      run.variables[document.name] = {
        ...(sensitive ? marked(decision.results) : decision.results),
        ...(type.hooked && hook !== undefined && { hook }),
      }
    if (decision.set) Object.assign(run.variables, decision.set)
    const asked = this.emit(decision.effects ?? [])

    if ("end" in decision) {
      this.passages.push({ node: document.id, exit: null })
      this.finish(decision.end, decision.reason ?? null)
      return null
    }
    if ("exit" in decision) {
      this.passages.push({ node: document.id, exit: decision.exit })
      if (type.hooked) this.renewHook(document, (run.hooks?.[document.id]?.visit ?? 0) + 1)
      const target = leadsTo(document.exits, type.exits(config), decision.exit)
      if (!target) this.finish("ended", null)
      return target
    }
    if ("stay" in decision) {
      if (!run.wait) {
        this.fail(`${document.name} stayed in a wait that it is not in`)
        return null
      }
      const { until = run.wait.until, state = run.wait.state } = decision
      run.wait = { ...run.wait, until, state }
      return null
    }
    this.passages.push({ node: document.id, exit: null })
    run.status = "waiting"
    const hears = type.hears(config)
    run.wait = {
      key: asked ?? this.nextKey(),
      for: decision.wait,
      until: decision.until ?? null,
      state: decision.state ?? {},
      ...(hears !== "mine" && { hears }),
      ...(sensitive && { sensitive }),
    }
    return null
  }

  /** Appends effects; returns the key of the one that will be answered. */
  private emit(effects: readonly Effect[]): string | null {
    let asked: string | null = null
    for (const effect of effects) {
      const key = this.nextKey()
      if (isAnswered(effect)) asked = key
      this.effects.push({ ...effect, key })
    }
    return asked
  }

  private nextKey(): string {
    return `${this.run.id}/${this.run.turn}/${this.effects.length}`
  }
}
