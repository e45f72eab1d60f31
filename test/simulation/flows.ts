import { type Flow, flowDocument } from "../../src/flow/flow"

/** Words by which the model customer knows what a message is about. */
export const words = {
  request: "PAY {{ orderNumber }}",
  paid: "PAID {{ orderNumber }}",
  failed: "FAILED {{ orderNumber }}",
  expired: "EXPIRED {{ orderNumber }}",
  cancelled: "CANCELLED {{ orderNumber }}",
  error: "ERROR",
  waiting: "WAITING {{ message.text }}",
}

/** A shop that asks a name, asks its own system, asks for money and says thanks or sorry; each message says its version. */
export function shopFlow(version: number, expirySeconds: number): Flow {
  return flowDocument.parse({
    name: "Shop",
    start: "ask",
    nodes: [
      {
        id: "ask",
        name: "Name",
        type: "question",
        config: { text: `NAME? v${version}`, timeoutSeconds: 86_400 },
        exits: { answered: "call", invalid: "sorry", timeout: "sorry" },
      },
      {
        id: "call",
        name: "Call",
        type: "request",
        config: {
          method: "POST",
          url: "https://api.shop.test/carts",
          body: { as: "json", json: { name: "{{ Name.value }}" } },
          values: [{ name: "cart", path: "$.cart" }],
        },
        exits: { ok: "pay", failed: "pay" },
      },
      {
        id: "pay",
        name: "Payment",
        type: "chat2pay",
        config: { amount: "99.50", description: "cart {{ Call.cart }}", expirySeconds, messages: words },
        exits: { paid: "thanks", failed: "sorry" },
      },
      { id: "thanks", name: "Thanks", type: "message", config: { text: `THANKS v${version}` }, exits: {} },
      { id: "sorry", name: "Sorry", type: "message", config: { text: `SORRY v${version}` }, exits: {} },
    ],
  })
}

/** Another flow, begun by a keyword in the middle of the shop. */
export function helpFlow(version: number): Flow {
  return flowDocument.parse({
    name: "Help",
    start: "ask",
    nodes: [
      {
        id: "ask",
        name: "Ask",
        type: "question",
        config: { text: `HELP? v${version}`, timeoutSeconds: 3600 },
        exits: { answered: "bye", timeout: "bye" },
      },
      { id: "bye", name: "Bye", type: "message", config: { text: `BYE v${version}` }, exits: {} },
    ],
  })
}
