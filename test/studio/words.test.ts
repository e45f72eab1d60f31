import { describe, expect, it } from "vitest"
import * as z from "zod"
import { channels } from "../../src/channels"
import { paymentConfiguration } from "../../src/core/order/configuration"
import { nodes } from "../../src/flow/nodes"
import { providers } from "../../src/payments"
import type { FieldSchema } from "../../src/studio/forms/schema"
import { type FieldSaid, type FieldsSaid, titleAt, translated } from "../../src/studio/forms/translated"
import { languages } from "../../src/studio/words"

/** All that says something of itself, by its folder. */
const told = new Map<string, { config: z.ZodType; guide?: Readonly<Record<string, { title: string; text: string }>> }>([
  ...Object.values(channels).map((one) => [`channels/${one.name}`, one] as const),
  ...Object.values(providers).map((one) => [`payments/${one.name}`, one] as const),
  ...Object.values(nodes).map((one) => [`flow/nodes/${one.type}`, one] as const),
  ["core/order", { config: paymentConfiguration }],
])

const folders = [...told.keys()].sort()

describe.each(languages.filter(({ code }) => code !== "en"))("$title", async ({ load }) => {
  const { members } = await load()

  it("has words of every channel, provider, node and form, and of nothing that is not there", () => {
    expect(Object.keys(members).sort()).toEqual(folders)
  })

  it.each(folders)("explains the same fields as %s does in English", (folder) => {
    const { config } = told.get(folder) ?? {}
    const fields = z.toJSONSchema(config ?? z.object({}), { io: "input" }) as FieldSchema
    expect(hintsIn(members[folder]?.fields ?? {})).toEqual(descriptionsIn(fields))
  })

  it.each(folders)("names what is to be typed and pressed as %s does in English", (folder) => {
    const { guide = {} } = told.get(folder) ?? {}
    const { steps = {} } = members[folder] ?? {}
    for (const [key, { title, text }] of Object.entries(guide)) {
      expect(placesOf(steps[key]?.text ?? ""), key).toEqual(placesOf(text))
      expect(placesOf(steps[key]?.title ?? ""), key).toEqual(placesOf(title))
    }
  })
})

const schema: FieldSchema = {
  type: "object",
  properties: {
    expirySeconds: { type: "integer", description: "How long." },
    kind: { enum: ["image", "file"], labels: { file: "a file" } },
    body: { anyOf: [{ type: "object", properties: { from: { const: "none" } } }] },
    rows: { type: "array", items: { type: "object", properties: { name: { title: "Name" } } } },
  },
}

const words: FieldsSaid = {
  expirySeconds: { title: "A", hint: "B" },
  kind: { title: "F", values: { image: "C" } },
  body: { title: "G", kinds: { none: { title: "D" } } },
  rows: { title: "H", fields: { name: { title: "E" } } },
}

it("shows a form of a language in that language, and leaves what it keeps alone", () => {
  const { expirySeconds, kind, body, rows } = translated(schema, words).properties ?? {}
  expect(expirySeconds).toMatchObject({ title: "A", description: "B" })
  expect(kind).toMatchObject({ title: "F", enum: ["image", "file"], labels: { image: "C", file: "a file" } })
  expect(body).toMatchObject({ title: "G", anyOf: [{ title: "D", properties: { from: { const: "none" } } }] })
  expect(rows).toMatchObject({ title: "H", items: { properties: { name: { title: "E" } } } })
  expect(titleAt(words, ["rows", "0", "name"])).toBe("E")
})

it("shows a form in English as its schema says, and where it says nothing by the names of its fields", () => {
  const { expirySeconds, kind, body, rows } = translated(schema, undefined).properties ?? {}
  expect(expirySeconds).toMatchObject({ title: "Expiry seconds", description: "How long." })
  expect(kind).toMatchObject({ title: "Kind", labels: { file: "a file" } })
  expect(body?.anyOf?.[0]).toMatchObject({ title: "None" })
  expect(rows?.items?.properties?.name?.title).toBe("Name")
  expect(titleAt(undefined, ["rows", "0", "name"])).toBeUndefined()
})

/** Paths of the fields that a form explains. */
function descriptionsIn(schema: FieldSchema, path = ""): string[] {
  const { properties = {}, items, oneOf, anyOf } = schema
  const own = Object.entries(properties).flatMap(([name, property]) => {
    const at = `${path}.${name}`
    return [...(property.description === undefined ? [] : [at]), ...descriptionsIn(property, at)]
  })
  const inner = [items, ...(oneOf ?? []), ...(anyOf ?? [])].flatMap((one) => (one ? descriptionsIn(one, path) : []))
  return [...own, ...inner].sort()
}

function hintsIn(words: FieldsSaid, path = ""): string[] {
  const inside = ({ fields = {} }: Pick<FieldSaid, "fields">, at: string) => hintsIn(fields, at)
  return Object.entries(words)
    .flatMap(([name, said]) => {
      const at = `${path}.${name}`
      const kinds = Object.values(said.kinds ?? {}).flatMap((kind) => inside(kind, at))
      return [...(said.hint === undefined ? [] : [at]), ...inside(said, at), ...kinds]
    })
    .sort()
}

/** What a text says in a form that is the same in every language: marks to be filled, keys, names of events. */
function placesOf(text: string): string[] {
  return (text.match(/\{+[^{}]+\}+|https?:|\w+(?:[._]\w+)+|\w+_(?!\w)/g) ?? []).sort()
}
