import { expect, it } from "vitest"
import type { Draft, DraftNode } from "../../src/studio/canvas/draft/draft"
import { find, replace } from "../../src/studio/canvas/find/replace"
import { variablesAt } from "../../src/studio/canvas/panel/variables"
import { differences } from "../../src/studio/canvas/versions/differences"
import { inserted, offered } from "../../src/studio/forms/template"

const node = (id: string, type: string, config: DraftNode["config"], exits: DraftNode["exits"] = {}): DraftNode => ({
  ...{ id, name: id, type, config, exits },
})

const draft = (...nodes: DraftNode[]): Draft => ({
  ...{ name: "x", language: "en", triggers: { keywords: [], anyMessage: false, accounts: [] }, start: "a", nodes },
})

const shop = draft(
  node("Hello", "message", { text: "Bread! bread? (bread)" }, { next: "Menu" }),
  node("Menu", "menu", { text: "What?", options: [{ id: "a", title: "Bread $1", description: "" }] }),
)

it("finds a text wherever it stands", () => {
  expect(find(shop, { text: "bread", matchCase: false }).map(({ node, path, count }) => [node, path, count])).toEqual([
    ["Hello", "text", 3],
    ["Menu", "options.0.title", 1],
  ])
  expect(find(shop, { text: "bread", matchCase: true })).toHaveLength(1)
  expect(find(shop, { text: "", matchCase: false })).toEqual([])
})

it("takes what looks like a pattern as it is, on both sides", () => {
  expect(find(shop, { text: "(bread)", matchCase: true })).toHaveLength(1)
  expect(find(shop, { text: ".", matchCase: true })).toEqual([])
  const put = replace(shop, { text: "$1", matchCase: true }, "$&-{{ x }}")
  expect(put.nodes[1]?.config.options).toEqual([{ id: "a", title: "Bread $&-{{ x }}", description: "" }])
})

it("replaces in one place only when asked to", () => {
  const put = replace(shop, { text: "bread", matchCase: false }, "cake", { node: "Menu", path: "options.0.title" })
  expect(put.nodes[0]?.config.text).toBe("Bread! bread? (bread)")
  expect(put.nodes[1]?.config.options).toEqual([{ id: "a", title: "cake $1", description: "" }])
})

it("counts what differs from an older version, wherever nodes stand", () => {
  const moved = { ...shop, nodes: shop.nodes.map((one) => ({ ...one, position: { x: 1, y: 2 } })) }
  expect(differences(moved, shop)).toEqual({ added: 0, removed: 0, changed: 0 })
  const other = draft(node("Menu", "menu", { text: "Which?" }), node("New", "end", {}))
  expect(differences(other, shop)).toEqual({ added: 1, removed: 1, changed: 1 })
})

it("offers the results of nodes that can come before, and of no others", () => {
  const flow = draft(
    node("Ask", "question", { text: "Name?" }, { answered: "Say" }),
    node("Say", "message", { text: "x" }, { next: "Later" }),
    node("Later", "request", { url: "https://shop.test" }),
  )
  const names = variablesAt(flow, "Say")
  expect(names).toContain("Ask.value")
  expect(names).toContain("contact.name")
  expect(names.some((name) => name.startsWith("Later"))).toBe(false)
})

it("offers variables while braces are open, and closes them", () => {
  const names = ["Ask.value", "contact.name"]
  expect(offered("Hi {{ a", 7, names)).toEqual(["Ask.value"])
  expect(offered("Hi {{", 5, names)).toEqual(names)
  expect(offered("Hi {{ Ask.value }}!", 19, names)).toEqual([])
  expect(inserted("Hi {{ a!", 7, "Ask.value")).toEqual({ text: "Hi {{ Ask.value }}!", caret: 18 })
  expect(inserted("{{ as }}", 5, "Ask.value").text).toBe("{{ Ask.value }}")
})
