import * as z from "zod"
import { withoutStrays } from "../../../flow/checks/fields"
import { shapeFault } from "../../../flow/checks/shape"
import { findNode } from "../../../flow/nodes"
import { freeId, freeName, MOST_NODES, withNode } from "./document"
import type { Draft, DraftNode } from "./draft"

const copiedNode = z.object({
  id: z.string().min(1).max(40),
  name: z.string().max(40),
  type: z.string().min(1).max(40),
  config: z.record(z.string(), z.unknown()),
  exits: z.record(z.string().max(40), z.string().max(40)),
  position: z.object({ x: z.number(), y: z.number() }),
})

const copied = z.object({ paythread: z.literal("nodes"), nodes: z.array(copiedNode).min(1).max(MOST_NODES) })

/** Nodes as they lie on the clipboard: a JSON text. Null where none of the ids is a node. */
export function copyText(document: Draft, ids: readonly string[]): string | null {
  const chosen = document.nodes.filter(({ id }) => ids.includes(id))
  if (chosen.length === 0) return null
  const nodes = chosen.map((node) => ({ ...node, position: node.position ?? { x: 0, y: 0 } }))
  return JSON.stringify({ paythread: "nodes", nodes })
}

/** The nodes in a clipboard's text; null where it is something else, whatever that is. */
export function readCopied(text: string): DraftNode[] | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
  if (shapeFault(value) !== null) return null
  const parsed = copied.safeParse(value)
  return parsed.success ? parsed.data.nodes.map(known) : null
}

/** Without fields that its type does not have: they could not be saved. */
function known(node: DraftNode & { position: { x: number; y: number } }) {
  const type = findNode(node.type)
  return type ? { ...node, config: withoutStrays(type.config, node.config) } : node
}

/**
 * With copies of the nodes, the uppermost left corner of them at `at`: fresh ids, free names, and among the
 * connections those from copy to copy. Null when the flow would be too large.
 */
export function pasted(
  document: Draft,
  nodes: readonly DraftNode[],
  at: { x: number; y: number },
): { document: Draft; ids: string[] } | null {
  if (document.nodes.length + nodes.length > MOST_NODES) return null
  const taken: { id: string; name: string }[] = [...document.nodes]
  const ids = new Map<string, string>()
  const renamed = nodes.map((node) => {
    const fresh = { id: freeId(taken), name: freeName(taken, node.name) }
    taken.push(fresh)
    ids.set(node.id, fresh.id)
    return { ...node, ...fresh }
  })
  const left = Math.min(...nodes.map(({ position }) => position?.x ?? 0))
  const top = Math.min(...nodes.map(({ position }) => position?.y ?? 0))
  const copies = renamed.map((node) => ({
    ...node,
    config: structuredClone(node.config),
    exits: Object.fromEntries(
      Object.entries(node.exits).flatMap(([exit, target]) => {
        const copy = ids.get(target)
        return copy === undefined ? [] : [[exit, copy]]
      }),
    ),
    position: { x: at.x + (node.position?.x ?? 0) - left, y: at.y + (node.position?.y ?? 0) - top },
  }))
  return { document: copies.reduce(withNode, document), ids: copies.map(({ id }) => id) }
}
