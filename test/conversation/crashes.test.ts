import { runInDurableObject } from "cloudflare:test"
import { env } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import { type Delivery, Thread } from "../../src/conversation/thread"
import type { HttpRequest, HttpResponse } from "../../src/core/exchange"
import { worldOf } from "../../src/deployment/cloudflare"
import { take } from "../../src/orders/take"
import { acknowledge, toldOf } from "../../src/orders/told"
import { database } from "../../src/store/database"
import { readStream } from "../../src/store/stream/stream"
import { shop } from "../support/flows"
import { type Death, type MortalWorld, mortal } from "../support/mortal"
import { stage } from "../support/stage"

interface Played {
  sent: string[]
  /** Requests to the outside and to D1 in all. */
  asked: number
  orders: { status: string; told: string | null }[]
  runs: number
  /** What the deployment's stream tells of it, without what differs between plays. */
  told: object[]
}

/** Plays a whole paid conversation on the real thread, storage and D1, with a death at the given point. */
async function play(death: Death | null): Promise<Played> {
  const scene = await stage(shop())
  const stub = await scene.conversation()
  const sent: string[] = []
  const perform = ({ body = "" }: HttpRequest): HttpResponse => {
    sent.push(body)
    return { status: 200, headers: {}, body: JSON.stringify({ messages: [{ id: crypto.randomUUID() }] }) }
  }
  const { asked, runs } = await runInDurableObject(stub, async (_, { storage }) => {
    const first = mortal(worldOf(env), env.DB, death, perform)
    let life: { world: MortalWorld; thread: Thread } = { world: first, thread: new Thread(storage, first) }
    const reborn = async () => {
      const world = mortal(worldOf(env), env.DB, null, perform)
      life = { world, thread: new Thread(storage, world) }
      await life.thread.alarm()
    }
    // What the sender does not see acknowledged, it sends again.
    const step = async (deed: (life: { world: MortalWorld; thread: Thread }) => Promise<void>) => {
      const { world } = life
      const survived = await Promise.race([deed(life).then(() => true), world.died.then(() => false)])
      if (survived) return
      await reborn()
      await deed(life)
    }
    const hear = (id: string, text: string) =>
      step(async ({ thread }) => {
        await thread.receive(message(scene.account, stub.name ?? "", id, text))
        await thread.drain()
      })

    await hear("wamid.1", "hi")
    await hear("wamid.2", "Thandi")
    const [order] = await scene.orders()
    if (!order) throw new Error("no order was opened")
    const about = { id: `evt-${order.id}`, order: order.id, checkout: null, mode: "test", at: Date.now() } as const
    const news = { ...about, type: "paid", payment: "pi_1", money: { minor: 9950, currency: "ZAR" } } as const
    await step(async ({ world, thread }) => {
      const applied = await take(world, scene.provider, "query", news)
      if (!applied) throw new Error("the order is unknown")
      const told = await toldOf(world, applied.order, "settled")
      await thread.hear(told)
      await acknowledge(world, told)
      await thread.drain()
    })
    return { asked: first.asked, runs: life.thread.memory.state?.stack.runs.length ?? -1 }
  })
  const orders = (await scene.orders()).map(({ status, told }) => ({ status, told }))
  const { items } = await readStream(database(env.DB), { limit: 100, cursor: null }, { subject: stub.name ?? "" })
  const told = items.map(({ type, data }) => ({
    type,
    ...("path" in data && { path: data.path, said: data.messages }),
  }))
  return { sent: sent.map(textOf), asked, orders, runs, told }
}

function message(account: string, id: string, messageId: string, text: string): Delivery {
  const item = {
    type: "message" as const,
    id: messageId,
    contact: { phone: "+27821110001" },
    at: Date.now(),
    reply: { text },
  }
  return { id, channel: "whatsapp", account, inbound: [item] }
}

/** The words of a WhatsApp message, without order numbers: those differ between plays. */
function textOf(body: string): string {
  const sent = JSON.parse(body) as { text?: { body: string }; interactive?: { body: { text: string } } }
  return (sent.text?.body ?? sent.interactive?.body.text ?? "").replace(/\d{6}-[0-9A-Z]{6}/g, "NUMBER")
}

describe("a conversation that dies at any request to the outside or to D1", () => {
  it("loses nothing, and repeats at most the one send in flight", async () => {
    const whole = await play(null)
    expect(whole.sent).toHaveLength(4)
    expect(whole.orders).toEqual([{ status: "paid", told: "paid" }])
    expect(whole.asked).toBeGreaterThan(6)
    expect(whole.told).toEqual([
      { type: "contact.created" },
      {
        type: "run.ended",
        path: [
          { node: "Name", exit: "answered" },
          { node: "Payment", exit: "paid" },
          { node: "Thanks", exit: "next" },
        ],
        said: { session: 4, template: 0, sms: 0, segments: 0 },
      },
    ])
    for (let at = 0; at < whole.asked; at++) {
      for (const when of ["before", "after"] as const) {
        const broken = await play({ at, when })
        const once = broken.sent.filter((text, index) => text !== broken.sent[index - 1])
        expect(once, `died ${when} request ${at}`).toEqual(whole.sent)
        expect(broken.sent.length - once.length, `died ${when} request ${at}`).toBeLessThanOrEqual(1)
        expect(broken.orders, `died ${when} request ${at}`).toEqual(whole.orders)
        expect(broken.runs, `died ${when} request ${at}`).toBe(0)
        expect(broken.told, `died ${when} request ${at}`).toEqual(whole.told)
      }
    }
  })
})
