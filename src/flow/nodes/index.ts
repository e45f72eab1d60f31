import type { NodeType } from "../node"

/** Every node type. Adding one is one file and one line here. */
export const nodes = {} satisfies Record<string, NodeType>

/** The node type of that name, if there is one. */
export function findNode(type: string): NodeType | null {
  return Object.hasOwn(nodes, type) ? ((nodes as Record<string, NodeType>)[type] ?? null) : null
}
