import { expect, it } from "vitest"
import { disagreements, type Ending } from "../../src/cli/demo/ending"

const order = {
  id: "o",
  number: "SHOP-1",
  status: "paid",
  late: 0,
  minor: 14_990,
  currency: "ZAR",
  payment: "pi_1",
  at: 0,
}
const runs = { open: 0, ended: [{ status: "ended", node: "thanks" }], owed: 0, failed: [] }
const good: Ending = {
  order,
  runs,
  events: [{ status: "paid", payment: "pi_1" }],
  unheard: [],
  refused: [],
  taken: 14_990,
}
const refusal = {
  ...{ at: 0, method: "POST", path: "/pay", query: new URLSearchParams(), headers: {}, body: "" },
  ...{ service: "stripe", answered: 400, isUsual: false },
}
const message = { id: "m", at: 0, to: "+27821110001", text: "Thank you!", link: null }

it.each<[string, Ending, string[]]>([
  ["nothing when all agree", good, []],
  ["a status", { ...good, order: { ...order, status: "open" } }, ["the order's status"]],
  ["a late payment", { ...good, order: { ...order, late: 1 } }, ["whether it was paid late"]],
  ["an order whose end was not told", { ...good, events: [] }, ["whether paid was told", "payments told"]],
  ["a request refused", { ...good, refused: [refusal] }, ["requests refused outside"]],
  ["an amount", { ...good, order: { ...order, minor: 1499 } }, ["the order's amount"]],
  ["a number of its own", { ...good, order: { ...order, number: "SHOP-2" } }, ["whether the shop gave out its number"]],
  ["money that nobody knows", { ...good, order: { ...order, payment: null } }, ["whether a payment came"]],
  [
    "an order paid twice",
    { ...good, events: [...good.events, { status: "paid", payment: "pi_2" }] },
    ["payments told"],
  ],
  ["money that nobody paid for", { ...good, taken: 29_980 }, ["what the provider took"]],
  ["a message too many", { ...good, unheard: [message] }, ["messages beside the story"]],
  ["another end", { ...good, runs: { ...runs, ended: [{ status: "ended", node: "failed" }] } }, ["the run's end"]],
  ["a second run", { ...good, runs: { ...runs, ended: [...runs.ended, ...runs.ended] } }, ["the run's end"]],
  ["a send given up", { ...good, runs: { ...runs, failed: ["sent hi: no"] } }, ["what could not be done"]],
])("notices %s", async (_, ending, expected) => {
  const emulated = { numbers: ["SHOP-1"], price: { minor: 14_990, currency: "ZAR" as const } }
  const found = disagreements({ channel: "whatsapp", provider: "stripe", outcome: "paid" }, ending, emulated)
  expect(found.map((text) => text.split(" is ")[0])).toEqual(expected)
})
