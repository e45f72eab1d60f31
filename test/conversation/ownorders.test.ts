import { afterEach, describe, expect, it, vi } from "vitest"
import { publish } from "../support/deployment"
import { alarm, atPayment as atShop, later, openedCheckout, stateOf, told } from "../support/payment"
import { stripeRefunds } from "../support/refunds"
import { paid, type Stage, stage } from "../support/stage"

const STRIPE = "https://api.stripe.com/"

afterEach(() => {
  vi.useRealTimers()
})

const node = (id: string, type: string, config: Record<string, unknown>, exits: Record<string, string> = {}) => ({
  ...{ id, name: id, type, config, exits },
})

/** A shop that gives the money back as soon as it has it. */
function generous(amount = "") {
  const back = { order: "{{ Pay.orderNumber }}", amount }
  return {
    name: "Generous",
    start: "Pay",
    triggers: { anyMessage: true },
    nodes: [
      node("Pay", "chat2pay", { amount: "149.90", description: "coffee", messages: { paid: "" } }, { paid: "Back" }),
      node("Back", "refundorder", back, { done: "Done", pending: "Pending", failed: "Failed" }),
      node("Done", "end", { text: "Given back: {{ Back.amount }} {{ Back.currency }}." }),
      node("Pending", "end", { text: "On its way." }),
      node("Failed", "end", { text: "Not given back: {{ Back.reason }}" }),
    ],
  } as Parameters<typeof stage>[0]
}

/** Played until the customer is asked for money; Stripe gives refunds as it does. */
async function atPayment(document: ReturnType<typeof generous>) {
  const play = await stage(document)
  await play.say("hi")
  const order = await stateOf(play)
  if (!order) throw new Error("no order was opened")
  play.sent.length = 0
  const refunds = stripeRefunds({ [`pi_${order.id}`]: order.minor })
  play.answers[STRIPE] = refunds.answer
  return { play, order, refunds }
}

async function pay(play: Stage, order: Parameters<typeof paid>[0]): Promise<void> {
  await play.callback(paid(order))
  await play.settle()
}

describe("a flow that gives money back", () => {
  it("gives back all that is left, and says how much that was", async () => {
    const { play, order, refunds } = await atPayment(generous())
    await pay(play, order)
    expect(told(play)).toEqual(["Given back: 149.90 ZAR."])
    expect(refunds.given).toEqual([expect.objectContaining({ amount: 14_990 })])
    expect(await stateOf(play)).toMatchObject({ status: "paid", refunded: 14_990 })
  })

  it("gives back a part", async () => {
    const { play, order, refunds } = await atPayment(generous("49.90"))
    await pay(play, order)
    expect(told(play)).toEqual(["Given back: 49.90 ZAR."])
    expect(refunds.given).toEqual([expect.objectContaining({ amount: 4990 })])
  })

  it.each([
    ["more than was paid", "150.00", "There is not that much left to refund."],
    ["no amount", "ten", '"ten" is no amount of ZAR'],
    ["nothing", "0", '"0" is no amount of ZAR'],
    ["a variable that came to nothing", "{{ Pay.reason }}", "the amount is empty: the step before gave none"],
  ])("gives nothing back where %s is asked for", async (_, amount, reason) => {
    const { play, order, refunds } = await atPayment(generous(amount))
    await pay(play, order)
    expect(told(play)).toEqual([`Not given back: ${reason}`])
    expect(refunds.given).toEqual([])
  })

  it("gives back once, though the first answer was lost", async () => {
    const { play, order, refunds } = await atPayment(generous())
    play.answers[STRIPE] = (asked) => {
      if (asked.method === "POST") refunds.answer(asked)
      throw new TypeError("Network connection lost.")
    }
    await pay(play, order)
    expect(told(play)).toEqual([])
    play.answers[STRIPE] = refunds.answer
    later(61)
    await alarm(play)
    expect(told(play)).toEqual(["Given back: 149.90 ZAR."])
    expect(refunds.given).toHaveLength(1)
  })

  it("goes on where the provider cannot be asked, and says that it is not known", async () => {
    const { play, order, refunds } = await atPayment(generous())
    play.answers[STRIPE] = () => {
      throw new TypeError("Network connection lost.")
    }
    await pay(play, order)
    for (let minute = 0; minute < 4; minute++) {
      later(61)
      await alarm(play)
    }
    expect(told(play)).toEqual(["On its way."])
    expect(refunds.given).toEqual([])
  })

  it("never gives back an order of another customer's", async () => {
    const { play, order, refunds } = await atPayment(generous())
    await pay(play, order)
    const desk = {
      name: "Desk",
      start: "Back",
      triggers: { anyMessage: true },
      nodes: [
        node("Back", "refundorder", { order: order.number }, { failed: "Failed" }),
        node("Failed", "end", { text: "Not given back: {{ Back.reason }}" }),
      ],
    } as ReturnType<typeof generous>
    const other = await stage(desk)
    await other.say("hi", { from: "27821110009" })
    expect(told(other)).toEqual([`Not given back: there is no order ${order.number} of this customer's`])
    expect(refunds.given).toHaveLength(1)
  })
})

describe("a flow that asks how an order stands", () => {
  /** A customer who was asked for money, has a checkout, and can write "status". */
  async function atDesk() {
    const { play, order } = await atShop()
    await publish(`desk-${play.account}`, play.account, {
      name: "Desk",
      start: "Look",
      triggers: { keywords: ["status"] },
      nodes: [
        node("Look", "orderstatus", { order: order.number }, { paid: "Paid", open: "Open", unknown: "Unknown" }),
        node("Paid", "end", { text: "Paid: {{ Look.amount }}." }),
        node("Open", "end", { text: "Still {{ Look.status }}." }),
        node("Unknown", "end", { text: "Unknown." }),
      ],
    } as Parameters<typeof publish>[2])
    await openedCheckout(order, "cs_1", 3000)
    return { play, order }
  }

  it("hears of money whose callback was lost, after the run that waits for it, which asks for it no more", async () => {
    const { play, order } = await atDesk()
    play.answers[STRIPE] = () => Response.json(paid(order, { id: "cs_1" }).data.object)
    await play.say("status")
    expect(told(play)).toEqual([
      expect.stringContaining("received your payment"),
      expect.stringContaining("Enjoy, Thandi!"),
      "Paid: 99.50.",
    ])
  })

  it("is told what is known where the provider cannot be asked, within half a minute", async () => {
    const { play } = await atDesk()
    play.answers[STRIPE] = () => {
      throw new TypeError("Network connection lost.")
    }
    await play.say("status")
    for (let round = 0; round < 4 && told(play).length === 0; round++) {
      later(16)
      await alarm(play)
    }
    expect(told(play)[0]).toBe("Still open.")
  })
})
