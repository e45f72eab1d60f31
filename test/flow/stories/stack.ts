import { bot, flow, node, ordered, outcome, type Story, user } from "../story"

const link = "https://pay.test/p/LINK1"
const request = bot("Please pay ZAR 10.00 for a kettle.", { link })
const shop = flow(
  [
    node("Pay", "chat2pay", { amount: "10.00", description: "a kettle" }, { paid: "Paid", failed: "Failed" }),
    node("Paid", "question", { text: "Where shall we send it?" }, { answered: "Sent" }),
    node("Sent", "end", { text: "To {{ Paid.value }}, then." }),
    node("Failed", "end", { text: "Not paid." }),
  ],
  { triggers: { keywords: ["shop"], anyMessage: true } },
)
const help = flow(
  [
    node("Ask", "question", { text: "What is it about?" }, { answered: "Thanks" }),
    node("Thanks", "end", { text: "We will look into {{ Ask.value }}." }),
  ],
  { triggers: { keywords: ["help"] } },
)
const thanks = bot("Thank you! We have received your payment of ZAR 10.00 for order ORDER-1.")

/** Stories of several flows at once. */
export const stack: Story[] = [
  {
    name: "a keyword starts another flow on top, and the payment below is asked for again after it",
    flow: shop,
    others: { help },
    lines: [
      user("hi"),
      ordered("10.00 ZAR", "ORDER-1"),
      request,
      user("HELP!"),
      bot("What is it about?"),
      user("my kettle"),
      bot("We will look into my kettle."),
      request,
    ],
    end: "waiting",
  },
  {
    name: "an outcome lifts its flow to the top, and the flow it was under comes back after it",
    flow: shop,
    others: { help },
    lines: [
      user("hi"),
      ordered("10.00 ZAR", "ORDER-1"),
      request,
      user("help"),
      bot("What is it about?"),
      outcome("paid"),
      thanks,
      bot("Where shall we send it?"),
      user("Cape Town"),
      bot("To Cape Town, then."),
      bot("What is it about?"),
      user("my kettle"),
      bot("We will look into my kettle."),
    ],
    end: "ended",
  },
  {
    name: "the keyword of a flow that waits for money brings its request back instead of a second order",
    flow: shop,
    others: { help },
    lines: [
      user("shop"),
      ordered("10.00 ZAR", "ORDER-1"),
      request,
      user("help"),
      bot("What is it about?"),
      user("shop"),
      request,
      outcome("paid"),
      thanks,
      bot("Where shall we send it?"),
    ],
    end: "waiting",
  },
  {
    name: "a keyword begins a flow that waits for no money anew",
    flow: shop,
    others: { help },
    lines: [user("help"), bot("What is it about?"), user("help"), bot("What is it about?")],
    end: "waiting",
  },
]
