import { exports } from "cloudflare:workers"
import { afterEach, describe, expect, it, vi } from "vitest"
import type { Presentation } from "../../src/core/order/checkout"
import type { OrderShown } from "../../src/core/order/news"
import { stripe } from "../../src/payments/stripe/stripe"
import { Failure } from "../../src/platform/failure"
import { moneyOf, type Order } from "../../src/store/orders/orders"
import { shop } from "../support/flows"
import { atPayment, later, told } from "../support/payment"
import { linkOf, paid, type Stage, stage } from "../support/stage"

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const code: Presentation = { kind: "code", scheme: "pix", text: "00020126580014br.gov.bcb.pix0136b76aa9c26304ABCD" }

async function show(play: Stage, order: Order, presentation: Presentation, more: Partial<OrderShown> = {}) {
  const { conversation, key, number, language } = order
  const shown = { conversation, key, number, checkout: "co_1", presentation, money: moneyOf(order), language }
  await (await play.conversation()).show({ ...shown, ...more })
  await play.settle()
}

/** Stripe, as if it were paid by a code; the times it was asked for one. */
function payingByCode(fails = false): { opened: number } {
  const connect = stripe.connect
  const count = { opened: 0 }
  vi.spyOn(stripe, "connect").mockImplementation((config, setting) => {
    const real = connect(config, setting)
    return {
      ...real,
      capabilities: { ...real.capabilities, kinds: ["code"] },
      async open(charge) {
        count.opened += 1
        if (fails) throw new Failure("unanswered", "Nobody answered.", "again", true)
        return { id: `co_${charge.key}`, usableUntil: charge.expiresAt, payableUntil: charge.expiresAt, ...code }
      },
    }
  })
  return count
}

describe("a code", () => {
  it("is told in the chat when the customer opens it on the page, and not again", async () => {
    payingByCode()
    const play = await stage(shop({ expirySeconds: 3600 }))
    await play.say("hi")
    await play.say("Thandi")
    const link = linkOf(play.sent.at(-1))
    play.sent.length = 0
    for (let press = 0; press < 2; press++) {
      const pressed = await exports.default.fetch(`${link}/checkout`, { method: "POST", redirect: "manual" })
      expect(pressed.headers.get("location")).toBe(`${new URL(link).pathname}/return`)
      await play.settle()
    }
    expect(told(play)).toEqual([expect.stringContaining("Copy the next message"), code.text])
  })

  it("comes behind the link where the configuration wants it with the order", async () => {
    const count = payingByCode()
    const play = await stage(shop({ expirySeconds: 3600 }), { withOrder: true })
    await play.say("hi")
    play.sent.length = 0
    await play.say("Thandi")
    expect(told(play).slice(-2)).toEqual([expect.stringContaining("Copy the next message"), code.text])
    expect(linkOf(play.sent.at(-3))).toMatch(/\/p\//)
    const [order] = await play.orders()
    await exports.default.fetch(`${linkOf(play.sent.at(-3))}/checkout`, { method: "POST", redirect: "manual" })
    await play.settle()
    expect([order?.attempts, count.opened, told(play).filter((text) => text === code.text)]).toEqual([
      1,
      1,
      [code.text],
    ])
  })

  it("leaves the link to the customer where it cannot be had with the order", async () => {
    const count = payingByCode(true)
    const play = await stage(shop({ expirySeconds: 3600 }), { withOrder: true })
    await play.say("hi")
    await play.say("Thandi")
    expect(count.opened).toBe(1)
    expect(linkOf(play.sent.at(-1))).toMatch(/\/p\//)
  })
})

describe("a checkout that leads to no page", () => {
  it.each<[string, Presentation, (string | RegExp)[]]>([
    ["a code, alone in its message", code, [/code to pay ZAR/, code.text]],
    ["a push", { kind: "push", to: "+27821110001", seconds: 60 }, [/to your phone/]],
    [
      "details, each on its line",
      {
        kind: "instructions",
        lines: [
          { label: "bank", value: "FNB" },
          { label: "reference", value: "K-1" },
        ],
      },
      [/exactly these details:\nBank: FNB\nReference: K-1$/],
    ],
  ])("is told in the chat as %s", async (_, presentation, expected) => {
    const { play, order } = await atPayment()
    await show(play, order, presentation)
    expect(told(play)).toEqual(expected.map((text) => (typeof text === "string" ? text : expect.stringMatching(text))))
  })

  it("is told once for each checkout, however often its page is opened", async () => {
    const { play, order } = await atPayment()
    await show(play, order, code)
    await show(play, order, code)
    expect(told(play)).toHaveLength(2)
    await show(play, order, code, { checkout: "co_2" })
    expect(told(play)).toHaveLength(4)
  })

  it("is told in the order's own language", async () => {
    const { play, order } = await atPayment()
    await show(play, order, code, { language: "pt-BR" })
    expect(told(play)[0]).toContain("Copie a próxima mensagem")
  })

  it("is not told where its link says all", async () => {
    const { play, order } = await atPayment()
    await show(play, order, { kind: "page", url: "https://checkout.example.com/1" })
    expect(told(play)).toEqual([])
  })

  it("is not told once the order is paid", async () => {
    const { play, order } = await atPayment()
    await play.callback(paid(order))
    await play.settle()
    play.sent.length = 0
    await show(play, order, code)
    expect(told(play)).toEqual([])
  })

  it("is not told to who asked for silence", async () => {
    const { play, order } = await atPayment()
    await play.say("STOP")
    play.sent.length = 0
    await show(play, order, code)
    expect(told(play)).toEqual([])
  })

  it("spends no template on who has not written for a day: the page shows it", async () => {
    const { play, order } = await atPayment()
    later(25 * 3600)
    await show(play, order, code)
    expect(told(play)).toEqual([])
  })
})
