import { runInDurableObject } from "cloudflare:test"
import { env } from "cloudflare:workers"
import { afterEach, describe, expect, it, vi } from "vitest"
import { stop } from "../../src/conversation/operator"
import { Thread } from "../../src/conversation/thread"
import { phrases } from "../../src/core/languages"
import { worldOf } from "../../src/deployment/cloudflare"
import type { World } from "../../src/deployment/deployment"
import { checkout } from "../../src/orders/checkout"
import { publish } from "../support/deployment"
import { shop } from "../support/flows"
import { atPayment, stateOf, told } from "../support/payment"
import { paid, type Stage, stage } from "../support/stage"
import { silence } from "./silence"

const STRIPE = "https://api.stripe.com/"
const WHATSAPP = "https://graph.facebook.com/"

afterEach(() => {
  vi.useRealTimers()
})

async function runsOf(play: Stage): Promise<string[]> {
  const view = await (await play.conversation()).inspect()
  return view?.runs.map(({ run }) => run) ?? []
}

async function stopTop(play: Stage) {
  const run = (await runsOf(play)).at(-1) ?? ""
  return (await play.conversation()).stop(run)
}

const paidSession = (order: { id: string; minor: number }) => ({
  id: `cs_${order.id}`,
  status: "complete",
  payment_status: "paid",
  payment_intent: `pi_${order.id}`,
  amount_total: order.minor,
  currency: "zar",
  client_reference_id: order.id,
  livemode: false,
})

describe("a run that the operator stops", () => {
  it("leaves no payable order behind, and says nothing to the customer", async () => {
    const { play } = await atPayment()
    expect(await stopTop(play)).toBeNull()
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "cancelled", told: "cancelled" })
    expect(told(play)).toEqual([])
    const view = await (await play.conversation()).inspect()
    expect(view?.timeline).toContainEqual(expect.objectContaining({ type: "note", text: "stopped by the operator" }))
    expect(view?.timeline.filter(({ status }) => status === "due" || status === "failed")).toEqual([])
  })

  it("hears of money that came just before, though nobody was told: paid wins", async () => {
    const { play, order } = await atPayment()
    const page = { id: `cs_${order.id}`, url: "https://checkout.stripe.com/c/pay/x", status: "open" }
    play.answers[STRIPE] = () => Response.json(page)
    await checkout(worldOf(env), order)
    play.answers[STRIPE] = () => Response.json(paidSession(order))
    await stopTop(play)
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "paid", told: "paid", late: false })
    expect(told(play)).toEqual([expect.stringContaining("received your payment")])
  })

  it("hears of money that comes while the order is being closed: paid wins, and is told once", async () => {
    const { play, order } = await atPayment()
    play.answers[STRIPE] = () =>
      Response.json({ id: `cs_${order.id}`, url: "https://checkout.stripe.com/x", status: "open" })
    await checkout(worldOf(env), order)
    let calledBack = false
    play.answers[STRIPE] = async () => {
      if (!calledBack) {
        calledBack = true
        await play.callback(paid(order))
      }
      return Response.json({ id: `cs_${order.id}`, status: "open", payment_status: "unpaid" })
    }
    await stopTop(play)
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "paid", told: "paid" })
    expect(told(play)).toEqual([expect.stringContaining("received your payment")])
  })

  it("is not stopped any more once it was paid: it went on", async () => {
    const { play, order } = await atPayment()
    const [run = ""] = await runsOf(play)
    await play.callback(paid(order))
    await play.settle()
    expect(await (await play.conversation()).stop(run)).toBeNull()
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "paid" })
  })

  it("has late money told as late", async () => {
    const { play, order } = await atPayment()
    await stopTop(play)
    await play.settle()
    await play.callback(paid(order))
    await play.settle()
    expect(await stateOf(play)).toMatchObject({ status: "paid", late: true, told: "paid" })
    expect(told(play)).toHaveLength(1)
  })

  it("opens no order that it had only asked for", async () => {
    const play = await stage(shop())
    await play.say("hi")
    play.answers[WHATSAPP] = () => Response.json({ error: { code: 131016, message: "busy" } }, { status: 503 })
    await (await play.conversation()).reply("before", "One moment.")
    await play.settle()
    await play.say("Thandi")
    await stopTop(play)
    play.answers = {}
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 })
    await play.settle()
    expect(await play.orders()).toEqual([])
    const view = await (await play.conversation()).inspect()
    expect(view?.runs).toEqual([])
    expect(view?.timeline.filter(({ status }) => status === "dropped").map(({ text }) => text)).toEqual([
      "open an order of 99.50 for two cakes",
    ])
    expect(view?.timeline.filter(({ status }) => status === "due" || status === "failed")).toEqual([])
  })

  it("closes the order that is being opened at that very moment", async () => {
    const play = await stage(shop())
    await play.say("hi")
    await runInDurableObject(await play.conversation(), async (_, { storage }) => {
      const world = worldOf(env)
      let interrupt: Promise<unknown> | null = null
      const slow: World = {
        ...world,
        async configuration() {
          // The order is on its way to D1: the run is stopped before the answer is in.
          interrupt ??= thread.obey((turn) => stop(turn, turn.state?.stack.runs.at(-1)?.id ?? ""))
          await interrupt
          return world.configuration()
        },
      }
      const thread = new Thread(storage, slow)
      const contact = { phone: "+27821110001" }
      const item = {
        type: "message" as const,
        id: "m2",
        contact,
        at: Date.now(),
        reply: { text: "Thandi" },
      }
      const id = thread.memory.state?.id ?? ""
      await thread.receive({ id, channel: "whatsapp", account: play.account, inbound: [item] })
      await thread.drain()
    })
    expect(await play.orders()).toMatchObject([{ status: "cancelled" }])
  })

  it("gives the run below the customer's attention again: its question is repeated", async () => {
    const play = await stage(shop())
    await publish(`other-${play.account}`, play.account, {
      ...shop(),
      name: "Other",
      triggers: { keywords: ["other"], anyMessage: false },
      nodes: shop().nodes.map((node) => (node.id === "ask" ? { ...node, config: { text: "Which one?" } } : node)),
    })
    await play.say("hi")
    await play.say("Thandi")
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 })
    await play.say("other")
    expect(await runsOf(play)).toHaveLength(2)
    play.sent.length = 0
    await stopTop(play)
    await play.settle()
    expect(told(play)).toEqual([expect.stringContaining("99.50")])
    expect(await runsOf(play)).toHaveLength(1)
    expect(await stateOf(play)).toMatchObject({ status: "open" })
  })

  it("below another one leaves that one as it is", async () => {
    const play = await stage(shop())
    await publish(`other-${play.account}`, play.account, {
      ...shop(),
      name: "Other",
      triggers: { keywords: ["other"], anyMessage: false },
    })
    await play.say("hi")
    await play.say("Thandi")
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 })
    await play.say("other")
    const [below = "", above = ""] = await runsOf(play)
    play.sent.length = 0
    await (await play.conversation()).stop(below)
    await play.settle()
    expect(told(play)).toEqual([])
    expect(await runsOf(play)).toEqual([above])
    expect(await stateOf(play)).toMatchObject({ status: "cancelled" })
  })
})

describe("a reply by hand", () => {
  it("comes behind what the customer is still to be told, while a turn runs", async () => {
    const play = await stage(shop())
    let reply: Promise<unknown> | null = null
    play.answers[WHATSAPP] = async () => {
      const stub = await play.conversation()
      reply ??= stub.reply("r1", "By hand")
      await reply
      return Response.json({ messages: [{ id: `wamid.${crypto.randomUUID()}` }] })
    }
    await play.say("hi")
    await play.say("Thandi")
    await play.settle()
    expect(told(play)).toEqual(["What is your name?", "By hand", expect.stringContaining("99.50")])
  })

  it("is cut to what the channel can carry, and said once whoever asks twice", async () => {
    const play = await stage(shop())
    await play.say("hi")
    play.sent.length = 0
    const text = `${"word ".repeat(900)}end`
    const stub = await play.conversation()
    await Promise.all([stub.reply("long", text), stub.reply("long", text)])
    await play.settle()
    expect(play.sent.length).toBeGreaterThan(1)
    expect(told(play).join(" ").split(/\s+/)).toEqual(text.split(/\s+/))
  })

  it("is dropped where the customer asks for silence before it was sent", async () => {
    const play = await stage(shop())
    await play.say("hi")
    play.answers[WHATSAPP] = () => Response.json({ error: { code: 131016, message: "busy" } }, { status: 503 })
    const stub = await play.conversation()
    expect(await stub.reply("r1", "Hello?")).toBeNull()
    await play.settle()
    await silence(play)
    play.answers = {}
    play.sent.length = 0
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 })
    await play.settle()
    expect(told(play)).toEqual([phrases("en").optedOut])
    expect(await stub.reply("r2", "Hello?")).toBe("silence")
  })

  it("in a window that is closed is refused by the channel, where the operator sees it", async () => {
    const play = await stage(shop())
    await play.say("hi")
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 25 * 3_600_000 })
    const stub = await play.conversation()
    await stub.reply("r1", "Still there?")
    await play.settle()
    const view = await stub.inspect()
    expect(view?.timeline.find(({ text }) => text === "Still there?")).toMatchObject({ status: "failed", byHand: true })
    expect(view?.timeline.find(({ text }) => text === "Still there?")?.reason).not.toBe("")
  })
})

describe("the timeline", () => {
  it("keeps the timers that took a run on, and where an answer led, in no row of their own", async () => {
    const play = await stage({
      name: "Waits",
      triggers: { anyMessage: true },
      start: "ask",
      nodes: [
        {
          id: "ask",
          name: "Ask",
          type: "question",
          config: { text: "Well?", answer: "text", timeoutSeconds: 60 },
          exits: { answered: "call", timeout: "call", invalid: "call" },
        },
        {
          id: "call",
          name: "OrderNumber",
          type: "request",
          config: { method: "GET", url: "https://shop.test/number" },
          exits: {},
        },
      ],
    })
    play.answers["https://shop.test/"] = () => Response.json({ number: 7 })
    await play.say("hi")
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 })
    await runInDurableObject(await play.conversation(), (object) => object.alarm())
    await play.settle()
    const view = await (await play.conversation()).inspect()
    const lines = view?.timeline.map(({ type, text, exit }) => `${type} ${text} ${exit}`.trim())
    expect(lines?.slice(1)).toEqual([
      "passed Ask",
      "sent Well?",
      "duty list the conversation",
      "timer",
      "passed Ask timeout",
      "passed OrderNumber",
      "request GET shop.test",
      "passed OrderNumber ok",
      "duty publish run.ended",
      expect.stringMatching(/^ended flow-/),
    ])
  })
})
