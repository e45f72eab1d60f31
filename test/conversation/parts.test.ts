import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test"
import { env } from "cloudflare:workers"
import fc from "fast-check"
import { afterEach, describe, expect, it, vi } from "vitest"
import type * as z from "zod"
import type { Delivery } from "../../src/conversation/thread"
import { Thread } from "../../src/conversation/thread"
import { worldOf } from "../../src/deployment/cloudflare"
import type { flowDocument } from "../../src/flow/flow"
import { type Stage, stage, textOf } from "../support/stage"

afterEach(() => {
  vi.useRealTimers()
})

const SECOND = 1000

/** A flow that says what it hears, whatever that is. */
function echo(): z.input<typeof flowDocument> {
  const heard = { id: "heard", name: "Heard", type: "message", config: { text: "<{{ message.text }}>" }, exits: {} }
  return { name: "Echo", triggers: { anyMessage: true }, start: "heard", nodes: [heard] }
}

function secret(): z.input<typeof flowDocument> {
  const config = { text: "Your code?", answer: "text", sensitive: true }
  const ask = { id: "ask", name: "Code", type: "question", config, exits: { answered: "heard", invalid: "heard" } }
  const heard = { id: "heard", name: "Heard", type: "message", config: { text: "<{{ Code.value }}>" }, exits: {} }
  return { name: "Secret", triggers: { anyMessage: true }, start: "ask", nodes: [ask, heard] }
}

type Item = Extract<Delivery["inbound"][number], { type: "message" }>

function part(index: number, count: number, more: { set?: string; id?: string; text?: string } = {}): Item {
  const { set = "s", id = `${set}.${index}`, text = `${index}` } = more
  const contact = { phone: "+27821110001" }
  return { type: "message", id, contact, at: Date.now(), reply: { text }, part: { set, index, count } }
}

function whole(id: string, text: string): Item {
  return { type: "message", id, contact: { phone: "+27821110001" }, at: Date.now(), reply: { text } }
}

async function bring(play: Stage, ...inbound: Item[]): Promise<void> {
  const stub = await play.conversation()
  await stub.receive({ id: stub.name ?? "", channel: "whatsapp", account: play.account, inbound })
  await stub.drain()
}

const said = (play: Stage) => play.sent.map(textOf)

/** So many seconds pass, and the alarm rings where it was set for that time. */
async function pass(play: Stage, seconds: number): Promise<void> {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * SECOND })
  await runDurableObjectAlarm(await play.conversation())
  await (await play.conversation()).drain()
}

describe("a long message that comes in parts", () => {
  it("is one message, in whatever order and however often its parts come", () =>
    fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([1, 2, 3, 4], { minLength: 4 }),
        fc.array(fc.constantFrom(1, 2, 3, 4), { maxLength: 4 }),
        fc.boolean(),
        async (order, again, together) => {
          const play = await stage(echo())
          const set = crypto.randomUUID()
          const parts = [...order, ...again].map((index) => part(index, 4, { set }))
          if (together) await bring(play, ...parts)
          else for (const one of parts) await bring(play, one)
          await bring(play, ...parts)
          expect(said(play)).toEqual(["<1234>"])
        },
      ),
      { numRuns: 12 },
    ))

  it("waits a minute for what is missing; then what is there is one message, and so is what comes after", async () => {
    const play = await stage(echo())
    await bring(play, part(3, 3), part(1, 3))
    await pass(play, 59)
    expect(said(play)).toEqual([])
    await pass(play, 2)
    expect(said(play)).toEqual(["<13>"])
    await bring(play, part(1, 3), part(3, 3))
    await bring(play, part(2, 3))
    await pass(play, 61)
    expect(said(play)).toEqual(["<13>", "<2>"])
  })

  it("is heard before what is written after its minute, though no alarm rang", async () => {
    const play = await stage(echo())
    await bring(play, part(1, 2))
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61 * SECOND })
    await bring(play, whole("next", "next"))
    expect(said(play)).toEqual(["<1>", "<next>"])
  })

  it("holds up nothing else that is written meanwhile", async () => {
    const play = await stage(echo())
    await bring(play, part(1, 2))
    await bring(play, whole("between", "between"))
    await bring(play, part(2, 2))
    expect(said(play)).toEqual(["<between>", "<12>"])
  })

  it("survives the death of whoever waits", async () => {
    const play = await stage(echo())
    await bring(play, part(2, 2))
    const stub = await play.conversation()
    // Another life on the same storage: nothing but what was written down is known to it.
    await runInDurableObject(stub, async (_, { storage }) => {
      const reborn = new Thread(storage, worldOf(env))
      expect(await storage.getAlarm()).not.toBeNull()
      const named = { id: stub.name ?? "", channel: "whatsapp", account: play.account }
      await reborn.receive({ ...named, inbound: [part(2, 2), part(1, 2)] })
      await reborn.drain()
    })
    expect(said(play)).toEqual(["<12>"])
  })

  it("is another one where the same name comes again, as phones count them in one byte", async () => {
    const play = await stage(echo())
    await bring(play, part(1, 2, { id: "a1", text: "old" }))
    await bring(play, part(1, 2, { id: "b1", text: "new" }))
    expect(said(play)).toEqual(["<old>"])
    await bring(play, part(2, 2, { id: "b2", text: "er" }))
    expect(said(play)).toEqual(["<old>", "<newer>"])
    await bring(play, part(1, 3, { id: "c1", text: "c" }), part(2, 2, { id: "d2", text: "d" }))
    expect(said(play).at(-1)).toBe("<c>")
  })

  it.each([
    ["of one", { set: "s", index: 1, count: 1 }],
    ["beyond its count", { set: "s", index: 4, count: 3 }],
    ["before the first", { set: "s", index: 0, count: 3 }],
    ["of more than a message can have", { set: "s", index: 1, count: 300 }],
  ])("is a message of its own as a part %s", async (_, odd) => {
    const play = await stage(echo())
    await bring(play, { ...part(1, 2), part: odd })
    expect(said(play)).toEqual(["<1>"])
  })

  it("does not wait in more than a few at once", async () => {
    const play = await stage(echo())
    for (let set = 1; set <= 7; set++) await bring(play, part(1, 2, { set: `s${set}`, text: `${set}` }))
    expect(said(play)).toEqual(["<1>", "<2>"])
  })

  it("is no wish for silence in any of its parts", async () => {
    const play = await stage(echo())
    await bring(play, { ...part(2, 2, { text: "stop" }), consent: "stop" }, part(1, 2, { text: "do not " }))
    expect(said(play)).toEqual(["<do not stop>"])
  })

  it("shows nobody a card number, be it cut in two, nor the answer to a sensitive question", async () => {
    const play = await stage(echo())
    await bring(play, part(1, 2, { text: "my card is 4111 1111 " }), part(2, 2, { text: "1111 1111 thanks" }))
    expect(said(play)[0]).not.toContain("1111 1111")
    const quiet = await stage(secret())
    await bring(quiet, whole("hi", "hi"))
    await bring(quiet, part(1, 2, { text: "swordfish and " }), part(2, 2, { text: "more" }))
    expect(said(quiet)).toEqual(["Your code?", "<swordfish and more>"])
    const timeline = (await (await quiet.conversation()).inspect())?.timeline ?? []
    const received = timeline.filter(({ type }) => type === "received")
    expect(received.map(({ text }) => text)).toEqual(["hi", "•••"])
  })

  it("is not erased while it waits", async () => {
    const play = await stage(echo())
    await bring(play, part(1, 2))
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3 * 86_400 * SECOND })
    expect(await (await play.conversation()).erase(1)).toBeTypeOf("number")
  })
})
