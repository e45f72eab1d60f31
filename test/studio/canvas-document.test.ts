import { expect, it } from "vitest"
import { nodes } from "../../src/flow/nodes"
import { cards, wires } from "../../src/studio/canvas/board/drawing"
import { laidOut, placeAfter, placed } from "../../src/studio/canvas/board/layout"
import { exitsOf, face } from "../../src/studio/canvas/board/ports"
import { copyText, pasted, readCopied } from "../../src/studio/canvas/draft/clipboard"
import {
  connected,
  disconnected,
  freeName,
  moved,
  newNode,
  readDraft,
  reconnected,
  withNode,
  withoutNodes,
} from "../../src/studio/canvas/draft/document"
import type { Draft, DraftNode } from "../../src/studio/canvas/draft/draft"
import { inPlainWords } from "../../src/studio/canvas/draft/missing"

const empty: Draft = {
  name: "Shop",
  language: "en",
  triggers: { keywords: [], anyMessage: false, accounts: [] },
  start: "",
  nodes: [],
}

function node(id: string, more: Partial<DraftNode> = {}): DraftNode {
  return {
    id,
    name: id.toUpperCase(),
    type: "message",
    config: { text: id },
    exits: {},
    position: { x: 0, y: 0 },
    ...more,
  }
}

const three: Draft = {
  ...empty,
  start: "a",
  nodes: [node("a", { exits: { next: "b" } }), node("b", { exits: { next: "c" } }), node("c")],
}

it("starts at the first node that is added", () => {
  const first = newNode(empty, "message", { x: 0, y: 0 })
  const one = withNode(empty, first)
  const two = withNode(one, newNode(one, "end", { x: 0, y: 0 }))
  expect(two.start).toBe(first.id)
})

it("names new nodes after their type, each by a name of its own", () => {
  let draft = empty
  for (const type of ["message", "message", "chat2pay", "request", "set"])
    draft = withNode(draft, newNode(draft, type, { x: 0, y: 0 }))
  expect(draft.nodes.map(({ name }) => name)).toEqual([
    "Message",
    "Message2",
    "Chat2Pay",
    "ApiIntegration",
    "SetVariables",
  ])
})

it("gives no name that the flow itself uses, and keeps names within forty characters", () => {
  expect(freeName([], "contact")).toBe("contact2")
  const long = "N".repeat(40)
  expect(freeName([{ name: long }], long)).toHaveLength(37)
})

it("starts a configuration from the schema's defaults and leaves out what has none", () => {
  const { config } = newNode(empty, "request", { x: 0, y: 0 })
  expect(config).toMatchObject({ method: "GET", timeoutSeconds: 10, headers: [] })
  expect(config).not.toHaveProperty("url")
})

it.each(Object.keys(nodes))("knows the exits of a %s node that nothing was entered in", (type) => {
  const { config } = newNode(empty, type, { x: 0, y: 0 })
  const names = exitsOf({ type, config }).map(({ name }) => name)
  const expected: Record<string, string[]> = {
    message: ["next"],
    question: ["answered", "invalid"],
    menu: ["other"],
    picklist: ["chosen", "other", "empty", "failed"],
    orderstatus: ["paid", "open", "ended", "look", "unknown"],
    captureorder: ["done", "pending", "failed"],
    voidorder: ["done", "pending", "failed"],
    refundorder: ["done", "pending", "failed"],
    delay: ["next"],
    waitcallback: ["answered", "timeout"],
    condition: ["else"],
    set: ["next"],
    request: ["ok", "failed"],
    chat2pay: ["paid", "failed", "expired", "cancelled", "error"],
  }
  expect(names).toEqual(expected[type] ?? [])
})

it("keeps the exits of options that are complete while another is still being written", () => {
  const config = {
    text: "",
    options: [
      { id: "tea", title: "Tea" },
      { id: "cake", title: "" },
      { id: "", title: "Pie" },
    ],
  }
  expect(exitsOf({ type: "menu", config }).map(({ name, title }) => [name, title])).toEqual([
    ["option:tea", "Tea"],
    ["option:cake", "…"],
    ["other", "Anything else"],
  ])
})

it("shows a connection whose exit is gone, so that it can be removed", () => {
  const { ports } = face(node("a", { exits: { old: "b" } }))
  expect(ports).toEqual([
    { name: "next", title: "Next", connected: false, stray: false },
    { name: "old", title: "old", connected: true, stray: true },
  ])
})

it("has one connection an exit: a new one takes the place of the old", () => {
  const draft = connected(three, "a", "next", "c")
  expect(draft.nodes[0]?.exits).toEqual({ next: "c" })
  expect(connected(draft, "a", "next", "c")).toBe(draft)
})

it("moves a connection to another exit", () => {
  const draft = reconnected(three, { from: "a", exit: "next" }, { from: "c", exit: "next", target: "b" })
  expect(draft.nodes.map(({ exits }) => exits)).toEqual([{}, { next: "c" }, { next: "b" }])
})

it("removes nodes with what led to them, and starts elsewhere when the start is gone", () => {
  const draft = withoutNodes(three, ["b"])
  expect(draft.nodes.map(({ id, exits }) => [id, exits])).toEqual([
    ["a", {}],
    ["c", {}],
  ])
  expect(withoutNodes(three, ["a"]).start).toBe("b")
  expect(withoutNodes(three, ["a", "b", "c"]).start).toBe("")
  expect(withoutNodes(three, ["x"])).toBe(three)
})

it("changes nothing where nothing is disconnected or moved", () => {
  expect(disconnected(three, [{ from: "c", exit: "next" }])).toBe(three)
  expect(moved(three, new Map([["a", { x: 0, y: 0 }]]))).toBe(three)
})

it("pastes copies with fresh ids, free names and the connections among them", () => {
  const text = copyText(three, ["b", "c"])
  const copies = readCopied(text ?? "")
  const result = copies && pasted(three, copies, { x: 500, y: 40 })
  const [b, c] = result?.document.nodes.slice(3) ?? []
  expect(result?.ids).toEqual([b?.id, c?.id])
  expect([b?.name, c?.name]).toEqual(["B2", "C2"])
  expect(b?.exits).toEqual({ next: c?.id })
  expect(b?.position).toEqual({ x: 500, y: 40 })
  expect(new Set(result?.document.nodes.map(({ id }) => id)).size).toBe(5)
})

it("keeps no connection to a node that was not copied", () => {
  const copies = readCopied(copyText(three, ["b"]) ?? "") ?? []
  expect(pasted(three, copies, { x: 0, y: 0 })?.document.nodes[3]?.exits).toEqual({})
})

it.each([
  "",
  "hello",
  "{}",
  "[1]",
  '{"paythread":"nodes","nodes":[]}',
  '{"paythread":"nodes","nodes":[{"id":"a"}]}',
  `{"paythread":"nodes","nodes":${"[".repeat(200)}${"]".repeat(200)}}`,
])("takes %.40j from the clipboard for no nodes", (text) => {
  expect(readCopied(text)).toBeNull()
})

it("refuses to paste more nodes than a flow has", () => {
  const many = { ...empty, nodes: Array.from({ length: 499 }, (_, index) => node(`n${index}`)) }
  expect(pasted(many, three.nodes, { x: 0, y: 0 })).toBeNull()
})

it("lays nodes out along their connections, and without one on top of another", () => {
  const across = laidOut(three, "LR").nodes.map(({ position }) => position?.x ?? 0)
  expect(across[0]).toBeLessThan(across[1] ?? 0)
  expect(across[1]).toBeLessThan(across[2] ?? 0)
  const down = laidOut(three, "TB").nodes.map(({ position }) => position?.y ?? 0)
  expect(down[0]).toBeLessThan(down[1] ?? 0)
})

it("places only the nodes that have no place", () => {
  const draft: Draft = { ...three, nodes: [node("a", { position: { x: 7, y: 7 } }), bare("b"), bare("c")] }
  const [a, b, c] = placed(draft).nodes
  expect(a?.position).toEqual({ x: 7, y: 7 })
  expect(b?.position).not.toEqual(c?.position)
  expect(placed(three)).toBe(three)
})

it("places a new node beside the one before it and not over another", () => {
  const draft = { ...three, nodes: [node("a"), node("b", { position: { x: 360, y: 10 } })] }
  const place = placeAfter(draft, draft.nodes[0] ?? node("a"), "next")
  expect(place.x).toBe(360)
  expect(place.y).toBeGreaterThanOrEqual(160)
})

it("draws again only the node that changed", () => {
  const drawn = { document: three, faults: [], path: null, selection: [], readOnly: false, face }
  const before = cards([], drawn)
  const changed = moved(three, new Map([["b", { x: 90, y: 0 }]]))
  const after = cards(before, { ...drawn, document: changed })
  expect(after.map((card, index) => card === before[index])).toEqual([true, false, true])
  expect(after[1]?.data).toBe(before[1]?.data)
})

it("lights up what a try-out passed", () => {
  const path = { nodes: new Set(["a"]), edges: new Set(["a/next"]), current: "b" }
  const drawn = { document: three, faults: [], path, selection: ["c"], readOnly: false, face }
  expect(cards([], drawn).map(({ data, selected }) => [data.lit, data.current, selected])).toEqual([
    [true, false, false],
    [false, true, false],
    [false, false, true],
  ])
  const lines = wires([], drawn, (exit, from, to) => `${exit} ${from} ${to}`)
  expect(lines.map(({ id, className, ariaLabel }) => [id, className, ariaLabel])).toEqual([
    ["a/next", "lit", "Next A B"],
    ["b/next", "", "Next B C"],
  ])
})

it("reads a stored draft whatever it is", () => {
  expect(
    readDraft({ nodes: [null, { id: 1 }, { id: "a", type: "message", exits: { next: 3 }, position: {} }] }),
  ).toEqual({
    ...empty,
    name: "",
    nodes: [{ id: "a", name: "", type: "message", config: {}, exits: {} }],
  })
})

it("says of a field that is still empty that it is missing, by its title", () => {
  const draft = { ...empty, nodes: [node("a", { type: "chat2pay", config: { amount: "", description: 7 } })] }
  const words = { fields: { description: { title: "Descripción" }, amount: { title: "Importe" } } }
  const told = (path: string, code = "config", said?: typeof words) =>
    inPlainWords(
      { code, node: "a", path, key: "form", values: {}, message: "Invalid input" },
      draft,
      (field) => `${field}?`,
      () => said,
    ).message
  expect(told("config.amount")).toBe("Amount?")
  expect(told("config.amount", "config", words)).toBe("Importe?")
  expect(told("config.orderNumber.template")).toBe("template?")
  expect(told("config.description")).toBe("Invalid input")
  expect(told("config.amount", "settings")).toBe("Invalid input")
})

function bare(id: string): DraftNode {
  const { position: _, ...rest } = node(id)
  return rest
}
