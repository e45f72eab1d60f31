import type { createDocument } from "zod-openapi"

/** As much of a schema as an example is made from. */
interface Schema {
  $ref?: string
  type?: string | string[]
  examples?: unknown[]
  const?: unknown
  enum?: unknown[]
  default?: unknown
  minimum?: number
  pattern?: string
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  writeOnly?: boolean
}

/** What a text field is shown with by its name; any other has a word. A schema's own examples go before. */
const TEXTS: Record<string, string> = {
  id: "k3qx9m2vb84t",
  number: "2026-000042",
  amount: "99.50",
  captured: "99.50",
  refunded: "0.00",
  disputed: "0.00",
  lost: "0.00",
  over: "0.00",
  phone: "+27821234567",
  to: "+27821234567",
  text: "Your order is on its way.",
  title: "The shop",
  name: "Deposit",
  merchant: "Cape Coffee",
  account: "till",
  conversation: "f3b1c0d9e8a7",
  flow: "deposit",
  node: "pay",
  link: "https://pay.example.com/p/7K3QX9M2VB84TZ6Y5N1D",
  url: "https://pay.example.com/callbacks/till",
  callbackUrl: "https://pay.example.com/callbacks/till",
  webhookUrl: "https://pay.example.com/webhooks/phone",
  publicUrl: "https://pay.example.com",
  language: "en",
  description: "Two bags of coffee",
  message: "It must be an amount above zero.",
  html: "<!doctype html><title>Pay</title>",
  token: "pt_0123456789abcdefghjkmnpqrstvwxyz01234567",
  reason: "The bank said no.",
  cause: "callback",
  reference: "checkout-7f3a",
  payment: "payment-19c2",
  paymentAccount: "till",
  refund: "refund-5d80",
  standing: "",
  note: "The first",
  path: "amount",
  keywords: "pay",
  version: "1",
  variables: '{"customer":"Thandi"}',
}

/** Noon on 26 November 2026. */
const TIME = 1_795_694_400_000

const MAX_DEPTH = 12

/** The same document with an example for every body that is sent or answered, unless it has one. */
export function withExamples(document: ReturnType<typeof createDocument>): ReturnType<typeof createDocument> {
  const known = (document.components?.schemas ?? {}) as Record<string, Schema>
  for (const item of Object.values(document.paths ?? {}))
    for (const operation of Object.values(item as Record<string, Operation>))
      for (const { content = {} } of [operation.requestBody ?? {}, ...Object.values(operation.responses ?? {})])
        for (const [type, media] of Object.entries(content))
          if (type.includes("json") && media.schema && !("example" in media) && !("examples" in media))
            media.example = exampleOf(media.schema, known)
  return document
}

interface Operation {
  requestBody?: Body
  responses?: Record<string, Body>
}

interface Body {
  content?: Record<string, { schema?: Schema; example?: unknown }>
}

/** A value that the schema takes, as people write it. */
function exampleOf(given: Schema, known: Record<string, Schema>, name = "", depth = 0): unknown {
  const schema = given.$ref === undefined ? given : (known[given.$ref.split("/").at(-1) ?? ""] ?? {})
  if (schema.examples && schema.examples.length > 0) return schema.examples[0]
  if ("const" in schema) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = (schema.oneOf ?? schema.anyOf)?.find(({ type }) => type !== "null")
  if (choice) return exampleOf(choice, known, name, depth + 1)
  const [first] = schema.allOf ?? []
  if (first && !schema.properties) return exampleOf(first, known, name, depth + 1)
  const type = [schema.type].flat().find((one) => one !== "null")
  if (type === "object") return objectOf(schema, known, depth)
  if (type === "array")
    return schema.items && depth < MAX_DEPTH ? [exampleOf(schema.items, known, name, depth + 1)] : []
  if ("default" in schema) return schema.default
  if (type === "string") return textOf(name, schema)
  if (type === "boolean") return false
  return /(At|Since|Until|until|at|from|to)$/.test(name) ? TIME : Math.max(schema.minimum ?? 1, 1)
}

function objectOf(schema: Schema, known: Record<string, Schema>, depth: number): Record<string, unknown> {
  const fields = Object.entries(schema.properties ?? {})
  const shown = fields.filter(
    ([name, field]) => schema.required?.includes(name) || (depth < MAX_DEPTH && isPlain(name, field)),
  )
  return Object.fromEntries(shown.map(([name, field]) => [name, exampleOf(field, known, name, depth + 1)]))
}

/** What need not be there is left out where it must look like something that nobody has said here. */
function isPlain(name: string, schema: Schema): boolean {
  return schema.examples !== undefined || matches(textOf(name, schema), schema)
}

function textOf(name: string, schema: Schema): string {
  const texts = [TEXTS[name] ?? WORD, ...PATTERNED]
  return texts.find((text) => matches(text, schema)) ?? WORD
}

function matches(text: string, { pattern }: Schema): boolean {
  // JSON Schema does not say for certain whether a pattern is read as Unicode.
  return pattern === undefined || ["", "u"].every((flags) => new RegExp(pattern, flags).test(text))
}

const WORD = "example"

/** For texts that must look like something. */
const PATTERNED = [
  "sk_test_0123456789abcdef",
  "whsec_0123456789abcdef",
  "0123456789abcdef",
  "100000000001",
  "+27821234567",
  "1",
  "ZAR",
]
