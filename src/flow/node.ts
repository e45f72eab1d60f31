import type * as z from "zod"
import type { HttpRequest, HttpResponse } from "../core/exchange"
import type { Variables } from "../core/json"
import type { Message, Reply } from "../core/message/message"
import type { OrderNews } from "../core/order/news"
import type { OrderRequest, Price } from "../core/order/terms"
import type { Rendered } from "../core/template"

/** All that the outside can say to a run. `at` is the only clock: milliseconds since 1970. */
export type Event =
  | { type: "start"; at: number; variables: Variables }
  | { type: "reply"; at: number; reply: Reply }
  | { type: "response"; at: number; key: string; response: HttpResponse | null; reason: string | null }
  | { type: "order"; at: number; key: string; news: OrderNews }
  | { type: "timeout"; at: number; key: string }
  /** The run above ended and this one has the customer's attention again. */
  | { type: "focus"; at: number }

/** All that a run can ask of the outside. `order` in `close` and `lookup` is the key of the effect that opened it. */
export type Effect =
  | { type: "send"; message: Message }
  | { type: "request"; request: HttpRequest }
  | { type: "order"; order: OrderRequest }
  | { type: "close"; order: string; as: "cancelled" | "expired" }
  | { type: "lookup"; order: string }
  /** Something the operator should read on the timeline. */
  | { type: "note"; text: string }
  /** Another flow takes over. */
  | { type: "start"; flow: string; variables: Variables }

/** What a waiting run waits for. An answer must carry `key`; `until` is milliseconds since 1970. */
export interface Wait {
  key: string
  for: readonly ("reply" | "response" | "order")[]
  until: number | null
  /** The node's own notes while it waits. */
  state: Variables
}

/** A node's decision: leave by an exit, start to wait, stay in the wait it was woken from, or end the run. */
export type Decision = {
  effects?: Effect[]
  /** The node's results, kept under its name. */
  results?: Variables
  /** Variables kept under their own names. */
  set?: Variables
} & (
  | { exit: string }
  | { wait: Wait["for"]; until?: number | null; state?: Variables }
  | { stay: true; until?: number | null; state?: Variables }
  | { end: "ended" | "failed"; reason?: string }
)

/** All that a node can see. */
export interface Context {
  /** The node's name, under which its results live. */
  readonly name: string
  readonly node: string
  readonly at: number
  /** BCP 47, of the flow. */
  readonly language: string
  readonly variables: Variables
  /** The wait it was woken from: its key and notes. Null on entering. */
  readonly wait: Wait | null
  /** The results it had kept so far. */
  readonly results: Variables
  render(template: string, more?: Variables): Rendered
}

/** A way out of a node. */
export interface Exit {
  name: string
  title: string
  /** The flow is faulty while it leads nowhere. */
  required: boolean
  /** The exit taken instead when it leads nowhere; without one the run ends there. */
  fallback?: string
  /** The node can leave by it although the customer does nothing: a loop through it alone would never rest. */
  unattended?: boolean
  /** Who spoke last when the node is left by it; without it nobody spoke in the node. */
  lastWord?: "flow" | "customer"
}

/** A fault that the schema cannot see. */
export interface SettingFault {
  /** Where it stands in the configuration, such as "media.url"; empty for the whole. */
  path: string
  /** In words for people. */
  message: string
}

/** A template in a node's configuration. */
export interface Template {
  /** Where it stands, such as "media.url". */
  path: string
  template: string
  /** Names that it can use beside the run's variables. */
  names?: readonly string[]
}

/** A node type: its schema, its ports and texts on the canvas, and its behaviour. */
export interface NodeType<Config extends z.ZodObject = z.ZodObject> {
  /** As in flow documents. */
  type: string
  title: string
  group: "message" | "logic" | "data" | "payment"
  config: Config
  exits(config: unknown): readonly Exit[]
  /** One line on the node's card. */
  summary(config: unknown): string
  /** Templates in the configuration, with where they stand: what the checks read. */
  templates(config: unknown): Template[]
  /** Names of results that later nodes can use; `open` when anything may be under them. */
  results(config: unknown): { names: readonly string[]; open: boolean; set?: readonly string[] }
  /** Whether it can wait for the outside: a loop through it is no endless loop. */
  waits: boolean
  /** Faults that the schema cannot see. */
  faults(config: unknown): SettingFault[]
  /** What it asks customers to pay, from its fields `amount` and `currency`; null when it asks for no money. */
  price(config: unknown): Price | null
  /** Where its requests go, without what only a run knows. */
  calls(config: unknown): { path: string; url: string }[]
  /** Whether the run ends in it without a word. */
  endsSilently(config: unknown): boolean
  /** Flows that it hands over to. */
  flows(config: unknown): readonly string[]
  /** Whether that very text is among the answers it names while it waits. */
  offers(config: unknown, text: string): boolean
  enter(config: unknown, context: Context): Decision
  resume(config: unknown, event: Event, context: Context): Decision
}

/** Declares a node type. Its functions receive the configuration already parsed. */
export function defineNode<Config extends z.ZodObject>(definition: {
  type: string
  title: string
  group: NodeType["group"]
  config: Config
  waits: boolean
  exits(config: z.output<Config>): readonly Exit[]
  summary(config: z.output<Config>): string
  templates?(config: z.output<Config>): Template[]
  results?(config: z.output<Config>): { names: readonly string[]; open: boolean; set?: readonly string[] }
  faults?(config: z.output<Config>): (SettingFault | string)[]
  price?(config: z.output<Config>): Price
  calls?(config: z.output<Config>): { path: string; url: string }[]
  endsSilently?(config: z.output<Config>): boolean
  flows?(config: z.output<Config>): readonly string[]
  offers?(config: z.output<Config>, text: string): boolean
  enter(config: z.output<Config>, context: Context): Decision
  resume?(config: z.output<Config>, event: Event, context: Context): Decision
}): NodeType<Config> {
  const parse = (config: unknown) => definition.config.parse(config)
  return {
    type: definition.type,
    title: definition.title,
    group: definition.group,
    config: definition.config,
    waits: definition.waits,
    exits: (config) => definition.exits(parse(config)),
    summary: (config) => definition.summary(parse(config)),
    templates: (config) => definition.templates?.(parse(config)) ?? [],
    results: (config) => definition.results?.(parse(config)) ?? { names: [], open: false },
    faults: (config) =>
      (definition.faults?.(parse(config)) ?? []).map((fault) =>
        typeof fault === "string" ? { path: "", message: fault } : fault,
      ),
    price: (config) => definition.price?.(parse(config)) ?? null,
    calls: (config) => definition.calls?.(parse(config)) ?? [],
    endsSilently: (config) => definition.endsSilently?.(parse(config)) ?? false,
    flows: (config) => definition.flows?.(parse(config)) ?? [],
    offers: (config, text) => definition.offers?.(parse(config), text) ?? false,
    enter: (config, context) => definition.enter(parse(config), context),
    resume: (config, event, context) => definition.resume?.(parse(config), event, context) ?? { stay: true },
  }
}

/** A required way out that needs no explanation. */
export const next: readonly Exit[] = [{ name: "next", title: "Next", required: false }]
