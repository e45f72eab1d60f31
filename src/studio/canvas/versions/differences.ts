import type { Draft } from "../draft/draft"

/** How many nodes of the draft are new, missing or changed when compared with an older document. */
export function differences(draft: Draft, older: Draft): { added: number; removed: number; changed: number } {
  const before = new Map(older.nodes.map((node) => [node.id, contentOf(node)]))
  const now = new Map(draft.nodes.map((node) => [node.id, contentOf(node)]))
  const added = [...now.keys()].filter((id) => !before.has(id)).length
  const removed = [...before.keys()].filter((id) => !now.has(id)).length
  const changed = [...now].filter(([id, content]) => before.has(id) && before.get(id) !== content).length
  return { added, removed, changed }
}

/** Where a node stands is no difference to anybody who chats. */
function contentOf({ position: _, config, exits, ...node }: Draft["nodes"][number]): string {
  return JSON.stringify([node.name, node.type, sorted(config), sorted(exits)])
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== "object" || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.map(([name, inner]) => [name, sorted(inner)])
}
