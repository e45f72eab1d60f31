import type { Exit } from "../../../flow/node"
import { findNode } from "../../../flow/nodes"
import type { DraftNode } from "../draft/draft"
import { MISSING, repaired } from "../draft/repair"

/** An exit on a node's card. */
export interface Port {
  name: string
  title: string
  connected: boolean
  /** Still connected, though the node has no such exit any more. */
  stray: boolean
}

/** What a node shows of itself. */
export interface Face {
  title: string
  summary: string
  ports: readonly Port[]
}

/** What a node shows of itself, however unfinished it is, in English. Computed once for each state of a node. */
export function face(node: DraftNode): Face {
  const known = faces.get(node)
  if (known) return known
  const type = findNode(node.type)
  const own = exitsOf(node)
  const strays = Object.keys(node.exits).filter((name) => !own.some((exit) => exit.name === name))
  const ports = [
    ...own.map(({ name, title }) => ({ name, title, connected: Object.hasOwn(node.exits, name), stray: false })),
    ...strays.map((name) => ({ name, title: name, connected: true, stray: true })),
  ]
  const made = { title: type?.title ?? node.type, summary: summaryOf(node), ports }
  faces.set(node, made)
  return made
}

const faces = new WeakMap<DraftNode, Face>()

/** The exits of a node; of an unfinished one those that are sure already. */
export function exitsOf({ type, config }: Pick<DraftNode, "type" | "config">): readonly Exit[] {
  const known = findNode(type)
  if (!known) return []
  const parsed = known.config.safeParse(config)
  const readable = parsed.success ? config : repaired(known.config, config)
  if (!parsed.success && !known.config.safeParse(readable).success) return []
  return known
    .exits(readable)
    .filter(({ name }) => !name.includes(MISSING))
    .map((exit) => (exit.title.includes(MISSING) ? { ...exit, title: exit.title.replaceAll(MISSING, "…") } : exit))
}

/** One line on what a node does; empty while that cannot be said. */
function summaryOf({ type, config }: DraftNode): string {
  const known = findNode(type)
  return known?.config.safeParse(config).success ? known.summary(config) : ""
}
