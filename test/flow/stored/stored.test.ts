import { describe, expect, it } from "vitest"
import type { OrderNews } from "../../../src/core/order/news"
import { type Flow, flowDocument } from "../../../src/flow/flow"
import { isSensitive } from "../../../src/flow/sensitive"
import { type Flows, type Stack, type StackEvent, type StackTurn, takeTurn } from "../../../src/flow/stack"
import stored from "./release-1.json" with { type: "json" }

/** Conversations as the first release stored them, in the middle of a wait: this code must take them on from there. */
const stacks = stored as unknown as Record<keyof typeof stored, { document: unknown; stack: Stack }>

describe("a run that an older release stored", () => {
  it("takes the answer to its question, and keeps it to itself", () => {
    const { wait } = stacks.ask.stack.runs[0] ?? {}
    expect(isSensitive(wait)).toBe(true)
    const wrong = told("ask", reply("no number"))
    expect(wrong.stack.runs[0]?.wait).toMatchObject({ key: wait?.key, for: ["reply"], state: { tries: 1 } })
    expect(said(told("ask", reply("1234"), wrong.stack))).toEqual(["Thanks."])
  })

  it("gives up its question in time", () => {
    expect(said(told("ask", { type: "timeout", at: 61_000, key: keyOf("ask") }))).toEqual(["Too late."])
  })

  it("takes a tap on its menu", () => {
    const tap: StackEvent = { type: "reply", at: 2000, reply: { text: "Tea", choice: "Choose:tea" } }
    expect(said(told("choose", tap))).toEqual(["Tea."])
  })

  it("takes the answer to its API integration, and lets words meanwhile pass", () => {
    const chatty = told("call", reply("hello?"))
    expect(chatty.effects).toEqual([])
    const response = { status: 200, headers: {}, body: `{"number":7}` }
    const event: StackEvent = { type: "response", at: 2000, key: keyOf("call"), response, reason: null }
    expect(said(told("call", event, chatty.stack))).toEqual(["Number 7."])
  })

  it("hears that its order is paid", () => {
    const news: OrderNews = {
      cause: "settled",
      status: "paid",
      number: "ORDER-1",
      link: "https://pay.test/p/L",
      money: { minor: 1000, currency: "ZAR" },
      description: "Tea",
      reference: "p1",
      paidAt: 2000,
      expiresAt: 90_000_000,
      reason: null,
      messages: {},
      merchant: "Corner Shop",
    }
    const turn = told("pay", { type: "order", at: 2000, key: keyOf("pay"), news })
    expect(said(turn).at(-1)).toBe("Paid ORDER-1.")
    expect(turn.stack.runs).toEqual([])
  })
})

function told(name: keyof typeof stored, event: StackEvent, stack = stacks[name].stack): StackTurn {
  const document = flowDocument.parse(stacks[name].document)
  const flows: Flows = {
    routes: [{ flow: name, keyword: null }],
    version: (): Flow => document,
    published: () => ({ version: 1, document }),
  }
  const turn = takeTurn(stack, event, flows, {})
  if ("needs" in turn) throw new Error("everything is loaded")
  return turn
}

function said({ effects }: StackTurn): string[] {
  return effects.flatMap((effect) => (effect.type === "send" ? [effect.message.text] : []))
}

function keyOf(name: keyof typeof stored): string {
  return stacks[name].stack.runs[0]?.wait?.key ?? ""
}

function reply(text: string): StackEvent {
  return { type: "reply", at: 2000, reply: { text } }
}
