import { listDurableObjectIds } from "cloudflare:test"
import { env, exports } from "cloudflare:workers"
import { describe, expect, it, vi } from "vitest"
import { signMeta } from "../../src/channels/whatsapp/emulator"
import { shop } from "../support/flows"
import { inbound, inboundText, paid, stage, textOf } from "../support/stage"

const WHATSAPP = "https://graph.facebook.com/"

const objects = async () => (await listDurableObjectIds(env.CONVERSATION)).length

describe("webhooks", () => {
  it.each([
    ["no signature", null],
    ["an empty signature", "sha256="],
    ["another's signature", `sha256=${"0".repeat(64)}`],
    ["an older scheme", "sha1=0123456789abcdef0123456789abcdef01234567"],
  ])("refuse %s with 401, and store nothing", async (_, signature) => {
    const play = await stage(shop())
    const before = await objects()
    const headers: Record<string, string> = signature === null ? {} : { "x-hub-signature-256": signature }
    const url = `https://pay.test/webhooks/whatsapp/${play.account}`
    const response = await exports.default.fetch(url, {
      method: "POST",
      body: inboundText("1", "2", "3", "hi"),
      headers,
    })
    expect(response.status).toBe(401)
    expect(await objects()).toBe(before)
    expect(play.asked).toEqual([])
  })

  it.each(["/webhooks/whatsapp/nobody", "/webhooks/telegram/shop", "/callbacks/stripe/nobody", "/callbacks/cash/shop"])(
    "answer 404 for %s",
    async (path) => {
      const response = await exports.default.fetch(`https://pay.test${path}`, { method: "POST", body: "{}" })
      expect(response.status).toBe(404)
    },
  )

  it("refuse more than 3 MB with 413, whether or not the length is told", async () => {
    const play = await stage(shop())
    const url = `https://pay.test/webhooks/whatsapp/${play.account}`
    const big = "x".repeat(3 * 1024 * 1024 + 1)
    expect((await exports.default.fetch(url, { method: "POST", body: big })).status).toBe(413)
    const stream = new Blob([big]).stream()
    expect((await exports.default.fetch(url, { method: "POST", body: stream })).status).toBe(413)
  })

  it.each([
    ["good", 200],
    ["forged", 401],
  ])("carry what every answer carries, though they go past the router: %s", async (kind, status) => {
    const play = await stage(shop())
    const body = inboundText(`7008${play.account.slice("wa-".length)}`, "27821110001", `wamid.${kind}`, "hi")
    const answer = await play.webhook(body, ...(kind === "forged" ? [`sha256=${"0".repeat(64)}`] : []))
    expect(answer.status).toBe(status)
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff")
    expect(answer.headers.get("strict-transport-security")).toContain("max-age")
    if (kind === "forged") expect(answer.headers.get("content-type")).toBe("application/problem+json")
  })

  it("say which methods a channel calls by", async () => {
    const play = await stage(shop())
    const url = `https://pay.test/webhooks/whatsapp/${play.account}`
    const answer = await exports.default.fetch(url, { method: "DELETE" })
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, POST"])
  })

  it.each(["/webhooks", "/webhooks/whatsapp", "/webhooks/whatsapp/a/b/c", "/webhooks//a", "/webhooks/whatsapp/%2e"])(
    "are not at %s",
    async (path) => {
      expect((await exports.default.fetch(`https://pay.test${path}`, { method: "POST", body: "{}" })).status).toBe(404)
    },
  )

  it.each(["{", "[]", "null", '{"object":"page"}', '{"object":"whatsapp_business_account","entry":{}}'])(
    "acknowledge the authentic but senseless %s",
    async (body) => {
      const play = await stage(shop())
      expect((await play.webhook(body)).status).toBe(200)
      expect(play.asked).toEqual([])
    },
  )

  it("do the handshake with the right token only", async () => {
    const play = await stage(shop())
    const url = `https://pay.test/webhooks/whatsapp/${play.account}?hub.mode=subscribe&hub.challenge=1158201444`
    const good = await exports.default.fetch(`${url}&hub.verify_token=verify`)
    expect([good.status, await good.text()]).toEqual([200, "1158201444"])
    expect((await exports.default.fetch(`${url}&hub.verify_token=wrong`)).status).toBe(401)
  })

  it("answer 5xx when a conversation could not take it, and take it when it comes again", async () => {
    const play = await stage(shop())
    const broken = vi.spyOn(env.DB, "prepare").mockImplementation(() => {
      throw new Error("D1_ERROR: overloaded")
    })
    const first = await play.say("hi", { id: "wamid.again", settle: false }).catch(() => 500)
    broken.mockRestore()
    expect(first).toBeGreaterThanOrEqual(500)
    await play.say("hi", { id: "wamid.again" })
    expect(play.sent.map(textOf)).toEqual(["What is your name?"])
  })

  it("take a batch for many conversations, one of its items poison", async () => {
    const play = await stage(shop())
    await play.say("hi")
    const number = /\/(\d+)\/messages/.exec(play.asked[0]?.url ?? "")?.[1] ?? ""
    const good = Array.from({ length: 20 }, (_, index) => ({
      from: `2782222${String(index).padStart(4, "0")}`,
      id: `wamid.batch${index}`,
      timestamp: String(Math.floor(Date.now() / 1000)),
      type: "text",
      text: { body: "hi" },
    }))
    const body = inbound(number, { messages: [...good.slice(0, 7), { type: 5, from: {} }, null, ...good.slice(7)] })
    expect((await play.webhook(body)).status).toBe(200)
    for (const { from } of good) await play.settle(from)
    expect(play.sent).toHaveLength(21)
  })

  it("reach every other conversation of a batch when one cannot take its message, and answer 5xx", async () => {
    const play = await stage(shop())
    await play.say("hi")
    const number = /\/(\d+)\/messages/.exec(play.asked[0]?.url ?? "")?.[1] ?? ""
    const timestamp = String(Math.floor(Date.now() / 1000))
    const messages = Array.from({ length: 130 }, (_, index) => ({
      from: `2782333${String(index).padStart(4, "0")}`,
      id: `wamid.reach${index}`,
      timestamp,
      type: "text",
      text: { body: "hi" },
    }))
    const broken = (await play.conversation(messages[0]?.from)).name
    const real = env.CONVERSATION.getByName.bind(env.CONVERSATION)
    const calls = vi.spyOn(env.CONVERSATION, "getByName").mockImplementation((name, options) => {
      if (name === broken) throw new Error("the object is overloaded")
      return real(name, options)
    })
    const response = await play.webhook(inbound(number, { messages }))
    calls.mockRestore()
    expect(response.status).toBeGreaterThanOrEqual(500)
    for (const { from } of messages.slice(1)) await play.settle(from)
    expect(play.sent).toHaveLength(130)
  })

  it("send by a template when the channel says that its window is closed", async () => {
    const play = await stage(shop(), { whatsapp: { fallbackTemplate: "notice" } })
    let closed = true
    play.answers[WHATSAPP] = () => {
      const wasClosed = closed
      closed = false
      if (!wasClosed) return Response.json({ messages: [{ id: "wamid.template" }] })
      return Response.json({ error: { code: 131047, message: "Re-engagement message" } }, { status: 400 })
    }
    await play.say("hi")
    expect(play.sent.map(({ type }) => type)).toEqual(["template"])
  })

  it("send again by a template when a message fails only later for a closed window", async () => {
    const play = await stage(shop(), { whatsapp: { fallbackTemplate: "notice" } })
    await play.say("hi")
    const number = /\/(\d+)\/messages/.exec(play.asked[0]?.url ?? "")?.[1] ?? ""
    const reference: unknown = JSON.parse(play.asked[0]?.body ?? "{}").biz_opaque_callback_data
    const failure = {
      statuses: [
        {
          id: `wamid.out1.${number}`,
          status: "failed",
          timestamp: "1795000001",
          recipient_id: "27821110001",
          biz_opaque_callback_data: reference,
          errors: [{ code: 131047, title: "Re-engagement message" }],
        },
      ],
    }
    for (let time = 0; time < 3; time++) await play.webhook(inbound(number, failure))
    await play.settle()
    expect(play.sent.map(({ type }) => type)).toEqual(["text", "template"])
  })
})

describe("callbacks", () => {
  it("refuse a forged one with 401, and record nothing", async () => {
    const play = await stage(shop())
    const url = `https://pay.test/callbacks/stripe/${play.provider}`
    const body = JSON.stringify(paid({ id: "any", minor: 1, currency: "ZAR" }))
    const headers = { "stripe-signature": `t=${Math.floor(Date.now() / 1000)},v1=${"0".repeat(64)}` }
    const before = await env.DB.prepare(
      "select (select count(*) from order_facts) + (select count(*) from unmatched) as n",
    ).first("n")
    expect((await exports.default.fetch(url, { method: "POST", body, headers })).status).toBe(401)
    expect(
      await env.DB.prepare("select (select count(*) from order_facts) + (select count(*) from unmatched) as n").first(
        "n",
      ),
    ).toBe(before)
  })

  it("record one for an unknown order, and answer 200", async () => {
    const play = await stage(shop())
    expect(await play.callback(paid({ id: "nobodysorder0000000x", minor: 1, currency: "ZAR" }, {}, "unknown"))).toBe(
      200,
    )
    const row = await env.DB.prepare("select * from unmatched where id = ?")
      .bind(`${play.provider}:evt_unknown`)
      .first()
    expect(row).toMatchObject({ order_id: "nobodysorder0000000x", type: "captured" })
  })

  it("let no other account speak of an order", async () => {
    const play = await stage(shop())
    await play.say("hi")
    await play.say("Thandi")
    const [order] = await play.orders()
    if (!order) throw new Error("no order was opened")
    const other = await stage(shop())
    expect(await other.callback(paid(order))).toBe(200)
    expect((await play.orders())[0]).toMatchObject({ status: "open" })
  })
})

it("signs as Meta does over the raw bytes, not over what they mean", async () => {
  const play = await stage(shop())
  const body = inboundText("1", "27821110001", "wamid.x", "caf\\u00e9 \u{1f600}")
  const respaced = JSON.stringify(JSON.parse(body), null, 1)
  expect((await play.webhook(respaced, await signMeta(body, "app-secret"))).status).toBe(401)
})
