import type { Json } from "../../../src/core/json"
import { api, bot, type Document, flow, node, ordered, outcome, refused, type Story, user, wait } from "../story"

const link = "https://pay.test/p/LINK1"
const request = bot("Please pay ZAR 10.00 for a kettle.", { link })

function shop(config: Record<string, Json> = {}): Document {
  return flow([
    node(
      "Pay",
      "chat2pay",
      { amount: "10.00", description: "a kettle", ...config },
      {
        paid: "Paid",
        failed: "Failed",
        expired: "Expired",
        cancelled: "Cancelled",
        error: "Error",
      },
    ),
    node("Paid", "end", { text: "Went by paid: {{ Pay.orderNumber }}, {{ Pay.amount }} {{ Pay.currency }}." }),
    node("Failed", "end", { text: "Went by failed{{ Pay.reason }}." }),
    node("Expired", "end", { text: "Went by expired." }),
    node("Cancelled", "end", { text: "Went by cancelled." }),
    node("Error", "end", { text: "Went by error: {{ Pay.status }}." }),
  ])
}

const begun = [user("hi"), ordered("10.00 ZAR", "ORDER-1"), request]
const thanks = bot("Thank you! We have received your payment of ZAR 10.00 for order ORDER-1.")
const waiting = bot('We are waiting for your payment of ZAR 10.00. You can write "paid", "resend" or "cancel payment".')
const confirm = bot("Do you really want to cancel your payment of ZAR 10.00? Please answer yes or no.")
const expired = bot("The time to pay ZAR 10.00 has run out, so the payment link no longer works.")
const cancelled = bot("Your payment of ZAR 10.00 has been cancelled. Nothing was charged.")
const late = bot(
  "Your payment of ZAR 10.00 has reached us after all. Thank you! We will be in touch about what happens next.",
)

/** Stories of Chat 2 Pay. */
export const payment: Story[] = [
  {
    name: "money is asked for and paid, and the flow goes on",
    flow: shop(),
    lines: [...begun, outcome("paid"), thanks, bot("Went by paid: ORDER-1, 10.00 ZAR.")],
    end: "ended",
  },
  {
    name: "an amount is written as the shop's country writes it",
    flow: shop({ amount: "R10,00" }),
    lines: [...begun, outcome("paid"), thanks, bot("Went by paid: ORDER-1, 10.00 ZAR.")],
    end: "ended",
  },
  {
    name: "a payment fails",
    flow: shop(),
    lines: [...begun, outcome("failed"), bot("Your payment of ZAR 10.00 did not go through."), bot("Went by failed.")],
    end: "ended",
  },
  {
    name: "a link expires",
    flow: shop({ expirySeconds: 600 }),
    lines: [...begun, wait(599), wait(1), expired, bot("Went by expired.")],
    end: "ended",
  },
  {
    name: "a payment is cancelled, once the customer is sure",
    flow: shop(),
    lines: [...begun, user("Cancel payment"), confirm, user("yes"), cancelled, bot("Went by cancelled.")],
    end: "ended",
  },
  {
    name: "a customer who is not sure keeps the payment",
    flow: shop(),
    lines: [
      ...begun,
      user("cancel"),
      confirm,
      user("no"),
      bot("All right, your payment link still works."),
      user("yes"),
      waiting,
      outcome("paid"),
      thanks,
      bot("Went by paid: ORDER-1, 10.00 ZAR."),
    ],
    end: "ended",
  },
  {
    name: "exits that are not connected go where failed goes",
    flow: flow([
      node("Pay", "chat2pay", { amount: "10.00", description: "a kettle" }, { paid: "Paid", failed: "Failed" }),
      node("Paid", "end", { text: "Paid." }),
      node("Failed", "end", { text: "Not paid: {{ Pay.status }}." }),
    ]),
    lines: [...begun, user("cancel"), confirm, user("yes"), cancelled, bot("Not paid: cancelled.")],
    end: "ended",
  },
  {
    name: "the link is sent again, and chatter never breaks the wait",
    flow: shop(),
    lines: [...begun, user("resend"), request, user("hello?"), waiting, user("resend"), request],
    end: "waiting",
  },
  {
    name: "a customer who says they have paid is looked up",
    flow: shop(),
    lines: [
      ...begun,
      user("I have paid"),
      bot("We have not seen your payment yet. It can take a moment, and we will tell you as soon as it arrives."),
      outcome("paid"),
      thanks,
      bot("Went by paid: ORDER-1, 10.00 ZAR."),
    ],
    end: "ended",
  },
  {
    name: "a slow method outlives the link's expiry",
    flow: shop({ expirySeconds: 600 }),
    lines: [
      ...begun,
      outcome("pending"),
      wait(86_400),
      outcome("paid"),
      thanks,
      bot("Went by paid: ORDER-1, 10.00 ZAR."),
    ],
    end: "ended",
  },
  {
    name: "money that comes after the link expired is told and never lost",
    flow: shop({ expirySeconds: 600 }),
    lines: [...begun, wait(600), expired, bot("Went by expired."), outcome("paid"), late],
    end: "ended",
  },
  {
    name: "an amount that is no amount takes the error exit",
    flow: shop({ amount: "{{ message.text }}" }),
    lines: [
      user("ten"),
      refused("ten"),
      bot("Sorry, we could not create your payment link. Please try again a little later."),
      bot("Went by error: error."),
    ],
    end: "ended",
  },
  {
    name: "the order's number comes from an API integration, and a used one takes the error exit",
    flow: flow([
      node(
        "Number",
        "request",
        { url: "https://shop.test/next", values: [{ name: "id", path: "$.id" }] },
        { ok: "Pay" },
      ),
      node(
        "Pay",
        "chat2pay",
        {
          amount: "10",
          description: "a kettle",
          orderNumber: { from: "custom", template: "{{ Number.id }}" },
        },
        { paid: "More", failed: "Failed", error: "Error" },
      ),
      node("More", "question", { text: "{{ Pay.orderNumber }} is paid. More?" }, { answered: "Number" }),
      node("Failed", "end", { text: "Failed." }),
      node("Error", "end", { text: "Not again." }),
    ]),
    lines: [
      user("hi"),
      api({ method: "GET", url: "https://shop.test/next" }, 200, { id: "K-77" }),
      ordered("10.00 ZAR", "K-77"),
      request,
      outcome("paid"),
      bot("Thank you! We have received your payment of ZAR 10.00 for order K-77."),
      bot("K-77 is paid. More?"),
      user("yes"),
      api({ method: "GET", url: "https://shop.test/next" }, 200, { id: "K-77" }),
      refused("10"),
      bot("Sorry, we could not create your payment link. Please try again a little later."),
      bot("Not again."),
    ],
    end: "ended",
  },
  {
    name: "the flow's own words are said instead of the product's",
    flow: shop({ messages: { request: "{{ merchant }} asks for {{ amount }}", paid: "", waiting: "" } }),
    lines: [
      user("hi"),
      ordered("10.00 ZAR", "ORDER-1"),
      bot("Corner Shop asks for ZAR 10.00", { link }),
      user("hello?"),
      outcome("paid"),
      bot("Went by paid: ORDER-1, 10.00 ZAR."),
    ],
    end: "ended",
  },
]
