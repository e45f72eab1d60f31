import { runDurableObjectAlarm } from "cloudflare:test"
import { afterEach, describe, expect, it, vi } from "vitest"
import type * as z from "zod"
import type { flowDocument } from "../../src/flow/flow"
import { inbound, paid, type Stage, stage } from "../support/stage"

const WHATSAPP = "https://graph.facebook.com/"

afterEach(() => {
  vi.useRealTimers()
})

const long = (length: number) => "This is one of many sentences. ".repeat(1000).slice(0, length)
const folded = (text: string) => text.replace(/\s+/g, " ").trim()

function saying(...texts: string[]): z.input<typeof flowDocument> {
  const node = (text: string, index: number) => ({
    id: `n${index}`,
    name: `N${index}`,
    type: "message",
    config: { text },
    exits: index + 1 < texts.length ? { next: `n${index + 1}` } : {},
  })
  return { name: "Saying", triggers: { anyMessage: true }, start: "n0", nodes: texts.map(node) }
}

function till(messages: Record<string, string>): z.input<typeof flowDocument> {
  return {
    name: "Till",
    triggers: { anyMessage: true },
    start: "pay",
    nodes: [
      {
        id: "pay",
        name: "Payment",
        type: "chat2pay",
        config: { amount: "149.90", description: "two cakes", expirySeconds: 90 * 86_400, messages },
        exits: { paid: "thanks", failed: "thanks" },
      },
      { id: "thanks", name: "Thanks", type: "message", config: { text: "Come again." }, exits: {} },
    ],
  }
}

interface Template {
  name: string
  language: { policy: string; code: string }
  components: { type: string; parameters: { type: string; text: string }[] }[]
}

/** The templates that were sent, each with its one variable, as Meta would take them. */
function templates(play: Stage): string[] {
  return play.asked.flatMap(({ body }) => {
    const { type, template } = JSON.parse(body) as { type: string; template: Template }
    if (type !== "template") return []
    expect(template).toMatchObject({ name: "notice", language: { policy: "deterministic", code: "en_US" } })
    expect(template.components).toHaveLength(1)
    expect(template.components[0]?.parameters).toHaveLength(1)
    const text = template.components[0]?.parameters[0]?.text ?? ""
    expect(text).not.toMatch(/[\n\t]| {4}/)
    expect(text.length).toBeGreaterThan(0)
    expect(text.length).toBeLessThanOrEqual(800)
    return [text]
  })
}

const withTemplate = { whatsapp: { fallbackTemplate: "notice", fallbackLanguage: "en-US" } }

/** A status by which Meta takes an acceptance back, for the number-th message that was sent. */
function failure(play: Stage, index: number, code: number): string {
  const asked = play.asked[index]
  const number = /\/(\d+)\/messages/.exec(asked?.url ?? "")?.[1] ?? ""
  const { biz_opaque_callback_data } = JSON.parse(asked?.body ?? "{}") as { biz_opaque_callback_data: string }
  const status = { id: `wamid.out${index + 1}.${number}`, status: "failed", timestamp: "1795000001" }
  const errors = [{ code, title: "Re-engagement message" }]
  return inbound(number, { statuses: [{ ...status, recipient_id: "27821110001", biz_opaque_callback_data, errors }] })
}

describe("outside the window", () => {
  it.each([
    [1, 1],
    [800, 1],
    [801, 2],
    [1024, 2],
    [1100, 2],
    [3599, 5],
    [4096, 6],
  ])("K11 DW3 a text of %i characters goes in %i parts of whole sentences", async (length, parts) => {
    const play = await stage(saying(long(length)), withTemplate)
    await play.say("hi")
    await play.webhook(failure(play, 0, 131047))
    await play.settle()
    const sent = templates(play)
    expect(sent.join(" ")).toBe(folded(long(length)))
    expect(sent).toHaveLength(parts)
    for (const text of sent.slice(0, -1)) expect(text).toMatch(/\.$/)
  })

  it("the outcome and what follows it go in order, however long", async () => {
    const play = await stage(till({ paid: `Paid {{ orderNumber }}.\n\n${long(900)}` }), withTemplate)
    await play.say("hi")
    const [order] = await play.orders()
    if (!order) throw new Error("no order was opened")
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 25 * 3_600_000 })
    await play.callback(paid(order))
    await play.settle()
    const sent = templates(play)
    expect(sent[0]).toMatch(new RegExp(`^Paid ${order.number}\\. This`))
    expect(sent.at(-1)).toBe("Come again.")
    expect(sent.slice(0, -1).join(" ")).toBe(folded(`Paid ${order.number}. ${long(900)}`))
  })

  it.each([
    ["at once", "Please pay {{ amount }}."],
    ["in many words", long(900)],
  ])("a request for money keeps its link whole and first: %s", async (_, request) => {
    const play = await stage(till({ request }), withTemplate)
    await play.say("hi")
    await play.webhook(failure(play, 0, 131047))
    await play.settle()
    const [order] = await play.orders()
    const sent = templates(play)
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatch(/https:\/\/pay\.test\/p\/[a-z0-9]+$/)
    const amount = "149\\.90"
    expect(sent[0]).toMatch(
      request.length > 800
        ? new RegExp(`^Your link to pay .*${amount} for order ${order?.number}: https`)
        : new RegExp(`^Please pay .*${amount}\\. Pay now: https`),
    )
  })

  it("what WhatsApp refuses at once for its own clock is sent in parts, each once", async () => {
    const play = await stage(saying(long(1500), "And more."), withTemplate)
    let refused = 0
    play.answers[WHATSAPP] = ({ body }) =>
      JSON.parse(body).type === "template"
        ? Response.json({ messages: [{ id: `wamid.${crypto.randomUUID()}` }] })
        : Response.json({ error: { code: 131047, message: `no ${++refused}` } }, { status: 400 })
    await play.say("hi")
    const sent = templates(play)
    expect(refused).toBe(2)
    expect(sent).toContain("And more.")
    expect(sent.filter((text) => text !== "And more.").join(" ")).toBe(folded(long(1500)))
    expect(new Set(sent).size).toBe(sent.length)
  })

  it("what was owed before it closed is cut when it goes", async () => {
    const play = await stage(saying(long(1500)), withTemplate)
    let away = true
    play.answers[WHATSAPP] = () =>
      away
        ? Response.json({ error: { code: 131016, message: "Service unavailable" } }, { status: 503 })
        : Response.json({ messages: [{ id: `wamid.${crypto.randomUUID()}` }] })
    await play.say("hi")
    away = false
    play.asked.length = 0
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 25 * 3_600_000 })
    await runDurableObjectAlarm(await play.conversation())
    await play.settle()
    expect(templates(play).join(" ")).toBe(folded(long(1500)))
    const view = await (await play.conversation()).inspect()
    expect(view?.timeline.filter(({ type }) => type === "sent").map(({ status }) => status)).toEqual(["done", "done"])
  })

  it("without a template nothing is sent, and the operator sees why", async () => {
    const play = await stage(saying(long(1500)))
    await play.say("hi")
    await play.webhook(failure(play, 0, 131047))
    await play.settle()
    expect(templates(play)).toEqual([])
    const view = await (await play.conversation()).inspect()
    expect(view?.timeline.find(({ status }) => status === "failed")?.reason).toContain("Re-engagement")
  })
})
