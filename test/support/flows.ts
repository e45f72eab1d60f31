import type * as z from "zod"
import type { flowDocument } from "../../src/flow/flow"

/** A shop that asks a name, asks for money, and says thanks or sorry. */
export function shop(pay: Record<string, z.core.util.JSONType> = {}): z.input<typeof flowDocument> {
  return {
    name: "Shop",
    triggers: { keywords: ["shop"], anyMessage: true, accounts: [] },
    start: "ask",
    nodes: [
      {
        id: "ask",
        name: "Name",
        type: "question",
        config: { text: "What is your name?", answer: "text" },
        exits: { answered: "pay", invalid: "sorry" },
      },
      {
        id: "pay",
        name: "Payment",
        type: "chat2pay",
        config: { amount: "99.50", description: "two cakes", ...pay },
        exits: { paid: "thanks", failed: "sorry" },
      },
      {
        id: "thanks",
        name: "Thanks",
        type: "message",
        config: { text: "Enjoy, {{ Name.value }}! Your order is {{ Payment.orderNumber }}." },
        exits: {},
      },
      { id: "sorry", name: "Sorry", type: "message", config: { text: "Perhaps another time." }, exits: {} },
    ],
  }
}

/** Three messages in one turn. */
export function triple(): ReturnType<typeof shop> {
  const text = (id: string, next?: string) => ({
    id,
    name: id,
    type: "message",
    config: { text: `message ${id}` },
    exits: next === undefined ? {} : { next },
  })
  return {
    name: "Triple",
    triggers: { anyMessage: true },
    start: "one",
    nodes: [text("one", "two"), text("two", "three"), text("three")],
  }
}
