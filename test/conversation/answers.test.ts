import { runInDurableObject } from "cloudflare:test"
import { env } from "cloudflare:workers"
import { afterEach, expect, it, vi } from "vitest"
import { Thread } from "../../src/conversation/thread"
import { worldOf } from "../../src/deployment/cloudflare"
import type { World } from "../../src/deployment/deployment"
import { stage } from "../support/stage"

afterEach(() => {
  vi.useRealTimers()
})

it("asks an outside service once though D1 is away when the answer comes", async () => {
  const play = await stage({
    name: "Booking",
    triggers: { anyMessage: true },
    start: "book",
    nodes: [
      {
        id: "book",
        name: "Book",
        type: "request",
        config: { method: "POST", url: "https://shop.example/book" },
        exits: { success: "done", failed: "done" },
      },
      { id: "done", name: "Done", type: "message", config: { text: "booked" }, exits: {} },
    ],
  })
  const stub = await play.conversation()
  let booked = 0
  let away = false
  await runInDurableObject(stub, async (_, { storage }) => {
    const real = worldOf(env)
    const world: World = {
      ...real,
      flows: (account) => (away ? null : real.flows(account)),
      load: async (need) => {
        if (away) throw new Error("D1 is away")
        await real.load(need)
      },
      perform: async (_request, from) => {
        if (from === "adapter") return { status: 200, headers: {}, body: '{"messages":[{"id":"wamid.1"}]}' }
        booked += 1
        away = true
        return { status: 200, headers: {}, body: "{}" }
      },
    }
    const thread = new Thread(storage, world)
    const item = {
      type: "message" as const,
      id: "m1",
      contact: { phone: "+27821110001" },
      at: Date.now(),
      reply: { text: "hi" },
    }
    await thread.receive({ id: stub.name ?? "", channel: "whatsapp", account: play.account, inbound: [item] })
    await thread.drain()
    expect(booked).toBe(1)
    away = false
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 })
    await thread.alarm()
    expect(booked).toBe(1)
    expect(thread.memory.state?.stack.ended).toHaveLength(1)
  })
})
