import { describe, expect, it } from "vitest"
import { strayFields, withoutStrays } from "../../src/flow/checks/fields"
import { findNode } from "../../src/flow/nodes"
import { enter, exitOf, single, textsOf } from "./single"

const schemaOf = (type: string) => {
  const known = findNode(type)
  if (!known) throw new Error(`there is no node type ${type}`)
  return known.config
}

const option = { id: "a", title: "A" }
const payment = { amount: "1", description: "x" }

describe("a field that a node does not have", () => {
  it.each<[string, string, Record<string, unknown>, string[]]>([
    ["of a payment", "chat2pay", { ...payment, account: "stripe" }, ["account"]],
    ["misspelt", "chat2pay", { ...payment, expirySecond: 600, mesages: {} }, ["expirySecond", "mesages"]],
    ["within messages", "chat2pay", { ...payment, messages: { payed: "Thanks" } }, ["messages.payed"]],
    ["within a choice", "chat2pay", { orderNumber: { from: "automatic", template: "x" } }, ["orderNumber.template"]],
    ["within a list", "menu", { options: [option, { ...option, titel: "B" }] }, ["options.1.titel"]],
    ["within a group", "message", { media: { kind: "image", url: "x", caption: "y" } }, ["media.caption"]],
    ["of an unfinished node", "question", { retrys: 3 }, ["retrys"]],
    ["within another kind of body", "request", { body: { as: "form", json: {} } }, ["body.json"]],
  ])("%s is found", (_, type, config, paths) => {
    expect(strayFields(schemaOf(type), config).map(({ path }) => path.join("."))).toEqual(paths)
  })

  it.each<[string, string, Record<string, unknown>]>([
    ["JSON of any shape", "request", { url: "https://a.co", body: { as: "json", json: { any: { thing: [1] } } } }],
    ["a body of no known kind", "request", { body: { as: "xml", xml: "<a/>" } }],
    ["a choice without its kind", "chat2pay", { orderNumber: { template: "x" } }],
    ["a text in place of a list", "menu", { options: "a" }],
    ["nothing at all", "chat2pay", {}],
  ])("is not seen in %s", (_, type, config) => {
    expect(strayFields(schemaOf(type), config)).toEqual([])
    expect(withoutStrays(schemaOf(type), config)).toEqual(config)
  })

  it.each<[string, Record<string, unknown>, string]>([
    ["the one that was meant", { expirySecond: 1 }, 'There is no field "expirySecond": did you mean "expirySeconds"?'],
    ["it in another case", { Currency: "ZAR" }, 'There is no field "Currency": did you mean "currency"?'],
    ["that it is to go", { ...payment, account: "x" }, 'There is no field "account": remove it.'],
    ["that it is to go where nothing is like it", { colour: "red" }, 'There is no field "colour": remove it.'],
  ])("is told with %s", (_, config, message) => {
    expect(strayFields(schemaOf("chat2pay"), config).map(({ said }) => said.message)).toEqual([message])
  })

  it("is left out, and nothing else", () => {
    const config = { text: "?", x: 1, options: [{ ...option, y: 2 }, option] }
    expect(withoutStrays(schemaOf("menu"), config)).toEqual({ text: "?", options: [option, option] })
  })
})

it("a version with such fields runs as if they were not there", () => {
  const turn = enter(
    single("message", { text: "Hello", colour: "red", media: { kind: "image", url: "https://a.co/b", x: 1 } }),
  )
  expect(textsOf(turn)).toEqual(["Hello"])
  expect(exitOf(turn)).toBe("next")
})
