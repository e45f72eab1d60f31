import { evictDurableObject, listDurableObjectIds } from "cloudflare:test"
import { env, exports } from "cloudflare:workers"
import { afterEach, describe, expect, it, vi } from "vitest"
import { database } from "../../src/store/database"
import { saveRetention } from "../../src/store/settings/retention"
import { alarm, later, sweep } from "../support/payment"
import { type Stage, stage, textOf } from "../support/stage"

const API = "https://api.merchant.test/"

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const node = (id: string, type: string, config: Record<string, string | number | object>, exits = {}) => ({
  ...{ id, name: id, type, exits },
  config: JSON.parse(JSON.stringify(config)),
})

const document = {
  name: "Parcel",
  triggers: { keywords: [], anyMessage: true },
  start: "Tell",
  nodes: [
    node(
      "Tell",
      "request",
      { method: "POST", url: API, body: { as: "json", json: "{{ Wait.hook }}" } },
      { ok: "Wait" },
    ),
    node("Wait", "waitcallback", { timeoutSeconds: 600 }, { answered: "Said", timeout: "Late" }),
    node("Said", "question", { text: "It says {{ Wait.body | json }}." }, { answered: "Bye" }),
    node("Bye", "message", { text: "Bye." }),
    node("Late", "message", { text: "Nobody called." }),
  ],
}

/** A flow that waits for a call, and the address that was told to the merchant. */
async function waiting(): Promise<{ play: Stage; address: string }> {
  const play = await stage(document)
  let address = ""
  play.answers[API] = ({ body }) => {
    address = JSON.parse(body)
    return Response.json({})
  }
  await play.say("hi")
  expect(address).toMatch(/^https:\/\/pay\.test\/hooks\/c1\./)
  return { play, address }
}

const post = (address: string, body: string, type = "application/json") =>
  exports.default.fetch(address, { method: "POST", body, headers: { "content-type": type } })

describe("the address of a wait", () => {
  it.each([
    ["JSON", "application/json", '{"state":"packed"}', '{"state":"packed"}'],
    ["JSON that nobody calls so", "text/plain", "[1]", "[1]"],
    [
      "a form",
      "application/x-www-form-urlencoded",
      "state=packed&item=1&item=2",
      '{"state":"packed","item":["1","2"]}',
    ],
    ["nothing", "application/json", "", "null"],
  ])("takes %s, durably before it answers", async (_, type, body, said) => {
    const { play, address } = await waiting()
    expect((await post(address, body, type)).status).toBe(200)
    await evictDurableObject(await play.conversation())
    await alarm(play)
    // What was on its way when the object died may be said again.
    expect(new Set(play.sent.map(textOf))).toEqual(new Set([`It says ${said}.`]))
  })

  it("takes the fields of a GET", async () => {
    const { play, address } = await waiting()
    expect((await exports.default.fetch(`${address}?state=packed`)).status).toBe(200)
    await play.settle()
    expect(play.sent.map(textOf)).toEqual(['It says {"state":"packed"}.'])
  })

  it("is answered once, however often it is called, and says so to who says something else", async () => {
    const { play, address } = await waiting()
    const all = await Promise.all(["1", "1", "1"].map((body) => post(address, body)))
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200])
    await play.settle()
    expect((await post(address, "2")).status).toBe(410)
    expect((await post(address, "1")).status).toBe(200)
    await play.say("ok")
    expect((await post(address, "1")).status).toBe(200)
    expect(play.sent.map(textOf)).toEqual(["It says 1.", "Bye."])
  })

  it("is spent once its time is over", async () => {
    const { play, address } = await waiting()
    later(601)
    await alarm(play)
    expect((await post(address, "1")).status).toBe(410)
    await play.settle()
    expect(play.sent.map(textOf)).toEqual(["Nobody called."])
  })

  it("is kept from who only looks at it, sends what cannot be read, or too much", async () => {
    const { play, address } = await waiting()
    const look = await exports.default.fetch(address, { method: "HEAD" })
    expect([look.status, look.headers.get("allow")]).toEqual([405, "GET, POST"])
    expect((await exports.default.fetch(address, { method: "PUT", body: "1" })).status).toBe(405)
    expect((await post(address, "{")).status).toBe(400)
    expect((await post(address, `${"[".repeat(9000)}${"]".repeat(9000)}`)).status).toBe(400)
    expect((await exports.default.fetch(address, { method: "POST", body: new Uint8Array([34, 255, 34]) })).status).toBe(
      400,
    )
    expect((await post(address, `"${"x".repeat(32_001)}"`)).status).toBe(413)
    expect((await post(address, "1")).status).toBe(200)
    await play.settle()
    expect(play.sent.map(textOf)).toEqual(["It says 1."])
  })

  it("wakes nobody where it was made up", async () => {
    const { address } = await waiting()
    const objects = async () => (await listDurableObjectIds(env.CONVERSATION)).length
    const before = await objects()
    const [run = "", proof = ""] = [address.slice(0, -20), address.slice(-20)]
    const other = run.replace(/c1\.[\w-]{43}/, `c1.${"A".repeat(43)}`)
    for (const made of [
      `${run}${"0".repeat(20)}`,
      `${other}${proof}`,
      address.replace(".Wait.0.", ".Wait.1."),
      address.replace(".Wait.", ".Said."),
      address.slice(0, -1),
      "https://pay.test/hooks/x",
    ])
      expect((await post(made, "1")).status, made).toBe(404)
    expect(await objects()).toBe(before)
  })

  it("leads nowhere once the conversation was erased", async () => {
    await saveRetention(database(env.DB), 30, Date.now())
    const { play, address } = await waiting()
    expect((await post(address, "1")).status).toBe(200)
    await play.settle()
    await play.say("ok")
    later(31 * 86_400)
    await sweep()
    await play.settle()
    expect((await (await play.conversation()).inspect())?.timeline.filter(({ type }) => type === "callback")).toEqual(
      [],
    )
    expect((await post(address, "1")).status).toBe(404)
  })

  it("is on the timeline by the name of its node", async () => {
    const { play, address } = await waiting()
    await play.say("hello?")
    await play.say("hello??")
    await post(address, "1")
    await play.settle()
    const view = await (await play.conversation()).inspect()
    const lines = (view?.timeline ?? []).map(({ type, text, status }) => ({ type, text, status }))
    expect(lines).toContainEqual({ type: "callback", text: "Wait", status: "done" })
    expect(lines).toContainEqual({ type: "received", text: "hello?", status: "done" })
    expect(lines).toContainEqual({ type: "received", text: "hello??", status: "unheard" })
  })
})
