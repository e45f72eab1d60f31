import { describe, expect, it } from "vitest"
import * as z from "zod"
import { expirySeconds } from "../../src/core/order/terms"
import { RULE, read } from "../../src/core/text/issues"

const issues = (schema: z.ZodType, value: unknown) => {
  const found = read(schema, value)
  return "issues" in found ? found.issues : []
}
const said = (schema: z.ZodType, value: unknown) => issues(schema, value).map((issue) => issue.said.message)

describe("what a schema finds wrong", () => {
  it.each<[string, z.ZodType, unknown, string]>([
    ["nothing there", z.string(), undefined, "It is required."],
    ["another kind", z.string(), 5, "It must be a text."],
    ["a list in place of an object", z.object({}), [], "It must be an object."],
    ["no list", z.array(z.string()), {}, "It must be a list."],
    ["half a number", z.number().int(), 1.5, "It must be a whole number."],
    ["too little", z.number().min(300), 5, "It must be at least 300."],
    ["too much", z.number().max(10), 99, "It must be at most 10."],
    ["an empty text", z.string().min(1), "", "It must not be empty."],
    ["a short text", z.string().min(3), "a", "It must have at least 3 characters."],
    ["a long text", z.string().max(3), "abcd", "It must have at most 3 characters."],
    ["an empty list", z.array(z.string()).min(1), [], "There must be at least one."],
    ["a long list", z.array(z.string()).max(1), ["a", "b"], "It must have at most 1 items."],
    ["none of a few", z.enum(["a", "b"]), "c", "It must be one of: a, b."],
    ["another constant", z.literal("a"), "c", "It must be a."],
    ["words of the schema's own", z.string().regex(/a/, "an a"), "b", "an a"],
  ])("%s is said as a sentence", (_, schema, value, sentence) => {
    expect(said(schema, value)).toEqual([sentence])
  })
})

it("says of each which sentence it is and what is filled in, so that another language can say it", () => {
  const schema = z.strictObject({
    name: z.string().max(3),
    size: z.number().min(300, "five"),
    code: z.string().regex(/a/, "an a"),
  })
  const found = issues(schema, { name: "abcd", size: 5, code: "b", more: 1 })
  expect(found.map(({ path, said: { key, values } }) => [path.join("."), key, values])).toEqual([
    ["name", "mostCharacters", { limit: 3 }],
    ["size", RULE, {}],
    ["code", RULE, {}],
    ["more", "stray", {}],
  ])
})

it("knows a sentence of the house again where a schema brings it along", () => {
  expect(issues(expirySeconds, 5).map(({ said: { key } }) => key)).toEqual(["lastsTooShort"])
})
