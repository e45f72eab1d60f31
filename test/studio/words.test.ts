import { describe, expect, it } from "vitest"
import * as z from "zod"
import { channels } from "../../src/channels"
import { paymentConfiguration } from "../../src/core/order/configuration"
import { nodes } from "../../src/flow/nodes"
import { providers } from "../../src/payments"
import { exitsOf } from "../../src/studio/canvas/board/ports"
import type { FieldSchema } from "../../src/studio/forms/schema"
import { translated } from "../../src/studio/forms/translated"
import { languages } from "../../src/studio/words"

const services = [...Object.values(channels), ...Object.values(providers)]

/** Codes that are the same in every language: currencies, countries, methods, formats. */
const CODE = /^[A-Z]{2,6}$|^[A-Z]+([-/.][A-Z]+)+$/

describe.each(languages.filter(({ code }) => code !== "en"))("$title", async ({ load }) => {
  const { terms } = await load()

  it("has a word for all that nodes, channels and providers say of themselves", () => {
    const said = new Set<string>()
    for (const { title, config } of Object.values(nodes)) collect(config, title, said)
    for (const { title, config, guide } of services) {
      collect(config, title, said)
      for (const step of Object.values(guide)) said.add(step.title).add(step.text)
    }
    collect(paymentConfiguration, "", said)
    const missing = [...said].filter((term) => term !== "" && !CODE.test(term) && !Object.hasOwn(terms, term))
    expect(missing).toEqual([])
  })

  it("has a word for every exit that is not the author's own", () => {
    const config = { cancelWords: ["stop"], timeoutSeconds: 60 }
    const exits = Object.keys(nodes).flatMap((type) => exitsOf({ type, config }).map(({ name }) => `${type}.${name}`))
    expect(exits).toContain("chat2pay.paid")
    expect(exits.filter((exit) => !Object.hasOwn(terms, exit))).toEqual([])
  })

  it("fills the same places of a text", () => {
    for (const [english, other] of Object.entries(terms)) expect(placesOf(other)).toEqual(placesOf(english))
  })
})

it("shows a form of a language in that language, and leaves what it keeps alone", () => {
  const schema: FieldSchema = {
    type: "object",
    properties: {
      expirySeconds: { type: "integer", description: "How long." },
      kind: { enum: ["image", "file"] },
      body: { anyOf: [{ type: "object", properties: { from: { const: "none" } } }] },
      rows: { type: "array", items: { type: "object", properties: { name: { title: "Name" } } } },
    },
  }
  const words: Record<string, string> = {
    "Expiry seconds": "A",
    "How long.": "B",
    image: "C",
    None: "D",
    Name: "E",
  }
  const shown = translated(schema, (term) => words[term] ?? term)
  const { expirySeconds, kind, body, rows } = shown.properties ?? {}
  expect(expirySeconds).toMatchObject({ title: "A", description: "B" })
  expect(kind).toMatchObject({ enum: ["image", "file"], labels: ["C", "file"] })
  expect(body?.anyOf?.[0]).toMatchObject({ title: "D", properties: { from: { const: "none" } } })
  expect(rows?.items?.properties?.name?.title).toBe("E")
  expect(translated(shown, (term) => words[term] ?? term)).toEqual(shown)
})

/** Everything that a form of the fields shows, in English. */
function collect(config: z.ZodType, title: string, said: Set<string>): void {
  said.add(title)
  const say = (term: string) => {
    said.add(term)
    return term
  }
  translated(z.toJSONSchema(config, { io: "input" }) as FieldSchema, say)
}

function placesOf(text: string): string[] {
  return (text.match(/\{\w+\}|\{\{ .+? \}\}|https?:|sk_test_|whsec_/g) ?? []).sort()
}
