import type { Variables } from "../core/json"
import { render } from "../core/template"
import { isAnswered } from "./effects"
import { leadsTo } from "./exits"
import type { Flow, FlowNode } from "./flow"
import type { Context, Decision, Effect, Event, NodeType, Wait } from "./node"
import { findNode } from "./nodes"
import { marked } from "./sensitive"

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
  if (event.type === "reply") return wait.for.includes("reply")
  if (event.key !== wait.key) return false
  if (event.type === "timeout") return wait.until !== null && event.at >= wait.until
  return wait.for.includes(event.type)
}

/** Whether that very text is among the answers that the run's node names, so that it can mean nothing else. */
export function isOffered(flow: Flow, run: Run, text: string): boolean {
  const document = flow.nodes.find(({ id }) => id === run.node)
  const type = document && run.wait?.for.includes("reply") ? findNode(document.type) : null
  return document !== undefined && type?.offers(document.config, text) === true
}

/** Takes a run one event further. Total and deterministic: it never throws and asks no clock. */
export function advance(flow: Flow, run: Run, event: Event): Turn {
  if (!accepts(run, event)) return { run, effects: [], passages: [] }
  const walk = new Walk(flow, run, event.at)
  try {
    walk.take(event)
  } catch (error) {
    walk.fail(`the flow could not go on: ${error instanceof Error ? error.message : String(error)}`)
  }
  return walk.turn()
}

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
      this.walk(this.flow.start)
      return
    }
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
      target = this.follow(node.document, node.type, node.type.enter(node.document.config, this.context(node.document)))
    }
  }

  private find(id: string | null): { document: FlowNode; type: NodeType } | null {
    const document = this.flow.nodes.find((node) => node.id === id)
    const type = document ? findNode(document.type) : null
    if (document && type) return { document, type }
    this.fail(document ? `there is no node of type ${document.type}` : `the flow has no node ${id}`)
    return null
  }

  private context(document: FlowNode): Context {
    const variables = this.run.variables
    const own = Object.hasOwn(variables, document.name) ? variables[document.name] : undefined
    return {
      name: document.name,
      node: document.id,
      at: this.at,
      language: this.flow.language,
      variables,
      wait: this.run.wait,
      results: typeof own === "object" && own !== null && !Array.isArray(own) ? own : {},
      render: (template, more) => render(template, more ? { ...variables, ...more } : variables),
    }
  }

  /** Carries a decision out; returns the node to go to, if any. */
  private follow(document: FlowNode, type: NodeType, decision: Decision): string | null {
    const { run } = this
    const { config } = document
    const sensitive = decision.results || "wait" in decision ? type.sensitive(config) : false
    if (decision.results) run.variables[document.name] = sensitive ? marked(decision.results) : decision.results
    if (decision.set) Object.assign(run.variables, decision.set)
    const asked = this.emit(decision.effects ?? [])

    if ("end" in decision) {
      this.passages.push({ node: document.id, exit: null })
      this.finish(decision.end, decision.reason ?? null)
      return null
    }
    if ("exit" in decision) {
      this.passages.push({ node: document.id, exit: decision.exit })
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
