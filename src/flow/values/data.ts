import type { Json } from "../../core/json"

/** Lists and objects within one another: more is no data that a flow reads. */
const DEEPEST = 32

/**
 * What a JSON text says, or undefined when it is no JSON or nested more than 32 deep. Whole numbers too large to be exact
 * become text, so that a long order number stays itself; numbers beyond all bounds become null.
 */
export function parseJson(text: string): Json | undefined {
  try {
    // The third argument is ES2026's source text access, which V8 has; without it large numbers stay numbers.
    const value: unknown = JSON.parse(text, (_, value: unknown, context?: { source?: string }) =>
      typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)
        ? (context?.source ?? value)
        : value,
    )
    return plain(value, DEEPEST)
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined
    throw error
  }
}

/** A copy of the JSON with each text in it filled in by `fill`; names stay as they are. */
export function mapTexts(value: Json, fill: (text: string) => Json): Json {
  if (typeof value === "string") return fill(value)
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, fill))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, fill)]))
}

/** The texts within a JSON value, with where they stand. */
export function textsIn(value: Json, path: string): { path: string; text: string }[] {
  if (typeof value === "string") return [{ path, text: value }]
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([name, item]) => textsIn(item, `${path}.${name}`))
}

/** What survives being stored as JSON; undefined where it is nested too deep. */
function plain(value: unknown, depth: number): Json | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : null
  if (typeof value !== "object" || depth === 0) return undefined
  if (Array.isArray(value)) {
    const items: Json[] = []
    for (const item of value) {
      const copy = plain(item, depth - 1)
      if (copy === undefined) return undefined
      items.push(copy)
    }
    return items
  }
  const copies: [string, Json][] = []
  for (const [name, item] of Object.entries(value)) {
    const copy = plain(item, depth - 1)
    if (copy === undefined) return undefined
    if (name !== "__proto__") copies.push([name, copy])
  }
  return Object.fromEntries(copies)
}

/** A path of names and list places, such as "Products.body.items" or "Orders.body[0].lines". */
export const valuePath = /^[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_-]+|\[[0-9]{1,4}\])*$/

/** What such a path leads to, by own properties only; undefined where it leads nowhere. */
export function valueAt(path: string, value: Json): Json | undefined {
  let found: Json | undefined = value
  for (const part of path.split(/[.[\]]+/).filter((part) => part !== "")) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, part)) return undefined
    found = Array.isArray(found) ? found[Number(part)] : found[part]
  }
  return found
}
