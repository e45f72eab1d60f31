import type * as z from "zod"
import { isRecord } from "../../../core/json"
import type { FlowFault } from "../../../flow/checks/check"
import { findNode } from "../../../flow/nodes"
import { titleAt } from "../../forms/translated"
import type { NodeSaid } from "../useNodeWords"
import type { Draft } from "./draft"

/** The fault, said by `missing` with the field's title where all that is wrong is that nothing was entered yet. */
export function inPlainWords(
  fault: FlowFault,
  document: Draft,
  missing: (field: string) => string,
  words: NodeSaid,
): FlowFault {
  if (fault.code !== "config") return fault
  const node = document.nodes.find(({ id }) => id === fault.node)
  const [, ...path] = fault.path.split(".")
  if (!node || path.length === 0) return fault
  const value = path.reduce<unknown>(within, node.config)
  const empty = value === undefined || value === "" || (Array.isArray(value) && value.length === 0)
  return empty
    ? { ...fault, key: "", message: missing(titleAt(words(node.type)?.fields, path) ?? titleOf(node.type, path)) }
    : fault
}

function within(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value[Number(name)]
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/** The title of a field, read from the schema of its type; its name where there is none. */
function titleOf(type: string, path: readonly string[]): string {
  let schema: z.core.$ZodType | undefined = findNode(type)?.config
  for (const name of path) schema = schema && fieldOf(schema, name)
  for (let inner = schema; inner; inner = defOf(inner).innerType) {
    const title = (inner as z.ZodType).meta()?.title
    if (title !== undefined) return title
  }
  return path.at(-1) ?? ""
}

interface Definition {
  shape?: Record<string, z.core.$ZodType>
  element?: z.core.$ZodType
  innerType?: z.core.$ZodType
}

function fieldOf(schema: z.core.$ZodType, name: string): z.core.$ZodType | undefined {
  const { shape, element, innerType } = defOf(schema)
  return shape?.[name] ?? element ?? (innerType && fieldOf(innerType, name))
}

function defOf(schema: z.core.$ZodType): Definition {
  return schema._zod.def as Definition
}
