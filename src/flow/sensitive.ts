import type { Json, Variables } from "../core/json"
import type { Wait } from "./node"

const HIDDEN = "•••"

/** Whether what is answered to that wait is nobody else's. Waits of older releases have it among the node's notes. */
export function isSensitive(wait: Wait | null | undefined): boolean {
  return wait?.sensitive === true || wait?.state.sensitive === true
}

/** Results that are nobody else's, marked so, wherever they are carried from here. */
export function marked(results: Variables): Variables {
  return { ...results, sensitive: true }
}

/** The words as a screen shows them. */
export function shownText(text: string, sensitive: boolean): string {
  return sensitive ? HIDDEN : text
}

/** Variables as a screen shows them: without what is marked, however deep. */
export function shownVariables(variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, shown(value)]))
}

function shown(value: Json): Json {
  if (Array.isArray(value)) return value.map(shown)
  if (typeof value !== "object" || value === null) return value
  return value.sensitive === true ? HIDDEN : shownVariables(value)
}
