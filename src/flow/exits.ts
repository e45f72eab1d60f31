import type { Exit } from "./node"

/**
 * The node that an exit leads to: its own connection, else that of the exit it falls back to, and so on; null when it
 * leads nowhere. `connections` maps exits to nodes, as in flow documents.
 */
export function leadsTo(
  connections: Readonly<Record<string, string>>,
  exits: readonly Exit[],
  exit: string,
): string | null {
  const seen = new Set<string>()
  let name: string | undefined = exit
  while (name !== undefined && !seen.has(name)) {
    seen.add(name)
    if (Object.hasOwn(connections, name)) return connections[name] ?? null
    name = exits.find((candidate) => candidate.name === name)?.fallback
  }
  return null
}
