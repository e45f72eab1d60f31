import type { Json } from "../core/json"
import { references } from "../core/template"
import type { Flow } from "./flow"
import { findNode } from "./nodes"

/** The paths of variables that a flow reads; null where another flow may read them all. */
type Reads = readonly (readonly string[])[] | null

const known = new WeakMap<Flow, Reads>()

/** What the flow's templates read. Found once for each version, which never changes. */
export function readsOf(flow: Flow): Reads {
  const found = known.get(flow)
  if (found !== undefined) return found
  const reads = readBy(flow)
  known.set(flow, reads)
  return reads
}

function readBy(flow: Flow): Reads {
  const paths: string[][] = []
  for (const { type: name, config } of flow.nodes) {
    const type = findNode(name)
    if (!type || type.refers(config).some(({ to }) => to === "flow")) return null
    for (const { template } of type.templates(config)) paths.push(...references(template))
  }
  return [...paths, ...references(flow.standing ?? "")]
}

/** The value with what lies on none of the paths left out; lists that are read are kept whole. */
export function pruned(value: Json, paths: readonly (readonly string[])[]): Json {
  if (paths.length === 0) return null
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value
  if (paths.some((path) => path.length === 0)) return value
  const entries = Object.entries(value).flatMap(([name, item]): [string, Json][] => {
    const further = paths.filter(([first]) => first === name).map((path) => path.slice(1))
    return further.length === 0 ? [] : [[name, pruned(item, further)]]
  })
  return Object.fromEntries(entries)
}
