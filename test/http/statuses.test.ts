import { listDurableObjectIds } from "cloudflare:test"
import { env } from "cloudflare:workers"
import { describe, expect, it, vi } from "vitest"
import { triple } from "../support/flows"
import { inbound, type Stage, stage, textOf } from "../support/stage"

const WHATSAPP = "https://graph.facebook.com/"
const CUSTOMER = "27821110001"

const timestamp = String(Math.floor(Date.now() / 1000))

/** What the channel says of the message that the request was for. */
function of(body: string, id: string, status: string) {
  const biz_opaque_callback_data: unknown = JSON.parse(body).biz_opaque_callback_data
  return { id, status, timestamp, recipient_id: CUSTOMER, biz_opaque_callback_data }
}

const numberOf = (play: Stage) => `7008${play.account.slice("wa-".length)}`

/** The conversations that the deed has called. */
async function wakes(deed: () => Promise<void>): Promise<number> {
  const calls = vi.spyOn(env.CONVERSATION, "getByName")
  await deed()
  const { length } = calls.mock.calls
  calls.mockRestore()
  return length
}

async function say(play: Stage, statuses: object[]): Promise<void> {
  expect((await play.webhook(inbound(numberOf(play), { statuses }))).status).toBe(200)
}

describe("a status", () => {
  it("that a message was sent, delivered and read wakes nobody and is written nowhere", async () => {
    const play = await stage(triple())
    await play.say("hi")
    const [{ body } = { body: "{}" }] = play.asked
    const before = await (await play.conversation()).inspect()
    const said = ["sent", "delivered", "read"].map((status) => of(body, "wamid.one", status))
    expect(await wakes(() => say(play, said))).toBe(0)
    expect(await (await play.conversation()).inspect()).toEqual(before)
    expect(before?.timeline.filter(({ type }) => type === "sent").map(({ status }) => status)).toEqual(
      Array(3).fill("done"),
    )
  })

  it("that a message failed is told to its conversation", async () => {
    const play = await stage(triple())
    await play.say("hi")
    const [{ body } = { body: "{}" }] = play.asked
    const id = `wamid.out1.${numberOf(play)}`
    const failed = { ...of(body, id, "failed"), errors: [{ code: 131026, title: "Undeliverable" }] }
    expect(await wakes(() => say(play, [failed]))).toBe(1)
    const view = await (await play.conversation()).inspect()
    expect(view?.timeline.filter(({ type }) => type === "sent").map(({ status }) => status)).toContain("failed")
  })

  it("of strangers' messages makes no conversation, though there are five thousand in one webhook", async () => {
    const play = await stage(triple())
    const before = (await listDurableObjectIds(env.CONVERSATION)).length
    const many = Array.from({ length: 5000 }, (_, at) => ({
      id: `wamid.stranger${at}`,
      status: at % 2 === 0 ? "delivered" : "read",
      timestamp,
      recipient_id: `2782${String(at).padStart(7, "0")}`,
      ...(at % 3 === 0 && { biz_opaque_callback_data: `7.c1.${String(at).padStart(43, "x")}` }),
    }))
    expect(await wakes(() => say(play, many))).toBe(0)
    expect(await listDurableObjectIds(env.CONVERSATION)).toHaveLength(before)
  })

  it("of a message that is sent again because nobody answered is told, so that it is not sent a third time", async () => {
    const play = await stage(triple())
    const tries: string[] = []
    play.answers[WHATSAPP] = ({ body }) => {
      if (textOf(JSON.parse(body)) === "message one") tries.push(body)
      if (tries.length < 3 && textOf(JSON.parse(body)) === "message one") throw new Error("the connection was lost")
      return Response.json({ messages: [{ id: `wamid.${crypto.randomUUID()}` }] })
    }
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() })
    try {
      await play.say("hi")
      vi.setSystemTime(Date.now() + 10_000)
      const stub = await play.conversation()
      await stub.drain()
      expect(tries).toHaveLength(2)
      const [first = "{}", second = "{}"] = tries
      expect(JSON.parse(second).biz_opaque_callback_data).not.toBe(JSON.parse(first).biz_opaque_callback_data)
      expect(await wakes(() => say(play, [of(second, "wamid.second", "sent")]))).toBe(1)
      await stub.drain()
      expect(tries).toHaveLength(2)
      const view = await stub.inspect()
      expect(view?.timeline.filter(({ type }) => type === "sent").map(({ status }) => status)).toEqual(
        Array(3).fill(expect.stringMatching(/done|sent/)),
      )
    } finally {
      vi.useRealTimers()
    }
  })
})
