import { describe, expect, it } from "vitest"
import demo from "../../examples/demo.json"
import deposit from "../../examples/deposit.json"
import { limitsOf } from "../../src/core/order/terms"
import { checkFlow } from "../../src/flow/checks/check"
import type { Flow } from "../../src/flow/flow"
import { flow, node } from "./story"

const limits = limitsOf({ currency: "ZAR", currencies: [] })

/** What the customer hears nothing after. */
function silent(document: unknown): string[] {
  const { warnings } = checkFlow(document, { payments: "ready", limits, flows: ["other"], channels: [] })
  return warnings.map(({ code, node, path }) => `${code} ${node} ${path}`)
}

const say = (name: string, next?: string) => node(name, "message", { text: "x" }, next ? { next } : {})
const ask = (exits: Record<string, string>, more = {}) => node("Ask", "question", { text: "?", ...more }, exits)
const fetch = (exits: Record<string, string>) => node("Stock", "request", { url: "https://api.test/" }, exits)
const end = (text: string) => node("End", "end", { text })
const pay = (exits: Record<string, string>, messages = {}) =>
  node("Pay", "chat2pay", { amount: "1", description: "x", messages }, exits)
const all = { answered: "Bye", invalid: "Bye" }

describe("a flow", () => {
  it.each<[string, Flow["nodes"], string[]]>([
    ["that says something", [say("Bye")], []],
    ["whose request leads nowhere", [fetch({ ok: "Bye" }), say("Bye")], ["silent Stock exits.failed"]],
    ["whose request leads nowhere after a word", [say("Hi", "Stock"), fetch({})], []],
    [
      "whose question leads nowhere",
      [ask({}, { timeoutSeconds: 60, cancelWords: ["stop"] })],
      ["silent Ask exits.answered", "silent Ask exits.invalid", "silent Ask exits.cancelled"],
    ],
    ["whose answers are answered", [ask(all), say("Bye")], []],
    [
      "whose options all lead nowhere",
      [
        node("Menu", "menu", {
          text: "?",
          options: [
            { id: "a", title: "A" },
            { id: "b", title: "B" },
          ],
        }),
      ],
      ["silent Menu exits.option:a", "silent Menu exits.option:b", "silent Menu exits.other"],
    ],
    ["that ends without last words", [ask({ answered: "End", invalid: "End" }), end(" ")], ["silent End config"]],
    ["that ends with last words", [ask({ answered: "End", invalid: "End" }), end("Bye")], []],
    ["that ends without last words after a word", [say("Hi", "End"), end("")], []],
    [
      "that keeps the answer and no more",
      [
        ask({ answered: "Set", invalid: "Bye" }),
        node("Set", "set", { assignments: [{ name: "a", value: "1" }] }),
        say("Bye"),
      ],
      ["silent Set exits.next"],
    ],
    [
      "that is silent on one of two ways to a node",
      [
        ask({ answered: "Set", invalid: "Hi" }),
        say("Hi", "Set"),
        node("Set", "set", { assignments: [{ name: "a", value: "1" }] }),
      ],
      ["silent Set exits.next"],
    ],
    [
      "with a case that leads nowhere",
      [
        ask({ answered: "If", invalid: "Bye" }),
        node("If", "condition", { cases: [{ name: "a", left: "1", operator: "equals", right: "1" }] }, { a: "Bye" }),
        say("Bye"),
      ],
      ["silent If exits.else"],
    ],
    ["that hands over", [ask({ answered: "Go", invalid: "Go" }), node("Go", "goto", { flow: "other" })], []],
    ["that tells how a payment went", [pay({ paid: "End", failed: "End" }), end("")], []],
    [
      "that is told to say nothing of a payment",
      [pay({ paid: "End", failed: "End" }, { paid: "", cancelled: "" }), end("")],
      ["silent End config"],
    ],
    ["that lets a link expire without a word", [pay({ paid: "End", failed: "End" }, { expired: "" }), end("")], []],
    ["that goes round", [ask({ answered: "Ask", invalid: "Ask" })], []],
  ])("%s", (_, nodes, expected) => {
    expect(silent(flow(nodes))).toEqual(expected)
  })

  it("has its silent way said by node and exit", () => {
    const { warnings, faults } = checkFlow(flow([fetch({ ok: "Bye" }), say("Bye")]), {
      payments: "ready",
      limits,
      flows: [],
      channels: [],
    })
    expect(faults).toEqual([])
    expect(warnings.map(({ message }) => message)).toEqual(["Stock / Failed: the customer hears nothing."])
  })

  it("that cannot be read has faults, and no silent ways", () => {
    expect(silent({ name: "x" })).toEqual([])
  })

  it.each([
    ["demo", demo],
    ["deposit", deposit],
  ])("of the %s example is nowhere silent", (_, document) => {
    expect(silent(document)).toEqual([])
  })
})
