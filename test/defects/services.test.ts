import { describe, expect, it } from "vitest"
import { type Stage, stage } from "../support/stage"
import { read } from "./flows"

const API = "https://shop.example.com/"

/** Asks a service so many times, one after the other, and then for money. */
function integrating(times: number, config: object = {}) {
  const nodes = Array.from({ length: times }, (_, index) => ({
    id: `api${index}`,
    name: `Api${index}`,
    type: "request",
    config: { url: `${API}${index}`, ...config },
    exits: { ok: index + 1 < times ? `api${index + 1}` : "pay", failed: "sorry" },
  }))
  return {
    name: "Integration",
    triggers: { anyMessage: true },
    start: "api0",
    nodes: [
      ...nodes,
      {
        id: "pay",
        name: "Pay",
        type: "chat2pay",
        config: { amount: "{{ Api0.body.price }}", description: "what it costs" },
        exits: { paid: "sorry", failed: "sorry" },
      },
      { id: "sorry", name: "Sorry", type: "message", config: { text: "sorry: {{ Api0.reason }}" }, exits: {} },
    ],
  }
}

/** Answers by the address asked for; what is not there is 404. */
function answers(play: Stage, byUrl: Record<string, () => Response>) {
  for (const [url, answer] of Object.entries(byUrl)) play.answers[url] = answer
}

const to =
  (location: string, status = 302) =>
  () =>
    new Response(null, { status, headers: { location } })
const price = () => Response.json({ price: "149.90" })

describe("a service that sends on", () => {
  it.each([
    ["N13 to another host, as Google's web apps do", { [API]: to("https://other.example.com/echo?x=1") }, "ZAR 149.90"],
    ["N13 to its own, by a path", { [`${API}0`]: to("/moved", 301), [`${API}moved`]: price }, "ZAR 149.90"],
    ["N13 with the same request, of no body", { [API]: to("https://other.example.com/", 307) }, "ZAR 149.90"],
    ["N13 into a network", { [API]: to("https://10.0.0.1/") }, "sorry"],
    ["N13 to this deployment", { [API]: to("https://pay.test/api/orders") }, "sorry"],
    ["N13 off https", { [API]: to("http://other.example.com/") }, "sorry"],
    ["N13 on and on", { [API]: to(API) }, "sorry: the service answered 302"],
    ["N13 nowhere", { [API]: () => new Response(null, { status: 302 }) }, "sorry: the service answered 302"],
  ])("%s", async (_, byUrl, said) => {
    const play = await stage(integrating(1, { headers: [{ name: "x-key", value: "secret" }] }))
    answers(play, { ...byUrl, "https://other.example.com/": price })
    await play.say("hi")
    expect(read(play).at(-1)).toContain(said)
    expect(play.asked.filter(({ url }) => url.startsWith("https://10.") || url.startsWith("http:"))).toEqual([])
    const elsewhere = play.asked.filter(({ url }) => url.startsWith("https://other."))
    expect(elsewhere.map(({ headers }) => headers.get("x-key"))).toEqual(elsewhere.map(() => null))
    expect(play.asked.length).toBeLessThanOrEqual(6)
  })

  it("N13 gets no body of a POST that was carried out, nor what was in it", async () => {
    const play = await stage(integrating(1, { method: "POST", body: { as: "text", text: "secret" } }))
    answers(play, { [API]: to("https://other.example.com/", 303), "https://other.example.com/": price })
    await play.say("hi")
    expect(play.asked.slice(0, 2).map(({ method, body }) => [method, body])).toEqual([
      ["POST", "secret"],
      ["GET", ""],
    ])
    expect(read(play).at(-1)).toContain("ZAR 149.90")
  })
})

describe("a service that answers at length", () => {
  const long = (characters: number, more: object = {}) =>
    Response.json({ price: "149.90", pad: "x".repeat(characters), ...more })

  it.each([
    ["N14 four answers of 27 kB", 4, 27_000],
    ["R13 four answers of 31 kB", 4, 31_000],
    ["N14 eight answers of 100 kB, more than is kept of one", 8, 100_000],
  ])("leaves room for the payment: %s", async (_, times, characters) => {
    const play = await stage(integrating(times))
    answers(play, { [API]: () => long(characters) })
    await play.say("hi")
    expect(read(play)).toEqual(["Please pay ZAR 149.90 for what it costs."])
    expect(await play.orders()).toHaveLength(1)
  })

  it("N14 leaves by failed where the flow reads more than a run can hold", async () => {
    const flow = integrating(4)
    const [first] = flow.nodes
    const words = {
      id: "sorry",
      name: "Sorry",
      type: "message",
      config: {
        text: "{{ Api0.body.pad | size }} {{ Api1.body.pad | size }} {{ Api2.body.pad | size }} {{ Api3.body.pad | size }}, {{ Api3.reason }}",
      },
      exits: {},
    }
    expect(first).toBeDefined()
    const play = await stage({ ...flow, nodes: [...flow.nodes.slice(0, -1), words] })
    answers(play, { [API]: () => long(27_000) })
    await play.say("hi")
    expect(read(play)).toEqual(["27000 27000 27000 0, the run has no room for the answer"])
  })

  it("R13 has the last word where a flow breaks all the same", async () => {
    const set = (id: string, next: string) => ({
      id,
      name: `S${id}`,
      type: "set",
      config: { assignments: [{ name: "x", value: "1" }] },
      exits: { next },
    })
    const flow = integrating(1)
    const circling = flow.nodes.map((node) =>
      node.id === "api0" ? { ...node, exits: { ok: "a", failed: "sorry" } } : node,
    )
    const play = await stage({ ...flow, nodes: [...circling, set("a", "b"), set("b", "a")] })
    answers(play, { [API]: () => long(25_000) })
    await play.say("hi")
    expect(read(play)).toEqual([expect.stringContaining("something went wrong on our side")])
    expect(await play.orders()).toEqual([])
  })
})

describe("words while a service is asked", () => {
  it.each(["by the way I need a receipt", "hello?"])(
    "N15 are shown to the operator as unanswered: %s",
    async (words) => {
      const play = await stage(integrating(1))
      // Waited for in the object that asks: a promise that somebody else keeps cannot be kept to another object.
      let isAnswering = false
      play.answers[API] = async () => {
        while (!isAnswering) await new Promise((resolve) => setTimeout(resolve, 10))
        return price()
      }
      await play.say("hi", { settle: false })
      await expect.poll(() => play.asked.length).toBe(1)
      await play.say(words, { settle: false })
      isAnswering = true
      await play.settle()
      const view = await (await play.conversation()).inspect()
      expect(view?.timeline).toContainEqual(
        expect.objectContaining({ type: "received", text: words, status: "unheard" }),
      )
      expect(read(play).at(-1)).toContain("ZAR 149.90")
    },
  )
})
