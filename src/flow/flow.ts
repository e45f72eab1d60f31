import * as z from "zod"
import { languageCodes } from "../core/languages"
import { flowSentences } from "./sentences"
import { isOwnName } from "./variables"

const identifier = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, flowSentences.identifier())

/** A node as it is drawn: `exits` maps an exit's name to the id of the next node. */
export const nodeDocument = z.object({
  id: identifier,
  /** Unique in the flow; later nodes read its results under it. */
  name: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, flowSentences.nodeName())
    .refine((name) => !isOwnName(name), flowSentences.nodeNameTaken()),
  type: z.string().min(1).max(40),
  config: z.record(z.string(), z.json()),
  exits: z.record(z.string().max(40), identifier).default({}),
  position: z.object({ x: z.number(), y: z.number() }).optional(),
})

/** What starts a flow: words a customer writes, or any message that starts nothing else. */
export const flowTriggers = z.object({
  keywords: z.array(z.string().trim().min(1).max(60)).max(50).default([]),
  /** Whether any message starts it when no other flow is meant and none is running. */
  anyMessage: z.boolean().default(false),
  /** Channel accounts it is for; empty means all. */
  accounts: z.array(identifier).max(50).default([]),
})

/** A flow as it is drawn, checked, published, imported and exported. */
export const flowDocument = z.object({
  name: z.string().trim().min(1).max(100),
  language: z.enum(languageCodes).default("en"),
  triggers: flowTriggers.default({ keywords: [], anyMessage: false, accounts: [] }),
  /** Said to words that no node waits for, once a wait; a template. The product's own when empty. */
  standing: z.string().trim().max(1000).optional(),
  /** The id of the first node. */
  start: identifier,
  nodes: z.array(nodeDocument).min(1).max(500),
})

export type Flow = z.output<typeof flowDocument>
export type FlowNode = z.output<typeof nodeDocument>

const indexes = new WeakMap<readonly FlowNode[], ReadonlyMap<string, FlowNode>>()

/** The node with that id, the first where a draft has two. */
export function nodeOf({ nodes }: Pick<Flow, "nodes">, id: string | null): FlowNode | undefined {
  if (id === null) return undefined
  const known = indexes.get(nodes) ?? new Map(nodes.toReversed().map((node) => [node.id, node]))
  indexes.set(nodes, known)
  return known.get(id)
}
