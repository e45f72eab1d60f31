import { bot, type Document, flow, node, ordered, outcome, type Story, user } from "../story"

const link = "https://pay.test/p/LINK1"

/** A payment, and how it is told to stand by whoever asks for a number. */
const desk: Document = flow(
  [
    node("Ask", "question", { text: "Which order?" }, { answered: "Look" }),
    node(
      "Look",
      "orderstatus",
      { order: "{{ Ask.value }}", ask: false },
      { paid: "Paid", open: "Open", unknown: "Unknown" },
    ),
    node("Paid", "message", { text: "{{ Look.number }} is paid: {{ Look.amount }}." }),
    node("Open", "message", { text: "{{ Look.number }} is {{ Look.status }}: {{ Look.description }}." }),
    node("Unknown", "message", { text: "Sorry: {{ Look.reason }}." }),
  ],
  { triggers: { keywords: ["status"] } },
)

const shop = flow([
  node("Pay", "chat2pay", { amount: "10.00", description: "a kettle" }, { paid: "Thanks", failed: "Sorry" }),
  node("Thanks", "end", { text: "Goodbye." }),
  node("Sorry", "end", { text: "A pity." }),
])

const counter = flow([
  node("Ask", "question", { text: "Which order?" }, { answered: "Back" }),
  node("Back", "refundorder", { order: "{{ Ask.value }}" }, { done: "Done", failed: "Failed" }),
  node("Done", "message", { text: "It is on your card." }),
  node("Failed", "message", { text: "Not given back: {{ Back.reason }}." }),
])

const till = flow([
  node("Ask", "question", { text: "Which order?" }, { answered: "Take" }),
  node("Take", "captureorder", { order: "{{ Ask.value }}" }, { done: "Done", failed: "Free" }),
  node("Free", "voidorder", { order: "{{ Ask.value }}" }, { done: "Done", failed: "Failed" }),
  node("Done", "message", { text: "Done." }),
  node("Failed", "message", { text: "Neither taken ({{ Take.state }}) nor let go: {{ Free.reason }}." }),
])

const begun = [user("hi"), ordered("10.00 ZAR", "ORDER-1"), bot("Please pay ZAR 10.00 for a kettle.", { link })]

/** Stories of nodes that ask for orders by their numbers. */
export const orders: Story[] = [
  {
    name: "an order is asked for by its number while it is open, and after it was paid",
    flow: shop,
    others: { desk },
    lines: [
      ...begun,
      user("status"),
      bot("Which order?"),
      user(" ORDER-1 "),
      bot("ORDER-1 is open: a kettle."),
      bot("Please pay ZAR 10.00 for a kettle.", { link }),
      outcome("paid"),
      bot("Thank you! We have received your payment of ZAR 10.00 for order ORDER-1."),
      bot("Goodbye."),
      user("status"),
      bot("Which order?"),
      user("ORDER-1"),
      bot("ORDER-1 is paid: 10.00."),
    ],
    end: "ended",
  },
  {
    name: "an order that is not this customer's is none",
    flow: { ...desk, triggers: { anyMessage: true } },
    lines: [user("hi"), bot("Which order?"), user("ORDER-7"), bot("Sorry: there is no such order.")],
    end: "ended",
  },
  {
    name: "money of an order that is not this customer's is not given back",
    flow: counter,
    lines: [
      user("hi"),
      bot("Which order?"),
      user("ORDER-7"),
      bot("Not given back: there is no order ORDER-7 of this customer's."),
    ],
    end: "ended",
  },
  {
    name: "what is held of an order that is not this customer's is neither taken nor let go",
    flow: till,
    lines: [
      user("hi"),
      bot("Which order?"),
      user("ORDER-7"),
      bot("Neither taken (failed) nor let go: there is no order ORDER-7 of this customer's."),
    ],
    end: "ended",
  },
]
