import type * as z from "zod"
import type { Json } from "../../src/core/json"
import { limitsOf } from "../../src/core/order/terms"
import type { Flow, flowDocument } from "../../src/flow/flow"

/** One conversation as a script. It names no channel, provider or transport, so that anyone can act it. */
export interface Story {
  name: string
  /** Started by any message. */
  flow: Document
  /** Other published flows by id, started by their keywords or by going to them. */
  others?: Record<string, Document>
  lines: Line[]
  /** How the conversation stands after the last line. */
  end: "waiting" | Ended
}

export type Document = z.input<typeof flowDocument>
type Ended = "ended" | "failed"

/** The id under which a story's own flow is published. */
export const storyFlow = "story"

/** What every story takes for granted. */
export const storyWorld = {
  merchant: "Corner Shop",
  currency: "ZAR",
  currencies: ["USD"],
  expirySeconds: 86_400,
  /** Automatic order numbers count up: ORDER-1, ORDER-2. Links read https://pay.test/p/LINK1, and so on. */
  number: (count: number) => `ORDER-${count}`,
  link: (count: number) => `https://pay.test/p/LINK${count}`,
  /** Where the wait of a node is answered, at its that many visit. */
  hook: (node: string, visit: number) => `https://pay.test/hooks/${node}.${visit}`,
} as const

/** What may be ordered in a story. */
export const storyLimits = limitsOf(storyWorld)

export type Line =
  | { user: string }
  /** The title of something that was offered. */
  | { tap: string }
  | { bot: string; choices?: string[]; link?: string; media?: string }
  /** The flow asks an outside service, which answers; null is no answer at all. */
  | { api: ApiCall; answer: { status: number; body: Json } | null }
  /** An order is opened for this amount, such as "10.00 ZAR". */
  | { ordered: string; number: string }
  /** No order can be opened for what was asked. */
  | { refused: string }
  /** The payment provider's news of the latest order, or of the one with this number. */
  | { outcome: Outcome; number?: string }
  /** Somebody outside calls the address of that node's wait; what is answered. */
  | { call: string; body: Json; answered: number }
  /** Seconds pass. */
  | { wait: number }

export interface ApiCall {
  method: string
  url: string
  body?: Json
}

export type Outcome = "paid" | "pending" | "failed" | "expired"

/** Lines that the world speaks; all others are what comes of them. */
export function isCue(
  line: Line,
): line is Extract<
  Line,
  { user: string } | { tap: string } | { outcome: Outcome } | { wait: number } | { call: string }
> {
  return "user" in line || "tap" in line || "outcome" in line || "wait" in line || "call" in line
}

export const user = (text: string): Line => ({ user: text })
export const tap = (title: string): Line => ({ tap: title })
export const bot = (text: string, more: { choices?: string[]; link?: string; media?: string } = {}): Line => ({
  bot: text,
  ...more,
})
export const api = (call: ApiCall, status: number, body: Json = null): Line => ({ api: call, answer: { status, body } })
export const apiDown = (call: ApiCall): Line => ({ api: call, answer: null })
export const ordered = (amount: string, number: string): Line => ({ ordered: amount, number })
export const refused = (amount: string): Line => ({ refused: amount })
export const outcome = (status: Outcome, number?: string): Line => ({
  outcome: status,
  ...(number === undefined ? {} : { number }),
})
export const call = (node: string, body: Json, answered = 200): Line => ({ call: node, body, answered })
export const wait = (seconds: number): Line => ({ wait: seconds })

/** A node for a story's flow: its id is its name. */
export function node(
  name: string,
  type: string,
  config: Record<string, Json>,
  exits: Record<string, string> = {},
): Flow["nodes"][number] {
  return { id: name, name, type, config, exits }
}

/** A flow that begins at its first node. */
export function flow(nodes: Flow["nodes"], more: Partial<Document> = {}): Document {
  return { name: "A story", start: nodes[0]?.id ?? "", nodes, triggers: { anyMessage: true }, ...more }
}
