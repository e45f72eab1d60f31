import type * as z from "zod"
import { isRecord } from "../../../core/json"

/** Stands for what is missing, so that a type's exits can be asked for although its configuration is unfinished. */
export const MISSING = "Zq7xMissing"

/** The schema's own defaults; what has none stays away, for the check to ask for. */
export function startingConfig(schema: z.ZodObject): Record<string, unknown> {
  const config: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(schema.shape)) {
    const parsed = field.safeParse(undefined)
    if (parsed.success && parsed.data !== undefined) config[name] = parsed.data
  }
  return config
}

/** The value with as little changed as the schema needs to accept it; it may still be refused where no repair is known. */
export function repaired(schema: z.core.$ZodType, value: unknown): unknown {
  const field = schema as z.ZodType
  if (field.safeParse(value).success) return value
  const { def } = field as z.ZodType & { def: Definition }
  if (def.innerType) return value === undefined ? sample(schema) : repaired(def.innerType, value)
  if (def.type === "object" && isRecord(value))
    return Object.fromEntries(Object.entries(def.shape ?? {}).map(([name, one]) => [name, repaired(one, value[name])]))
  if (def.type === "array" && Array.isArray(value) && value.length > 0 && def.element) {
    const { element } = def
    return value.map((item) => repaired(element, item))
  }
  if (def.type === "union" && isRecord(value)) {
    const options = (def.options ?? []).map((option) => repaired(option, value))
    const chosen = options.find((option) => field.safeParse(option).success && keepsConstants(option, value))
    if (chosen !== undefined) return chosen
  }
  return sample(schema)
}

/** What zod 4 says of a schema in its `def`, as far as it is read here. */
interface Definition {
  type: string
  shape?: Record<string, z.core.$ZodType>
  element?: z.core.$ZodType
  options?: readonly z.core.$ZodType[]
  innerType?: z.core.$ZodType
  in?: z.core.$ZodType
  values?: readonly unknown[]
  entries?: Record<string, unknown>
}

const TEXTS = [MISSING, "A", "AA", "AAA", "1", "https://a.example"]
const NUMBERS = [1, 0, 10, 300, 3600]

/** Something that the schema accepts, or the last that was tried. */
function sample(schema: z.core.$ZodType): unknown {
  const field = schema as z.ZodType & { def: Definition }
  if (field.safeParse(undefined).success) return undefined
  const { def } = field
  const accepted = (values: readonly unknown[]) => values.find((value) => field.safeParse(value).success)
  switch (def.type) {
    case "string":
      return accepted(TEXTS)
    case "number":
      return accepted(NUMBERS)
    case "boolean":
      return false
    case "literal":
      return def.values?.[0]
    case "enum":
      return Object.values(def.entries ?? {})[0]
    case "array":
      return field.safeParse([]).success || !def.element ? [] : [sample(def.element)]
    case "object":
      return Object.fromEntries(Object.entries(def.shape ?? {}).map(([name, one]) => [name, sample(one)]))
    case "union":
      return accepted((def.options ?? []).map(sample))
    case "pipe":
      return def.in ? sample(def.in) : undefined
    case "record":
      return {}
    default:
      return def.innerType ? sample(def.innerType) : null
  }
}

/** Whether a repair left alone the texts that the original had: {from: "custom"} must not become "automatic". */
function keepsConstants(option: unknown, value: Record<string, unknown>): boolean {
  return (
    isRecord(option) && Object.entries(value).every(([name, one]) => typeof one !== "string" || option[name] === one)
  )
}
