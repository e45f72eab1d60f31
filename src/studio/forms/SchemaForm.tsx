import type { Fault } from "../api/client"

/** The part of JSON Schema that zod writes for the fields of nodes, channels and providers, with our own notes. */
export interface FieldSchema {
  type?: string
  title?: string
  description?: string
  default?: unknown
  enum?: unknown[]
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
  /** How to edit it where the type does not say: "template" and the like. */
  control?: string
}

export interface SchemaFormProps {
  /** Of an object. */
  schema: FieldSchema
  value: Record<string, unknown>
  onChange(value: Record<string, unknown>): void
  /** Paths are within `value`, such as "options.0.title". */
  faults?: readonly Fault[]
  /** Names of secrets that are stored: shown as set, sent only when typed anew. */
  secretsSet?: readonly string[]
  /** Names that templates may use, offered while typing `{{`. */
  variables?: readonly string[]
  readOnly?: boolean
}

/** To come: draws the fields of a schema. */
export function SchemaForm(_: SchemaFormProps) {
  return null
}
