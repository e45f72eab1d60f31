import {
  createExecutionContext,
  createScheduledController,
  runDurableObjectAlarm,
  runInDurableObject,
  waitOnExecutionContext,
} from "cloudflare:test"
import { env, exports } from "cloudflare:workers"
import { afterEach, describe, expect, it, vi } from "vitest"
import { signTwilio } from "../../src/channels/twilio/emulator"
import { worldOf } from "../../src/deployment/cloudflare"
import worker from "../../src/index"
import { conversationName } from "../../src/platform/identity"
import { seal } from "../../src/platform/seal"
import { healthOf } from "../../src/store/accounts/health"
import { database } from "../../src/store/database"
import { call } from "../http/api-client"
import { addChannel, publish } from "../support/deployment"
import { shop } from "../support/flows"
import { recordOf } from "../support/record"
import { inbound, paid, type Stage, stage, textOf } from "../support/stage"

const META = "https://graph.facebook.com/"
const TWILIO = "https://api.twilio.com/"
const CUSTOMER = "27821110001"

const db = database(env.DB)

afterEach(() => {
  vi.useRealTimers()
})

type Answer = () => Response

const meta =
  (status: number, code: number, more: object = {}): Answer =>
  () =>
    Response.json({ error: { message: `error ${code}`, code, ...more } }, { status })
const page =
  (status: number, headers = {}): Answer =>
  () =>
    new Response("<html>Hello</html>", { status, headers })
const ok = () => Response.json({ messages: [{ id: `wamid.${crypto.randomUUID()}` }] })

const expired = meta(401, 190, { type: "OAuthException", error_subcode: 463 })

async function atPayment(settings: Parameters<typeof stage>[1] = {}) {
  const play = await stage(shop({ expirySeconds: 3600 }), settings)
  await play.say("hi")
  await play.say("Thandi")
  const [order] = await play.orders()
  if (!order) throw new Error("no order was opened")
  play.sent.length = 0
  play.asked.length = 0
  return { play, order }
}

const told = (play: Stage) => play.sent.map(textOf)
const PAID = [expect.stringContaining("received your payment"), expect.anything()]

function later(seconds: number) {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 })
}

async function alarm(play: Stage) {
  await runDurableObjectAlarm(await play.conversation())
  await play.settle()
}

async function sweep() {
  const context = createExecutionContext()
  worker.scheduled(createScheduledController(), env, context)
  await waitOnExecutionContext(context)
}

const health = async (account: string) => (await healthOf(db, "channel", [account])).get(account)

async function standing(play: Stage) {
  const view = await (await play.conversation()).inspect()
  return view?.timeline.filter(({ type }) => type === "sent").map(({ status }) => status) ?? []
}

const heldRows = async (account: string) =>
  env.DB.prepare("select count(*) as rows from held where account = ?").bind(account).first<number>("rows")

async function save(play: Stage) {
  const [{ settings } = { settings: "{}" }] = (
    await env.DB.prepare("select settings from channel_accounts where id = ?")
      .bind(play.account)
      .all<{ settings: string }>()
  ).results
  const config = { ...JSON.parse(settings), accessToken: `new-${crypto.randomUUID()}` }
  return call("PUT", `/channel-accounts/${play.account}`, { title: play.account, config })
}

describe("an account that cannot be used", () => {
  it.each([
    ["K03a an access token that expired", expired, "unauthorised"],
    ["K03a a permission that was taken away", meta(403, 10), "unauthorised"],
    ["K03a a policy violation", meta(400, 368), "suspended"],
    ["K03a a locked account", meta(403, 131031), "suspended"],
    ["K03a an unpaid bill", meta(400, 131042), "unpaid"],
    ["DW12 a payment issue of the business", meta(400, 131044), "unpaid"],
    ["DW12 the messaging limit", meta(400, 131064), "limited"],
    ["K03a a number that is not registered", meta(400, 133010), "unregistered"],
    ["DW12 a number in maintenance", meta(400, 2494100), "unregistered"],
    ["K03a 403 without a code", page(403), "unauthorised"],
  ])("keeps the outcome of a payment and tells it once mended: %s", async (_, refusing, fault) => {
    const { play, order } = await atPayment()
    play.answers[META] = refusing
    await play.callback(paid(order))
    await play.settle()
    expect((await play.orders())[0]).toMatchObject({ status: "paid", told: "paid" })
    expect(await standing(play)).toEqual(expect.arrayContaining(["held", "held"]))
    expect(await standing(play)).not.toContain("failed")
    expect(await health(play.account)).toMatchObject({ fault, faultySince: expect.any(Number) })
    expect(await heldRows(play.account)).toBe(1)

    // The service lifts it: nobody saves anything.
    play.answers[META] = ok
    later(61)
    await alarm(play)
    expect(told(play)).toEqual(PAID)
    expect(await health(play.account)).toMatchObject({ fault: null, faultySince: null, reason: null })
    expect(await heldRows(play.account)).toBe(0)
  })

  it("is tried by itself at 1, 2, 4, 8 minutes and then every 15, and no try is spent", async () => {
    const { play, order } = await atPayment()
    const tries: number[] = []
    play.answers[META] = () => {
      tries.push(Date.now())
      return expired()
    }
    await play.callback(paid(order))
    await play.settle()
    const stub = await play.conversation()
    for (let round = 0; round < 30; round++) {
      const due = await runInDurableObject(stub, (_, { storage }) => storage.getAlarm())
      vi.useFakeTimers({ toFake: ["Date"], now: due ?? 0 })
      await alarm(play)
    }
    const pauses = tries.slice(1).map((at, index) => Math.round((at - (tries[index] ?? 0)) / 1000))
    expect(tries.length).toBeGreaterThan(12)
    expect(pauses[0]).toBeGreaterThanOrEqual(45)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(901)
    expect(await standing(play)).not.toContain("failed")
    play.answers[META] = ok
    later(901)
    await alarm(play)
    expect(told(play)).toEqual(PAID)
  })

  it("goes on at once when the account is saved, in this conversation and in others", async () => {
    const { play, order } = await atPayment()
    const others = ["27821110002", "27821110003"]
    play.answers[META] = expired
    await play.callback(paid(order))
    await play.settle()
    for (const from of others) await play.say("hi", { from })
    expect(await heldRows(play.account)).toBe(3)
    play.answers[META] = ({ headers }) => (headers.get("authorization")?.startsWith("Bearer new-") ? ok() : expired())
    later(6)
    const saved = await save(play)
    expect(saved.json.health).toMatchObject({ faultySince: null, fault: null })
    await vi.waitFor(async () => expect(await heldRows(play.account)).toBe(0))
    for (const from of [CUSTOMER, ...others]) await play.settle(from)
    expect(told(play)).toHaveLength(4)
    expect(told(play)).toEqual(expect.arrayContaining(PAID))
    expect(await health(play.account)).toMatchObject({ fault: null })
  })

  it("goes on in every conversation after one success, by the sweep", async () => {
    const { play, order } = await atPayment()
    const other = "27821110002"
    play.answers[META] = expired
    await play.callback(paid(order))
    await play.settle()
    await play.say("hi", { from: other })
    play.answers[META] = ok
    later(10)
    await play.say("hello?", { from: other })
    expect(await health(play.account)).toMatchObject({ fault: null })
    play.sent.length = 0
    await sweep()
    await play.settle()
    expect(told(play)).toEqual(PAID)
    expect(await heldRows(play.account)).toBe(0)
  })

  it("is tried at once when the customer writes, but not oftener than every five seconds", async () => {
    const { play, order } = await atPayment()
    play.answers[META] = expired
    await play.callback(paid(order))
    await play.settle()
    const tried = () => play.asked.filter(({ url }) => url.startsWith(META)).length
    later(6)
    const before = tried()
    await play.say("paid?")
    expect(tried()).toBe(before + 1)
    for (let count = 0; count < 5; count++) await play.say(`hello ${count}`)
    expect(tried()).toBe(before + 1)
    play.answers[META] = ok
    later(6)
    await play.say("hello?")
    expect(told(play).slice(0, 2)).toEqual(PAID)
  })

  it("keeps everything when the fault returns while it is being mended", async () => {
    const { play, order } = await atPayment()
    play.answers[META] = expired
    await play.callback(paid(order))
    await play.settle()
    let sends = 0
    play.answers[META] = () => (sends++ === 0 ? ok() : expired())
    later(61)
    await alarm(play)
    expect(told(play)).toHaveLength(1)
    expect(await health(play.account)).toMatchObject({ fault: "unauthorised" })
    play.answers[META] = ok
    later(901)
    await alarm(play)
    expect(told(play)).toEqual(PAID)
  })

  it("is not marked for a message sent in vain with what was saved anew meanwhile", async () => {
    const { play, order } = await atPayment()
    // The isolate still keeps the account as it was; it is another that saves it.
    const { secrets } = (await env.DB.prepare("select secrets from channel_accounts where id = ?")
      .bind(play.account)
      .first<{ secrets: string }>()) ?? { secrets: "" }
    expect(secrets).not.toBe("")
    const fresh = JSON.stringify({ accessToken: "new-token", appSecret: "app-secret", verifyToken: "verify" })
    await env.DB.prepare("update channel_accounts set secrets = ? where id = ?")
      .bind(await seal(env.SECRETS_KEY, fresh, `channel_accounts/${play.account}`), play.account)
      .run()
    play.answers[META] = ({ headers }) => (headers.get("authorization") === "Bearer new-token" ? ok() : expired())
    await play.callback(paid(order))
    await play.settle()
    expect(told(play)).toEqual(PAID)
    expect((await health(play.account))?.faultySince ?? null).toBeNull()
  })

  it("sends what was held for longer than the window once the customer writes", async () => {
    const { play, order } = await atPayment()
    play.answers[META] = expired
    await play.callback(paid(order))
    await play.settle()
    later(25 * 3600)
    play.answers[META] = ok
    await alarm(play)
    expect(told(play)).toEqual([])
    expect(await standing(play)).not.toContain("failed")
    later(10)
    await play.say("anybody?")
    expect(told(play).slice(0, 2)).toEqual(PAID)
  })

  it("enters a new customer in the directory, though its first answer is held", async () => {
    const { play } = await atPayment()
    play.answers[META] = expired
    await play.say("hi", { from: "27821110009" })
    expect((await call("GET", "/conversations?q=%2B27821110009")).json.items).toHaveLength(1)
  })
})

describe("R1 the deployment's own keys", () => {
  it("hold what is owed while SECRETS_KEY does not open the account, and send it once the key is back", async () => {
    const { play, order } = await atPayment()
    const sealed = await env.DB.prepare("select secrets from channel_accounts where id = ?")
      .bind(play.account)
      .first<string>("secrets")
    await env.DB.prepare("update channel_accounts set secrets = ? where id = ?")
      .bind((sealed ?? "").replace(/^v1\.[^.]+/, "v1.gone"), play.account)
      .run()
    later(31)
    await play.callback(paid(order))
    await play.settle()
    expect(await standing(play)).not.toContain("failed")
    expect(await health(play.account)).toMatchObject({ fault: "not_configured" })
    await env.DB.prepare("update channel_accounts set secrets = ? where id = ?").bind(sealed, play.account).run()
    later(31)
    // Nobody saves the account, and no message comes: the sweep finds that it opens again.
    await sweep()
    await play.settle()
    expect(told(play)).toEqual(PAID)
    expect(await health(play.account)).toMatchObject({ fault: null })
  })

  it("hold what is owed while the channel account is gone, and send it once it is there again", async () => {
    const { play, order } = await atPayment()
    const row = await env.DB.prepare("select * from channel_accounts where id = ?").bind(play.account).first()
    await env.DB.prepare("delete from channel_accounts where id = ?").bind(play.account).run()
    later(31)
    await play.callback(paid(order))
    await play.settle()
    expect(await standing(play)).not.toContain("failed")
    const values = Object.values(row ?? {})
    await env.DB.prepare(`insert into channel_accounts values (${values.map(() => "?").join(", ")})`)
      .bind(...values)
      .run()
    later(61)
    await alarm(play)
    expect(told(play)).toEqual(PAID)
  })
})

describe("R5 an answer that is not the service's own word", () => {
  it.each([
    ["a redirect", page(302, { location: "https://elsewhere.test" })],
    ["a page for a 404", page(404)],
    ["a page for a 400", page(400)],
    ["a 413", page(413)],
    ["a 423", page(423)],
    ["throttling under status 400", meta(400, 80008)],
    ["a code that nobody knows", meta(400, 987654)],
  ])("costs a try, not the message: %s", async (_, strange) => {
    const { play, order } = await atPayment()
    let sends = 0
    play.answers[META] = () => (sends++ === 0 ? strange() : ok())
    await play.callback(paid(order))
    await play.settle()
    later(10)
    await alarm(play)
    expect(told(play)).toEqual(PAID)
    expect(await standing(play)).not.toContain("failed")
  })

  it("is held after the tries while nothing else goes out, and given up where other messages do", async () => {
    const { play, order } = await atPayment()
    play.answers[META] = page(404)
    await play.callback(paid(order))
    await play.settle()
    for (let round = 0; round < 16; round++) {
      later(3700)
      await alarm(play)
    }
    expect(await standing(play)).not.toContain("failed")
    expect(await health(play.account)).toMatchObject({ fault: "unclear" })
    await env.DB.prepare("insert or replace into channel_activity (account, last_outbound_at) values (?, ?)")
      .bind(play.account, Date.now())
      .run()
    play.answers[META] = ({ body }) => (body.includes("received your payment") ? page(404)() : ok())
    later(901)
    await alarm(play)
    expect(await standing(play)).toContain("failed")
    expect(told(play)).toHaveLength(1)
  })
})

describe("R7 Retry-After", () => {
  it.each([
    ["864000", 300],
    ["120", 120],
  ])("of %s seconds holds a chat for %i", async (seconds, wait) => {
    const { play, order } = await atPayment()
    play.answers[META] = () => page(429, { "retry-after": seconds })()
    await play.callback(paid(order))
    await play.settle()
    play.answers[META] = ok
    later(wait - 5)
    await alarm(play)
    expect(told(play)).toEqual([])
    later(6)
    await alarm(play)
    expect(told(play)).toEqual(PAID)
  })

  it("does not keep a customer waiting who writes again", async () => {
    const { play, order } = await atPayment()
    play.answers[META] = () => page(429, { "retry-after": "864000" })()
    await play.callback(paid(order))
    await play.settle()
    play.answers[META] = ok
    later(6)
    await play.say("hello?")
    expect(told(play).slice(0, 2)).toEqual(PAID)
  })
})

describe("a status that tells of a failure", () => {
  /** The service's word on the last message that was taken. */
  async function status(play: Stage, item: object) {
    const last = play.asked.filter(({ url }) => url.startsWith(META)).at(-1)
    const number = /\/(\d+)\/messages/.exec(last?.url ?? "")?.[1] ?? ""
    const timestamp = String(Math.floor(Date.now() / 1000))
    const biz_opaque_callback_data: unknown = JSON.parse(last?.body ?? "{}").biz_opaque_callback_data
    const of = { id: await lastId(play), timestamp, recipient_id: CUSTOMER, biz_opaque_callback_data }
    await play.webhook(inbound(number, { statuses: [{ ...of, ...item }] }))
    await play.settle()
  }
  const lastId = async (play: Stage) =>
    runInDurableObject(
      await play.conversation(),
      (_, { storage }) => recordOf(storage).effects.findLast(({ reference }) => reference)?.reference,
    )
  const failed = (code: number) => ({ status: "failed", errors: [{ code, title: `error ${code}` }] })

  async function linkSent(settings: Parameters<typeof stage>[1] = {}) {
    const play = await stage(shop({ expirySeconds: 86_400 }), settings)
    await play.say("hi")
    await play.say("Thandi")
    const sends = () => play.asked.filter(({ url }) => url.startsWith(META)).length
    return { play, sends, before: sends() }
  }

  it("N10 keeps the wait that the verdict names, and tries as often as after an answer", async () => {
    const { play, sends, before } = await linkSent()
    await status(play, failed(131056))
    expect(sends()).toBe(before)
    later(5)
    await alarm(play)
    expect(sends()).toBe(before)
    later(2)
    await alarm(play)
    expect(sends()).toBe(before + 1)
    for (let round = 0; round < 14; round++) {
      await status(play, failed(131056))
      later(4000)
      await alarm(play)
    }
    expect(sends()).toBe(before + 12)
  })

  it("N21 sends no template to who cannot be reached, and shows the reason", async () => {
    const { play, sends, before } = await linkSent({ whatsapp: { fallbackTemplate: "update" } })
    await status(play, failed(131026))
    later(4000)
    await alarm(play)
    expect(sends()).toBe(before)
    const view = await (await play.conversation()).inspect()
    const last = view?.timeline.filter(({ type }) => type === "sent").at(-1)
    expect(last).toMatchObject({ status: "failed", reason: "131026: error 131026" })
  })

  it("still sends by a template when the window was closed, once", async () => {
    const { play, sends, before } = await linkSent({ whatsapp: { fallbackTemplate: "update" } })
    await status(play, failed(131047))
    expect(sends()).toBe(before + 1)
    expect(play.sent.at(-1)?.template?.name).toBe("update")
    await status(play, failed(131047))
    expect(sends()).toBe(before + 1)
  })

  it("holds what failed for the account, and the account stays marked until something arrives", async () => {
    const { play, sends, before } = await linkSent()
    await status(play, failed(131042))
    expect(await health(play.account)).toMatchObject({ fault: "unpaid" })
    later(61)
    await alarm(play)
    expect(sends()).toBe(before + 1)
    // Taken again, but that proves nothing.
    expect(await health(play.account)).toMatchObject({ fault: "unpaid" })
    await status(play, failed(131042))
    later(61)
    await alarm(play)
    expect(sends()).toBe(before + 1)
    later(60)
    await alarm(play)
    expect(sends()).toBe(before + 2)
    await status(play, { status: "delivered" })
    expect(await health(play.account)).toMatchObject({ fault: null })
    expect(await heldRows(play.account)).toBe(0)
  })
})

describe("SMS, which has no other path", () => {
  const SID = "AC00000000000000000000000000000001"
  let count = 0

  async function text() {
    count += 1
    const account = `sms-${count}`
    const phone = `+1555000${String(4000 + count)}`
    const sent: URLSearchParams[] = []
    let answer: Answer = () => Response.json({ sid: `SM${crypto.randomUUID()}` }, { status: 201 })
    vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
      const request = new Request(input, init)
      if (!request.url.startsWith(TWILIO)) throw new Error(`nobody expected a request to ${request.url}`)
      sent.push(new URLSearchParams(await request.text()))
      return answer()
    })
    await addChannel(account, "twilio", { accountSid: SID, authToken: "token", from: "+15550009000" })
    const say = { id: "say", name: "say", type: "message", config: { text: "Hello" }, exits: {} }
    await publish(`flow-${account}`, account, {
      name: account,
      triggers: { anyMessage: true },
      start: "say",
      nodes: [say],
    })
    const stub = env.CONVERSATION.getByName(await conversationName(env.HASH_KEY, "twilio", account, phone))
    const at = Date.now()
    await stub.receive({
      id: stub.name ?? "",
      channel: "twilio",
      account,
      inbound: [{ type: "message", id: crypto.randomUUID(), contact: { phone }, at, reply: { text: "hi" } }],
    })
    return {
      account,
      sent,
      stub,
      answers(next: Answer) {
        answer = next
      },
      async alarm() {
        await runDurableObjectAlarm(stub)
        await stub.drain()
      },
      async status(code: string, status = "undelivered") {
        const { effects } = await runInDurableObject(stub, (_, { storage }) => recordOf(storage))
        const MessageSid = effects.findLast(({ reference }) => reference)?.reference ?? ""
        const fields = { AccountSid: SID, MessageSid, MessageStatus: status, ErrorCode: code, To: phone }
        const url = `https://pay.test/webhooks/twilio/${account}`
        const headers = {
          "content-type": "application/x-www-form-urlencoded",
          "x-twilio-signature": await signTwilio(url, fields, "token"),
        }
        const body = new URLSearchParams(fields).toString()
        const response = await exports.default.fetch(url, { method: "POST", body, headers })
        expect(response.status).toBe(204)
        await stub.drain()
      },
    }
  }

  async function failing(code: number, status = 400) {
    const chat = await text()
    chat.answers(() => Response.json({ code, message: `error ${code}`, status }, { status }))
    await chat.stub.drain()
    return chat
  }

  it.each([21614, 21211, 21612, 21635, 30007])(
    "K04b asks once where the number or the words are refused: %i",
    async (code) => {
      const chat = await failing(code)
      later(4000)
      await chat.alarm()
      expect(chat.sent).toHaveLength(1)
    },
  )

  it.each([
    [20003, "unauthorised"],
    [20005, "suspended"],
    [30002, "suspended"],
    [21212, "unregistered"],
    [21606, "unregistered"],
    [21703, "unregistered"],
    [21608, "limited"],
    [30024, "unregistered"],
    [30035, "unregistered"],
  ])("K03b, DT3 holds what the account's fault keeps: %i", async (code, fault) => {
    const chat = await failing(code, code === 20003 ? 401 : 400)
    expect(await health(chat.account)).toMatchObject({ fault })
    chat.answers(() => Response.json({ sid: "SM1" }, { status: 201 }))
    later(61)
    await chat.alarm()
    expect(chat.sent).toHaveLength(2)
    expect(await health(chat.account)).toMatchObject({ fault: null })
  })

  it.each([21611, 14107, 30017, 30410, 63018])("DT2 waits where it was only too much: %i", async (code) => {
    const chat = await failing(code)
    chat.answers(() => Response.json({ sid: "SM1" }, { status: 201 }))
    later(10)
    await chat.alarm()
    expect(chat.sent).toHaveLength(2)
    expect(await health(chat.account)).toBeUndefined()
  })

  it("K04a sends once more after minutes to a phone that is off, and then no more", async () => {
    const chat = await text()
    await chat.stub.drain()
    await chat.status("30003")
    later(200)
    await chat.alarm()
    expect(chat.sent).toHaveLength(1)
    later(101)
    await chat.alarm()
    expect(chat.sent).toHaveLength(2)
    await chat.status("30003")
    later(4000)
    await chat.alarm()
    expect(chat.sent).toHaveLength(2)
  })

  it.each(["30007", "30006", "30005"])("K04a never sends the same words again after %s", async (code) => {
    const chat = await text()
    await chat.stub.drain()
    await chat.status(code)
    later(4000)
    await chat.alarm()
    expect(chat.sent).toHaveLength(1)
  })
})

describe("the door to the world", () => {
  it("reads an account anew only where it changed", async () => {
    const play = await stage(shop())
    const world = worldOf(env)
    await world.channel(play.account)
    expect(await world.rereadChannel(play.account)).toBe(false)
    const fresh = JSON.stringify({ accessToken: "other", appSecret: "app-secret", verifyToken: "verify" })
    await env.DB.prepare("update channel_accounts set secrets = ? where id = ?")
      .bind(await seal(env.SECRETS_KEY, fresh, `channel_accounts/${play.account}`), play.account)
      .run()
    expect(await world.rereadChannel(play.account)).toBe(true)
    expect(await world.rereadChannel(play.account)).toBe(false)
  })
})
