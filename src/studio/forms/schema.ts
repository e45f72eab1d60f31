/** The part of JSON Schema that zod writes for the fields of nodes, channels and providers, with our own notes. */
export interface FieldSchema {
  type?: string
  title?: string
  description?: string
  default?: unknown
  enum?: unknown[]
  /** What is shown for values of `enum` that read badly as they are. */
  labels?: Readonly<Record<string, string>>
  const?: unknown
  properties?: Record<string, FieldSchema>
  required?: string[]
  items?: FieldSchema
  anyOf?: FieldSchema[]
  oneOf?: FieldSchema[]
  additionalProperties?: FieldSchema | boolean
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  maxItems?: number
  pattern?: string
  format?: string
  /** Sealed when stored and never given back. */
  secret?: boolean
  /** Found out by asking the service, and so asked of nobody. */
  learnt?: boolean
  /** Of words to the customer, which of the product's own are said when it is empty. */
  standard?: string
  /** Of words to the customer: they cannot be left unsaid. */
  needed?: boolean
  /** How to edit it where the type does not say: "template" or "wording". */
  control?: string
}

/** How a field is edited. */
export type Kind =
  | "text"
  | "template"
  | "wording"
  | "long"
  | "number"
  | "yes"
  | "choice"
  | "tags"
  | "list"
  | "group"
  | "either"
  | "secret"
  | "json"

/** Texts longer than this want more than one line. */
const LINE = 300

/** The way to edit a field of that schema; JSON where no other fits. */
export function kindOf(schema: FieldSchema): Kind {
  if (schema.secret) return "secret"
  if (schema.control === "template" || schema.control === "wording") return schema.control
  if (schema.enum) return "choice"
  const options = schema.oneOf ?? schema.anyOf
  if (options?.every(({ properties }) => properties && tagOf(options) in properties)) return "either"
  if (schema.type === "string") return (schema.maxLength ?? 0) > LINE ? "long" : "text"
  if (schema.type === "number" || schema.type === "integer") return "number"
  if (schema.type === "boolean") return "yes"
  if (schema.type === "object" && schema.properties) return "group"
  if (schema.type === "array" && schema.items) {
    if (schema.items.type === "object") return "list"
    if (schema.items.type === "string") return "tags"
  }
  return "json"
}

/** The field that tells the options of a choice apart; empty when there is none. */
export function tagOf(options: readonly FieldSchema[]): string {
  const [first] = options
  const found = Object.entries(first?.properties ?? {}).find(([, property]) => property.const !== undefined)
  return found?.[0] ?? ""
}

/** The value that a new item or group begins with: what the schema's defaults give. */
export function initialOf(schema: FieldSchema): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
      if (property.default !== undefined) return [[name, property.default]]
      if (property.const !== undefined) return [[name, property.const]]
      if (!schema.required?.includes(name)) return []
      if (property.enum) return [[name, property.enum[0]]]
      return property.type === "string" ? [[name, ""]] : []
    }),
  )
}

/** "expirySeconds" as "Expiry seconds", for fields without a title. */
export function titleOf(name: string, { title }: FieldSchema): string {
  if (title) return title
  const words = name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The value as an object; an empty one when it is none. */
export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** The object with one field changed; undefined takes it away. */
export function withField(value: Record<string, unknown>, name: string, next: unknown): Record<string, unknown> {
  const { [name]: _, ...others } = value
  return next === undefined ? others : { ...value, [name]: next }
}
