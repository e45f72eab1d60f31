import { describe, expect, it } from "vitest"
import { page } from "../../src/core/languages/english/page"
import { canBe, type OrderStatus, orderStates, orderStatuses } from "../../src/core/order/states"
import { advance } from "../../src/flow/engine"
import { findNode } from "../../src/flow/nodes"
import { orderView } from "../../src/http/api/orders/view"
import { enter, exitOf, single } from "../flow/single"

const config = { amount: "35.00", description: "Soup" }

/** The news of an order that was opened, and then stands like that. */
function exitAt(status: OrderStatus): string | null {
  const flow = single("chat2pay", config)
  const { run } = enter(flow)
  const news = {
    ...{ number: "A-1", link: "https://pay.test/p/x", money: { minor: 3500, currency: "ZAR" as const } },
    ...{
      description: "Soup",
      reference: null,
      paidAt: null,
      expiresAt: 9_000,
      reason: null,
      messages: {},
      merchant: "",
    },
  }
  const key = run.wait?.key ?? ""
  const opened = advance(flow, run, {
    type: "order",
    at: 1000,
    key,
    news: { ...news, cause: "opened", status: "open" },
  })
  return exitOf(
    advance(flow, opened.run, { type: "order", at: 2000, key, news: { ...news, cause: "settled", status } }),
  )
}

it("shows every status in the API", () => {
  expect(orderView.shape.status.options).toEqual(orderStatuses)
})

describe.each(orderStatuses)("an order that is %s", (status) => {
  const { open, payable, ends, exit, can } = orderStates[status]

  it("leaves Chat 2 Pay by the way out that the table names", () => {
    const known = findNode("chat2pay")
      ?.exits(config)
      .map(({ name }) => name)
    if (exit !== null) expect(known).toContain(exit)
    expect(exitAt(status)).toBe(exit)
  })

  it("is over, or may still be paid in the ordinary way, and never both", () => {
    expect(open && ends).toBe(false)
    expect(payable).toBe(payable && open)
    // A run waits for as long as money may come.
    expect(exit === null).toBe(open)
  })

  it("has a sentence on the pay page, unless all of it can be paid there", () => {
    expect(Object.hasOwn(page, status)).toBe(!payable || status === "part_paid")
  })

  it("can be cancelled only while it is open, and given back only when money came", () => {
    for (const action of can) expect(canBe(status, action)).toBe(true)
    expect(canBe(status, "cancel") && !open).toBe(false)
    expect(canBe(status, "refund")).toBe(["paid", "part_paid", "mismatch"].includes(status))
    // Only what its customer agreed to and nobody took yet is held.
    expect(canBe(status, "capture")).toBe(["authorised", "part_paid"].includes(status))
    expect(canBe(status, "void")).toBe(canBe(status, "capture"))
  })
})
