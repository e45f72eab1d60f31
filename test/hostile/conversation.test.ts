import { describe, expect, it } from "vitest"
import { shop } from "../support/flows"
import { type Stage, textOf } from "../support/stage"
import { atPayment, numberOf, plantedStage, signed, watch } from "./attack"
import { FROM, flowOf, last, message, question, say } from "./writing"

watch()

describe("what a customer writes", () => {
  it.each([
    "{{secrets.x}}",
    "{{ contact.phone }}",
    `\${7*7}`,
    "{{constructor.constructor('return process')()}}",
    "{% for i in (1..1000000) %}x{% endfor %}",
    "{{ '/etc/passwd' | render }}",
    "<%= 7*7 %> #{7*7} {{7*7}}",
  ])("28 stays what it is: %s", async (text) => {
    const play = await plantedStage(flowOf(question("any"), say("You said: {{ Ask.value }} as {{ contact.name }}")))
    for (const body of ["hi", text]) {
      await signed(play, message(play, { type: "text", text: { body } }, text))
      await play.settle()
    }
    expect(last(play)).toBe(`You said: ${text} as ${text}`)
  })

  it("29 is not expanded a second time, through variables, an answer from outside, an order and its messages", async () => {
    const evil = "{{ contact.phone }}{{ 7 | times: 7 }}"
    const play = await plantedStage(
      flowOf(
        question("any"),
        { type: "set", config: { assignments: [{ name: "a", value: "{{ Ask.value }}" }] } },
        {
          type: "request",
          name: "Api",
          config: { url: "https://api.example.com/x", values: [{ name: "v", path: "$.v" }] },
        },
        say("{{ a }} {{ Api.v }} {{ Api.body.v }}"),
        {
          type: "chat2pay",
          name: "Payment",
          config: { amount: "10", description: "{{ a }}", messages: { request: "For {{ description }}: {{ link }}" } },
        },
      ),
    )
    play.answers["https://api.example.com/"] = () => Response.json({ v: evil })
    await play.say("hi")
    await play.say(evil)
    expect(play.sent.map(textOf).filter((text) => text.includes(evil))[0]).toBe(`${evil} ${evil} ${evil}`)
    expect((await play.orders())[0]?.description).toBe(evil)
    expect(last(play)).toContain(`For ${evil}`)
    expect(JSON.stringify(play.sent.map(textOf))).not.toMatch(/49|\+2782/)
  })

  it("30 cannot reach a prototype through the name of a variable, its own or an answer's", async () => {
    const play = await plantedStage(
      flowOf(
        { type: "request", name: "Api", config: { url: "https://api.example.com/x" } },
        say(
          "[{{ __proto__ }}{{ toString }}{{ constructor.name }}{{ Api.__proto__ }}{{ Api.body.__proto__.x }}{{ Api.constructor }}]",
        ),
      ),
    )
    play.answers["https://api.example.com/"] = () =>
      new Response('{"__proto__":{"x":"polluted"},"toString":"mine","constructor":{"prototype":{"x":1}}}')
    await play.say("hi")
    expect(last(play)).toBe("[]")
    expect(Reflect.get({}, "x")).toBeUndefined()
  })

  it("31 of 4,097 characters and choices too long for buttons are split, never refused or cut", async () => {
    const options = Array.from({ length: 10 }, (_, index) => ({ id: `o${index}`, title: `${index}`.repeat(60) }))
    const menu = { type: "menu", config: { text: "Pick {{ Ask.value }}", options } }
    const play = await plantedStage(flowOf(question("any"), say("{{ Ask.value }}{{ Ask.value }}"), menu))
    await play.say("hi")
    const long = "x".repeat(4096)
    await play.say(long)
    const texts = play.sent.slice(1).map(textOf)
    expect(texts.every((text) => text.length <= 4096)).toBe(true)
    expect(texts.join("").split("x").length - 1).toBe(3 * 4096)
    for (const { title } of options) expect(texts.join("\n")).toContain(title)
    const bodies = play.asked.map(({ body }) => JSON.parse(body))
    for (const { interactive } of bodies) expect(interactive?.body?.text?.length ?? 0).toBeLessThanOrEqual(4096)
  })

  const taps = (play: Stage, id: string) =>
    signed(
      play,
      message(play, { type: "interactive", interactive: { type: "button_reply", button_reply: { id, title: "Yes" } } }),
    )

  const menus = () =>
    flowOf(
      {
        type: "menu",
        name: "First",
        config: { text: "First?", options: [{ id: "yes", title: "Yes" }] },
        exits: { "option:yes": "n1" },
      },
      {
        type: "menu",
        name: "Second",
        config: { text: "Second?", options: [{ id: "go", title: "Go" }], retries: 10 },
        exits: { "option:go": "n2" },
      },
      say("Gone"),
    )

  it("32 is no choice when it taps what was never offered, or what an older step offered", async () => {
    const play = await plantedStage(menus())
    await play.say("hi")
    const offered = play.sent[0]?.interactive?.action.buttons?.[0]?.reply.id ?? ""
    await taps(play, offered)
    await play.settle()
    expect(last(play)).toBe("Second?")
    for (const id of [offered, "n1:evil", "n2:go", "evil", "__proto__", "x".repeat(512)]) {
      await taps(play, id)
      await play.settle()
      expect(play.sent.map(textOf)).not.toContain("Gone")
    }
  })

  it("33 acts on the writer's own conversation, whosever button it claims to have tapped", async () => {
    const play = await plantedStage(menus())
    await play.say("hi")
    await play.say("hi", { from: "27829990002" })
    const offered = play.sent[0]?.interactive?.action.buttons?.[0]?.reply.id ?? ""
    const before = await (await play.conversation()).inspect()
    const reply = { type: "button_reply", button_reply: { id: offered, title: "Yes" } }
    const context = { from: FROM, id: `wamid.out1.${numberOf(play)}` }
    await signed(play, message(play, { from: "27829990002", type: "interactive", interactive: reply, context }))
    await play.settle("27829990002")
    expect(play.sent.at(-1)?.to).toBe("+27829990002")
    expect(await (await play.conversation()).inspect()).toEqual(before)
  })
})

it("28 no placeholder is filled in by what a customer wrote into an open payment", async () => {
  const play = await plantedStage(shop())
  await atPayment(play)
  await play.say("{{ link }} {{ Payment.link }}")
  expect(play.sent.map(textOf).join()).not.toContain("{{")
  expect(await play.orders()).toHaveLength(1)
})
