import { runInDurableObject } from "cloudflare:test"
import { env } from "cloudflare:workers"
import { afterEach, expect, it, vi } from "vitest"
import { database } from "../../src/store/database"
import { readStream } from "../../src/store/stream/stream"
import { sms } from "../support/sms"
import { type Stage, stage } from "../support/stage"

afterEach(() => {
  vi.useRealTimers()
})

const ASKING = {
  name: "Asking",
  triggers: { anyMessage: true },
  start: "ask",
  nodes: [
    {
      id: "ask",
      name: "Ask",
      type: "question",
      config: { text: "Well?", answer: "text" },
      exits: { answered: "said", invalid: "said" },
    },
    { id: "said", name: "Said", type: "message", config: { text: "Thanks." }, exits: {} },
  ],
}

async function toldOf(conversation: { name?: string | undefined }) {
  const page = { limit: 100, cursor: null }
  const { items } = await readStream(database(env.DB), page, { subject: conversation.name ?? "" })
  return items.map(({ type, data }) => ({ type, ...data }))
}

/** Rows that the object wrote so far. */
async function written(play: Stage): Promise<number> {
  return runInDurableObject(
    await play.conversation(),
    (_, { storage }) =>
      storage.sql
        .exec("SELECT total_changes() AS count")
        .toArray()
        .map(({ count }) => Number(count))[0] ?? 0,
  )
}

it("is told of a run at its end: its path, and its messages by kind", async () => {
  const play = await stage(ASKING)
  await play.say("hi")
  const conversation = await play.conversation()
  expect((await toldOf(conversation)).map(({ type }) => type)).toEqual(["contact.created"])
  await play.say("fine", { id: "wamid.fine" })
  await play.say("fine", { id: "wamid.fine" })
  const name = conversation.name ?? ""
  expect((await toldOf(conversation)).slice(1)).toEqual([
    {
      type: "run.ended",
      run: `${name}.0`,
      version: 1,
      startedAt: expect.any(Number),
      reason: null,
      path: [
        { node: "Ask", exit: "answered" },
        { node: "Said", exit: "next" },
      ],
      unlisted: 0,
      messages: { session: 2, template: 0, sms: 0, segments: 0 },
    },
  ])
  const tallies = await runInDurableObject(conversation, (object) => Reflect.get(object, "thread").memory.state.tallies)
  expect(tallies).toEqual({})
})

it("writes no row of its own for a turn that ends no run", async () => {
  const more = { ...ASKING, nodes: [...ASKING.nodes] }
  more.nodes[1] = { ...ASKING.nodes[0], id: "said", name: "Again", exits: {} } as (typeof ASKING.nodes)[0]
  const play = await stage(more)
  await play.say("hi")
  const before = await written(play)
  const told = await toldOf(await play.conversation())
  await play.say("fine")
  // The message, the state, the question that is owed; that it was sent, and the state again.
  expect((await written(play)) - before).toBeLessThanOrEqual(5)
  expect(await toldOf(await play.conversation())).toEqual(told)
})

it("counts the segments of what is sent by SMS, and is told what the carrier did not deliver", async () => {
  const phone = await sms(ASKING)
  await phone.say("hi")
  await phone.status("undelivered", "30006")
  await phone.say("fine")
  const told = (await toldOf(await phone.conversation())).slice(1)
  expect(told).toMatchObject([
    { type: "message.failed", kind: "sms", reason: expect.any(String) },
    { type: "run.ended", messages: { session: 0, template: 0, sms: 2, segments: 2 } },
  ])
})

it("is told of a message that did not reach the customer, without the number that its refusal quotes", async () => {
  const play = await stage(ASKING)
  play.answers["https://graph.facebook.com/"] = () =>
    Response.json({ error: { code: 131026, message: "Undeliverable to +27821110001" } }, { status: 400 })
  await play.say("hi")
  const failed = (await toldOf(await play.conversation())).filter(({ type }) => type === "message.failed")
  expect(failed).toEqual([
    { type: "message.failed", kind: "session", code: expect.any(String), reason: expect.any(String) },
  ])
  expect(JSON.stringify(failed)).not.toContain("27821110001")
})

it("is told once that somebody wants to hear nothing any more", async () => {
  const play = await stage(ASKING)
  await play.say("hi")
  await play.say("stop")
  await play.say("stop")
  const told = await toldOf(await play.conversation())
  expect(told.filter(({ type }) => type === "contact.stopped")).toEqual([{ type: "contact.stopped", keeper: "us" }])
})

it("is told of a run that an operator stopped, and of one whose customer stayed away", async () => {
  const play = await stage(ASKING)
  await play.say("hi")
  const conversation = await play.conversation()
  const name = conversation.name ?? ""
  await conversation.stop(`${name}.0`)
  await play.settle()
  const ends = async () => (await toldOf(conversation)).filter(({ type }) => type === "run.ended")
  const path = [{ node: "Ask", exit: null }]
  expect(await ends()).toMatchObject([{ run: `${name}.0`, reason: "stopped by the operator", path }])
  await play.say("hi again")
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 40 * 86_400_000 })
  expect(await conversation.erase(30)).toBe("erased")
  await play.settle()
  expect(await ends()).toMatchObject([
    { run: `${name}.0`, reason: null },
    { run: `${name}.1`, path },
  ])
})
