import type * as z from "zod"
import type { HttpRequest, HttpResponse } from "../core/exchange"
import type { Json, Variables } from "../core/json"
import type { Message, Reply } from "../core/message/message"
import type { OrderNews } from "../core/order/news"
import type { OrderRequest, Wanted } from "../core/order/terms"
import type { Rendered } from "../core/template"
import type { Sentence, Wordings } from "../core/text/sentence"
import type { Icon } from "./icons"

/** All that the outside can say to a run. `at` is the only clock: milliseconds since 1970. */
export type Event =
  | { type: "start"; at: number; variables: Variables }
  | { type: "reply"; at: number; reply: Reply }
  | { type: "response"; at: number; key: string; response: HttpResponse | null; reason: string | null }
  | { type: "order"; at: number; key: string; news: OrderNews }
  | { type: "timeout"; at: number; key: string }
  /** Somebody outside called the address of a wait; a run that is not there yet keeps it until it is. */
  | { type: "callback"; at: number; run: string; node: string; visit: number; body: Json }
  /** The run above ended and this one has the customer's attention again. */
  | { type: "focus"; at: number }

/** All that a run can ask of the outside. `order` in `close` and `lookup` is the key of the effect that opened it. */
export type Effect =
  | { type: "send"; message: Message }
  | { type: "request"; request: HttpRequest }
  | { type: "order"; order: OrderRequest }
  | { type: "close"; order: string; as: "cancelled" | "expired" }
  | { type: "lookup"; order: string }
  /** How an order of this conversation's stands, by its number: answered with an `OrderAnswer`. */
  | { type: "inquire"; order: string; ask: boolean }
  /** Money of such an order back, all that is left where no amount is named: answered with a `DeedAnswer`. */
  | { type: "giveback"; order: string; amount: string | null }
  /** What is held of such an order taken, or let go; `last` lets go of what a part leaves. Answered alike. */
  | { type: "capture"; order: string; amount: string | null; last: boolean }
  | { type: "void"; order: string }
  /** Something the operator should read on the timeline. */
  | { type: "note"; text: string }
  /** Another flow takes over. */
  | { type: "start"; flow: string; variables: Variables }

/** What a waiting run waits for. An answer must carry `key`; `until` is milliseconds since 1970. */
export interface Wait {
  key: string
  for: readonly ("reply" | "response" | "order" | "callback")[]
  until: number | null
  /** The node's own notes while it waits. */
  state: Variables
  /** What becomes of words that it did not ask for; absent where every word is its own, as in waits of older releases. */
  hears?: Exclude<Hearing, "mine">
  /** The standing answer was given in this wait. */
  stood?: true
  /** What is answered is nobody else's. */
  sensitive?: true
}

/**
 * What becomes of a customer's words while a node waits: they are its own; or the flow's standing answer is given, at most
 * once a wait; or nobody answers, and the timeline shows them as unheard.
 */
export type Hearing = "mine" | "standing" | "nobody"

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
  /** What a path such as "Products.body.items" leads to, by own properties only; undefined where it leads nowhere. */
  value(path: string): Json | undefined
  /** What the flow reads of such a result of the node's, such as "body". */
  read(result: string, value: Json): Json
  /** Whether the run has room for these results of the node's. */
  fits(results: Variables): boolean
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

/**
 * A way out as a node type declares it: `when` it is there, and `lastWord`, may depend on the configuration. `dynamic` are
 * those that the configuration names.
 */
export type DeclaredExit<Config, Name extends string = string> =
  | (Omit<Exit, "name" | "required" | "lastWord"> & {
      name: Name
      required?: boolean
      lastWord?: Exit["lastWord"] | ((config: Config) => Exit["lastWord"])
      when?(config: Config): boolean
    })
  | { dynamic(config: Config): readonly Exit[] }

/** Something outside the flow that a node's configuration names, and where it does. */
interface Reference {
  /** Such as "flow". */
  path: string
  to: "flow" | "account"
  id: string
}

/** What a try-out answers in place of the outside: first that sample, then whatever the author makes of it. */
interface Asks {
  for: "response" | "callback"
  first: { status: number; body: string }
}

/** A fault that the schema cannot see. */
export interface SettingFault {
  /** Where it stands in the configuration, such as "media.url"; empty for the whole. */
  path: string
  said: Sentence
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
export interface NodeType<
  Config extends z.ZodObject = z.ZodObject,
  Own extends string = string,
  Said extends Wordings = Wordings,
> {
  /** As in flow documents. */
  type: string
  title: string
  group: "message" | "payment" | "data" | "time" | "logic"
  /** Its own on the canvas. */
  icon: Icon
  config: Config
  exits(config: unknown): readonly Exit[]
  /** Names and titles of the exits that do not depend on what the configuration names. */
  ownExits: readonly { name: Own; title: string }[]
  /** One line on the node's card. */
  summary(config: unknown): string
  /** Templates in the configuration, with where they stand: what the checks read. */
  templates(config: unknown): Template[]
  /** Names of results that later nodes can use; `open` when anything may be under them. */
  results(config: unknown): { names: readonly string[]; open: boolean; set?: readonly string[] }
  /** Whether it can be answered at an address of its own, which all templates of the run can name: `{{ Name.hook }}`. */
  hooked: boolean
  /** Whether it can wait for the outside: a loop through it is no endless loop. */
  waits: boolean
  /** Faults that the schema cannot see. */
  faults(config: unknown): SettingFault[]
  /** Its own sentences among them. */
  sentences: Said
  /** What it asks customers to pay, from fields of the same names; null when it asks for no money. */
  wants(config: unknown): Wanted | null
  /** Where its requests go, without what only a run knows. */
  calls(config: unknown): { path: string; url: string }[]
  /** Whether the run ends in it without a word. */
  endsSilently(config: unknown): boolean
  /** What of the deployment it names. */
  refers(config: unknown): readonly Reference[]
  /** What it is answered by a machine; null where only people answer it. */
  asks: Asks | null
  /** What becomes of words that reach it while it waits. */
  hears(config: unknown): Hearing
  /** Whether what is answered is nobody else's: no screen shows it, and no keyword interrupts. */
  sensitive(config: unknown): boolean
  /** Whether that very text is among the answers it names while it waits. */
  offers(config: unknown, text: string): boolean
  enter(config: unknown, context: Context): Decision
  resume(config: unknown, event: Event, context: Context): Decision
}

/** What a node type says of itself; what is not said is no, or nothing. */
interface Definition<Config extends z.ZodObject, Own extends string, Said extends Wordings> {
  type: string
  title: string
  group: NodeType["group"]
  icon: Icon
  config: Config
  waits: boolean
  exits: readonly DeclaredExit<z.output<Config>, Own>[]
  summary(config: z.output<Config>): string
  templates?(config: z.output<Config>): Template[]
  results?(config: z.output<Config>): { names: readonly string[]; open: boolean; set?: readonly string[] }
  faults?(config: z.output<Config>): (SettingFault | Sentence)[]
  sentences?: Said
  wants?(config: z.output<Config>): Wanted
  calls?(config: z.output<Config>): { path: string; url: string }[]
  endsSilently?(config: z.output<Config>): boolean
  refers?(config: z.output<Config>): readonly Reference[]
  asks?: Asks
  hooked?: boolean
  offers?(config: z.output<Config>, text: string): boolean
  enter(config: z.output<Config>, context: Context): Decision
}

/** Who waits must say what becomes of words meanwhile: they are never lost without anybody having meant it. */
type Waiting<Config extends z.ZodObject> = {
  hears: Hearing | ((config: z.output<Config>) => Hearing)
  sensitive?(config: z.output<Config>): boolean
  resume(config: z.output<Config>, event: Event, context: Context): Decision
}

type Passing = { hears?: never; sensitive?: never; resume?: never; waits: false }

/** Declares a node type. Its functions receive the configuration already parsed. */
export function defineNode<
  Config extends z.ZodObject,
  Own extends string = never,
  Said extends Wordings = Record<never, never>,
>(definition: Definition<Config, Own, Said> & (Waiting<Config> | Passing)): NodeType<Config, Own, Said> {
  const parse = parserOf(definition.config)
  const { type, title, group, icon, config, waits, exits, asks = null, hears = "nobody", hooked = false } = definition
  return {
    ...{ type, title, group, icon, config, waits, asks, hooked },
    sentences: definition.sentences ?? ({} as Said),
    exits: (config) => exitsOf(exits, parse(config)),
    ownExits: exits.flatMap((exit) => ("dynamic" in exit ? [] : [{ name: exit.name, title: exit.title }])),
    summary: (config) => definition.summary(parse(config)),
    templates: (config) => definition.templates?.(parse(config)) ?? [],
    results: (config) => definition.results?.(parse(config)) ?? { names: [], open: false },
    faults: (config) =>
      (definition.faults?.(parse(config)) ?? []).map((fault) => ("said" in fault ? fault : { path: "", said: fault })),
    wants: (config) => definition.wants?.(parse(config)) ?? null,
    calls: (config) => definition.calls?.(parse(config)) ?? [],
    endsSilently: (config) => definition.endsSilently?.(parse(config)) ?? false,
    refers: (config) => definition.refers?.(parse(config)) ?? [],
    hears: (config) => (typeof hears === "function" ? hears(parse(config)) : hears),
    sensitive: (config) => definition.sensitive?.(parse(config)) ?? false,
    offers: (config, text) => definition.offers?.(parse(config), text) ?? false,
    enter: (config, context) => definition.enter(parse(config), context),
    resume: (config, event, context) => definition.resume?.(parse(config), event, context) ?? { stay: true },
  }
}

/**
 * Parses a configuration, once for each object that is one: a published version never changes, and while it is at hand it is
 * the same object at every turn.
 */
function parserOf<Config extends z.ZodObject>(schema: Config): (config: unknown) => z.output<Config> {
  const parsed = new WeakMap<object, z.output<Config>>()
  return (config) => {
    const isObject = typeof config === "object" && config !== null
    const known = isObject ? parsed.get(config) : undefined
    if (known !== undefined) return known
    const made = schema.parse(config)
    if (isObject) parsed.set(config, made)
    return made
  }
}

function exitsOf<Config>(declared: readonly DeclaredExit<Config>[], config: Config): readonly Exit[] {
  return declared.flatMap((exit) => {
    if ("dynamic" in exit) return exit.dynamic(config)
    const { when, lastWord, required = false, ...rest } = exit
    if (when && !when(config)) return []
    const last = typeof lastWord === "function" ? lastWord(config) : lastWord
    return [{ ...rest, required, ...(last && { lastWord: last }) }]
  })
}

/** The only way out of a node that does one thing. */
export const next = { name: "next", title: "Next" } as const
