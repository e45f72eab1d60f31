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
export function shopFlow(version: number, expirySeconds: number, amount: string): Flow {
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
        config: { amount, description: "cart {{ Call.cart }}", expirySeconds, messages: words },
        exits: { paid: "thanks", failed: "sorry" },
      },
      { id: "thanks", name: "Thanks", type: "message", config: { text: `THANKS v${version}` }, exits: {} },
      { id: "sorry", name: "Sorry", type: "message", config: { text: `SORRY v${version}` }, exits: {} },
    ],
  })
}

/**
 * Another flow, begun by a keyword in the middle of the shop: it asks, tells the shop's own system where to call, rests for a
 * while, and waits for the call.
 */
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
        exits: { answered: "tell", timeout: "bye" },
      },
      {
        id: "tell",
        name: "Tell",
        type: "request",
        config: {
          method: "POST",
          url: "https://api.shop.test/parcels",
          body: { as: "json", json: { call: "{{ Parcel.hook }}" } },
        },
        exits: { ok: "rest", failed: "bye" },
      },
      {
        id: "rest",
        name: "Rest",
        type: "delay",
        config: { until: { as: "span", waitSeconds: 30 } },
        exits: { next: "wait" },
      },
      {
        id: "wait",
        name: "Parcel",
        type: "waitcallback",
        config: { timeoutSeconds: 1800 },
        exits: { answered: "called", timeout: "bye" },
      },
      {
        id: "called",
        name: "Called",
        type: "message",
        config: { text: `CALLED {{ Parcel.body.parcel }} v${version}` },
        exits: {},
      },
      { id: "bye", name: "Bye", type: "message", config: { text: `BYE v${version}` }, exits: {} },
    ],
  })
}
