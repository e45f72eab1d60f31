import type * as z from "zod"
import { isRecord } from "../../core/json"
import type { Sentence } from "../../core/text/sentence"
import { say } from "../sentences"

/** A field that a schema does not have. */
export interface StrayField {
  /** Where it stands, such as ["body", "jsn"]. */
  path: readonly string[]
  said: Sentence
}

/**
 * The fields within a value that its schema does not have, however unfinished the value is. A schema that reads the value
 * drops them without a word: whoever wrote one means something that would not happen.
 */
export function strayFields(schema: z.core.$ZodType, value: unknown, at: readonly string[] = []): StrayField[] {
  const { innerType, element, options, shape } = schema._zod.def as Definition
  if (innerType) return strayFields(innerType, value, at)
  if (Array.isArray(value))
    return element ? value.flatMap((item, index) => strayFields(element, item, [...at, String(index)])) : []
  if (!isRecord(value)) return []
  if (options) {
    const option = options.find((candidate) => isOf(candidate, value))
    return option ? strayFields(option, value, at) : []
  }
  if (!shape) return []
  return Object.entries(value).flatMap(([name, inner]) => {
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined
    if (field) return strayFields(field, inner, [...at, name])
    const free = Object.keys(shape).filter((known) => !Object.hasOwn(value, known))
    return [{ path: [...at, name], said: unknown(name, free) }]
  })
}

/** The value without the fields that its schema does not have: what older releases stored, and ran without. */
export function withoutStrays(schema: z.core.$ZodType, value: Record<string, unknown>): Record<string, unknown> {
  return strayFields(schema, value).reduce((left, { path }) => without(left, path), value)
}

/** What zod 4 says of a schema in its `def`, as far as it is read here. */
interface Definition {
  innerType?: z.core.$ZodType
  element?: z.core.$ZodType
  options?: readonly z.core.$ZodType[]
  shape?: Record<string, z.core.$ZodType>
  values?: readonly unknown[]
}

/** Whether the value is of that kind, by the constants that tell kinds apart. */
function isOf(schema: z.core.$ZodType, value: Record<string, unknown>): boolean {
  const { shape } = schema._zod.def as Definition
  if (!shape) return false
  return Object.entries(shape).every(([name, field]) => {
    const { values } = field._zod.def as Definition
    return values === undefined || values.includes(value[name])
  })
}

function without(value: Record<string, unknown>, [name = "", ...rest]: readonly string[]): Record<string, unknown> {
  if (rest.length === 0) {
    const { [name]: _, ...others } = value
    return others
  }
  return { ...value, [name]: within(value[name], rest) }
}

function within(value: unknown, path: readonly string[]): unknown {
  if (isRecord(value)) return without(value, path)
  const [index = "", ...rest] = path
  return Array.isArray(value) ? value.map((item, at) => (at === Number(index) ? within(item, rest) : item)) : value
}

function unknown(name: string, known: readonly string[]): Sentence {
  const near = known.find((candidate) => distance(name.toLowerCase(), candidate.toLowerCase()) <= LIKE)
  const field = name.slice(0, 60)
  return near === undefined ? say("strayField", { field }) : say("strayFieldLike", { field, like: near })
}

/** Letters by which a slip of the pen differs. */
const LIKE = 2

/** How many letters must be added, left out or changed to make one word the other; never more than LIKE + 1. */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > LIKE) return LIKE + 1
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1]
    for (let to = 1; to <= other.length; to++) {
      const changed = (row[to - 1] ?? 0) + (letter === other[to - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
