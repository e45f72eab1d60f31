import { api, bot, call, flow, node, type Story, tap, user, wait } from "../story"

const shop = "https://api.test/parcels"
const told = (visit: number) => ({
  method: "POST",
  url: shop,
  body: { tell: `https://pay.test/hooks/Parcel.${visit}` },
})
const tell = { method: "POST", url: shop, body: { as: "json", json: { tell: "{{ Parcel.hook }}" } } }

const products = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `p${index + 1}`, name: `Cake ${index + 1}`, price: 10 + index }))

const pick = (body: unknown[], more: Record<string, string | number> = {}) => ({
  flow: flow([
    node("Products", "request", { url: "https://api.test/products" }, { ok: "Pick" }),
    node(
      "Pick",
      "picklist",
      { text: "Which?", list: "Products.body", title: "{{ item.name }}", value: "{{ item.id }}", ...more },
      { chosen: "Said", empty: "None", failed: "Bad", other: "Other" },
    ),
    node("Said", "message", { text: "{{ Pick.item.name }} for {{ Pick.item.price }}." }),
    node("None", "message", { text: "Nothing today." }),
    node("Bad", "message", { text: "We cannot say." }),
    node("Other", "message", { text: "Never mind." }),
  ]),
  asked: [user("hi"), api({ method: "GET", url: "https://api.test/products" }, 200, body as never)],
})

/** Stories of waits for time and for calls from outside, and of lists that an integration gave. */
export const waiting: Story[] = [
  {
    name: "a delay goes on by itself, and says once that it waits",
    flow: flow([
      node("Ask", "question", { text: "Your name?" }, { answered: "Later" }),
      node("Later", "delay", { until: { as: "span", waitSeconds: 3600 } }, { next: "Say" }),
      node("Say", "message", { text: "Are you still there, {{ Ask.value }}?" }),
    ]),
    lines: [
      user("hi"),
      bot("Your name?"),
      user("Thandi"),
      wait(3000),
      user("hello?"),
      bot("Thank you for your message. We will go on here as soon as we can."),
      user("hello??"),
      wait(600),
      bot("Are you still there, Thandi?"),
    ],
    end: "ended",
  },
  {
    name: "a delay is left by words where it says so, and no timer rings after it",
    flow: flow(
      [
        node(
          "Later",
          "delay",
          { until: { as: "span", waitSeconds: 60 }, meanwhile: "leave" },
          { next: "No", reply: "Yes" },
        ),
        node("Yes", "message", { text: "You wrote: {{ message.text }}" }),
        node("No", "message", { text: "Nobody wrote." }),
      ],
      { standing: "Not said." },
    ),
    lines: [user("hi"), user("me again"), bot("You wrote: me again"), wait(120)],
    end: "ended",
  },
  {
    name: "a delay until a date that has passed goes on at once, and what is no date has an exit of its own",
    flow: flow([
      node(
        "Past",
        "delay",
        { until: { as: "date", date: "2020-01-01", time: "09:00", zone: "UTC" } },
        { next: "Never" },
      ),
      node(
        "Never",
        "delay",
        { until: { as: "date", date: "{{ message.text }}", time: "09:00", zone: "UTC" } },
        { next: "Yes", failed: "No" },
      ),
      node("Yes", "message", { text: "That day came." }),
      node("No", "message", { text: "That is no day." }),
    ]),
    lines: [user("soon"), bot("That is no day.")],
    end: "ended",
  },
  {
    name: "a call from outside takes the flow on, and a second one changes nothing",
    flow: flow(
      [
        node("Order", "request", tell, { ok: "Hello" }),
        node("Hello", "message", { text: "We will tell you." }, { next: "Parcel" }),
        node("Parcel", "waitcallback", { timeoutSeconds: 600 }, { answered: "Said", timeout: "Late" }),
        node("Said", "question", { text: "It is {{ Parcel.body.state }}. Fine?" }, { answered: "Bye" }),
        node("Late", "message", { text: "We heard nothing." }),
        node("Bye", "message", { text: "Bye." }),
      ],
      { standing: "We are on it, {{ contact.name }}." },
    ),
    lines: [
      user("hi"),
      api(told(0), 200, {}),
      bot("We will tell you."),
      user("and?"),
      bot("We are on it, Thandi."),
      call("Parcel", { state: "packed" }),
      bot("It is packed. Fine?"),
      call("Parcel", { state: "packed" }),
      call("Parcel", { state: "lost" }, 410),
      wait(3600),
      user("yes"),
      bot("Bye."),
    ],
    end: "ended",
  },
  {
    name: "a call that nobody made in time has an exit of its own, and comes too late after that",
    flow: flow([
      node("Order", "request", tell, { ok: "Parcel" }),
      node("Parcel", "waitcallback", { timeoutSeconds: 600 }, { answered: "Said", timeout: "Late" }),
      node("Said", "question", { text: "It is {{ Parcel.body.state }}." }),
      node("Late", "question", { text: "We heard nothing. What now?" }),
    ]),
    lines: [
      user("hi"),
      api(told(0), 200, {}),
      wait(600),
      bot("We heard nothing. What now?"),
      call("Parcel", { state: "packed" }, 410),
    ],
    end: "waiting",
  },
  {
    name: "a call that comes before the flow waits for it is kept, and the next round has an address of its own",
    flow: flow([
      node("Order", "request", tell, { ok: "Ask" }),
      node("Ask", "question", { text: "Your street?" }, { answered: "Parcel" }),
      node("Parcel", "waitcallback", { timeoutSeconds: 600 }, { answered: "Said" }),
      node("Said", "message", { text: "To {{ Ask.value }}: {{ Parcel.body.state }}." }, { next: "Order" }),
    ]),
    lines: [
      user("hi"),
      api(told(0), 200, {}),
      bot("Your street?"),
      call("Parcel", { state: "packed" }),
      user("Long Street"),
      bot("To Long Street: packed."),
      api(told(1), 200, {}),
      bot("Your street?"),
      user("Short Street"),
      call("Parcel", { state: "sent" }),
      bot("To Short Street: sent."),
      api(told(2), 200, {}),
      bot("Your street?"),
    ],
    end: "waiting",
  },
  {
    ...{ name: "a list of an integration is offered in parts, and one is tapped, from an earlier part too" },
    flow: pick(products(5), { pageSize: 2 }).flow,
    lines: [
      ...pick(products(5)).asked,
      bot("Which?", { choices: ["Cake 1", "Cake 2", "More"] }),
      tap("More"),
      bot("Which?", { choices: ["Cake 3", "Cake 4", "More"] }),
      user("3"),
      bot("Which?", { choices: ["Cake 5", "More"] }),
      user("more"),
      bot("Which?", { choices: ["Cake 1", "Cake 2", "More"] }),
      user("what?"),
      bot("Please choose one of the options.", { choices: ["Cake 1", "Cake 2", "More"] }),
      tap("Cake 4"),
      bot("Cake 4 for 13."),
    ],
    end: "ended",
  },
  {
    name: "one of a list is written by its number, by its name though it is on another part, or not at all",
    flow: pick(products(12), { retries: 0 }).flow,
    lines: [
      ...pick(products(12)).asked,
      bot("Which?", { choices: [...products(9).map(({ name }) => name), "More"] }),
      user("cake 12"),
      bot("Cake 12 for 21."),
      ...pick(products(2)).asked,
      bot("Which?", { choices: ["Cake 1", "Cake 2"] }),
      user("2"),
      bot("Cake 2 for 11."),
      ...pick(products(2)).asked,
      bot("Which?", { choices: ["Cake 1", "Cake 2"] }),
      user("tea"),
      bot("Never mind."),
    ],
    end: "ended",
  },
  {
    name: "an empty list, and what is no list, have exits of their own",
    flow: pick([]).flow,
    lines: [
      ...pick([]).asked,
      bot("Nothing today."),
      user("hi"),
      api({ method: "GET", url: "https://api.test/products" }, 200, { sorry: true }),
      bot("We cannot say."),
    ],
    end: "ended",
  },
]
