import { api, apiDown, bot, flow, node, type Story, user } from "../story"

const call = { method: "GET", url: "https://shop.test/orders/A%2F1?lang=en" }

function lookup(config: Record<string, unknown> = {}) {
  return flow([
    node("Ask", "question", { text: "Which order?" }, { answered: "Order" }),
    {
      ...node("Order", "request", {}, { ok: "Ok", failed: "No" }),
      config: JSON.parse(
        JSON.stringify({
          url: "https://shop.test/orders/{{ Ask.value }}",
          query: [{ name: "lang", value: "en" }],
          values: [{ name: "total", path: "$.order.total" }],
          ...config,
        }),
      ),
    },
    node("Ok", "message", { text: "It costs {{ Order.total }}: {{ Order.body.order.items[0] }}." }),
    node("No", "message", { text: "We could not find it ({{ Order.reason }})." }),
  ])
}

/** Stories of API integrations. */
export const integration: Story[] = [
  {
    name: "an outside service is asked and its answer used",
    flow: lookup(),
    lines: [
      user("hi"),
      bot("Which order?"),
      user("A/1"),
      api(call, 200, { order: { total: 99.5, items: ["a kettle"] } }),
      bot("It costs 99.5: a kettle."),
    ],
    end: "ended",
  },
  {
    name: "a status that is no success takes the failed exit",
    flow: lookup(),
    lines: [
      user("hi"),
      bot("Which order?"),
      user("A/1"),
      api(call, 404, { error: "none" }),
      bot("We could not find it (the service answered 404)."),
    ],
    end: "ended",
  },
  {
    name: "no answer takes the failed exit",
    flow: lookup(),
    lines: [
      user("hi"),
      bot("Which order?"),
      user("A/1"),
      apiDown(call),
      bot("We could not find it (shop.test could not be reached, or broke off.)."),
    ],
    end: "ended",
  },
  {
    name: "an answer that lacks what success means takes the failed exit",
    flow: lookup({ success: { path: "$.order.open", equals: "true" } }),
    lines: [
      user("hi"),
      bot("Which order?"),
      user("A/1"),
      api(call, 200, { order: { open: false } }),
      bot("We could not find it ($.order.open in the answer is not true)."),
    ],
    end: "ended",
  },
  {
    name: "what a customer writes stays one text within a JSON body",
    flow: flow([
      node("Name", "question", { text: "Name?" }, { answered: "Count" }),
      node("Count", "question", { text: "How many?", answer: "integer" }, { answered: "Post" }),
      node(
        "Post",
        "request",
        {
          method: "POST",
          url: "https://shop.test/orders",
          body: { as: "json", json: { name: "{{ Name.value }}", count: "{{ Count.value | json }}", list: [1, "x"] } },
        },
        { ok: "Done" },
      ),
      node("Done", "end", { text: "Saved." }),
    ]),
    lines: [
      user("hi"),
      bot("Name?"),
      user('Ada", "admin": true, "x": "'),
      bot("How many?"),
      user("3"),
      api(
        {
          method: "POST",
          url: "https://shop.test/orders",
          body: { name: 'Ada", "admin": true, "x": "', count: 3, list: [1, "x"] },
        },
        201,
        {},
      ),
      bot("Saved."),
    ],
    end: "ended",
  },
]
