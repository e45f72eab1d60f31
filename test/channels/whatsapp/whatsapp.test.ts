import { createHmac } from "node:crypto"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { whatsapp } from "../../../src/channels/whatsapp/whatsapp"
import type { Message } from "../../../src/core/message/message"
import { renderMessage } from "../../../src/core/message/rendering"
import { Failure } from "../../../src/platform/failure"
import type { RawRequest } from "../../../src/platform/request"
import { NOW, rawRequest, settingOf } from "../fixture"
import { outsideWith } from "../members"
import { change, fixture } from "./fixture"

const setting = settingOf("whatsapp")
const connection = whatsapp.connect(fixture.config, setting)
const receive = (request: RawRequest, where = connection) => where.receive(request, outsideWith(fixture.answer))
const secret = fixture.config.appSecret ?? ""
const refused = { code: "unauthorised" }

/** What is read of a webhook that is Meta's own; null where its bytes say nothing. */
async function proven(request: RawRequest, where = connection) {
  try {
    return await receive(request, where)
  } catch (error) {
    if (error instanceof Failure && error.code === "unreadable") return null
    throw error
  }
}

function signed(body: string | Uint8Array, key = secret) {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body
  const signature = createHmac("sha256", key).update(bytes).digest("hex")
  return { ...rawRequest("whatsapp", { body: "" }, { "x-hub-signature-256": `sha256=${signature}` }), body: bytes }
}

describe("WhatsApp's signature", () => {
  const body = String.raw`{"object":"whatsapp_business_account","entry":[{"id":"900100200300","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"27870000001","phone_number_id":"700800900"},"contacts":[{"profile":{"name":"Thandi M\u00f6ller"},"wa_id":"27821110001","user_id":"ZA.55501234567890"}],"messages":[{"from":"27821110001","from_user_id":"ZA.55501234567890","id":"wamid.DEMO0001","timestamp":"1795000000","type":"text","text":{"body":"Hi \ud83d\ude00"}}]}}]}]}`
  const published = "sha256=f2235e9a5c887cdd8427a1a6bd681df331eb2d489a04822c4641d121d3c689cd"

  it("is accepted as published, over bytes that escape what is not ASCII", async () => {
    const request = rawRequest("whatsapp", { body }, { "x-hub-signature-256": published })
    expect((await receive(request)).inbound).toMatchObject([
      { contact: { name: "Thandi Möller" }, reply: { text: "Hi 😀" } },
    ])
  })

  it.each([
    ["the same JSON written anew", JSON.stringify(JSON.parse(body)), published],
    ["upper-case digits", body, published.toUpperCase().replace("SHA256", "sha256")],
    ["an upper-case scheme", body, published.replace("sha256", "SHA256")],
    ["no scheme", body, published.slice(7)],
    ["the scheme of old", body, published.replace("sha256", "sha1")],
    ["a blank before the digits", body, published.replace("=", "= ")],
    ["a second signature", body, `${published},${published}`],
    ["more digits", body, `${published}00`],
  ])("is refused with %s", async (_, text, signature) => {
    const request = rawRequest("whatsapp", { body: text }, { "x-hub-signature-256": signature })
    await expect(proven(request)).rejects.toMatchObject(refused)
  })

  it("is refused in the SHA-1 header of old", async () => {
    const signature = `sha1=${createHmac("sha1", secret).update(body).digest("hex")}`
    for (const headers of [{ "x-hub-signature": signature }, { "x-hub-signature-256": signature }]) {
      await expect(proven(rawRequest("whatsapp", { body }, headers))).rejects.toMatchObject(refused)
    }
  })

  it("is accepted for any bytes that Node's crypto signed, and for no other key", () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), fc.string({ minLength: 1 }), async (bytes, key) => {
        await proven(signed(bytes))
        fc.pre(key !== secret && key !== fixture.config.previousAppSecret)
        await expect(proven(signed(bytes, key))).rejects.toMatchObject(refused)
      }),
    ))

  it("may be made with the secret before while it changes, and no longer once that is taken out", async () => {
    const { previousAppSecret = "", ...rest } = fixture.config
    const request = signed(body, previousAppSecret)
    await expect(proven(request)).resolves.toBeDefined()
    await expect(proven(request, whatsapp.connect(rest, setting))).rejects.toMatchObject(refused)
  })
})

describe("WhatsApp's handshake", () => {
  const address = "https://pay.test/webhooks/whatsapp/acc-1"
  const query = "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=verify-demo-token"
  const ask = (search: string, method = "GET") =>
    receive({ method, url: `${address}?${search}`, headers: new Headers(), body: new Uint8Array() })

  it("gets its challenge back as plain text, even one that looks like a page", async () => {
    const { answer, inbound } = await ask(query.replace("1158201444", "%3Cscript%3E1"))
    const headers = { "content-type": "text/plain; charset=utf-8" }
    expect(answer).toEqual({ status: 200, body: "<script>1", headers })
    expect(inbound).toEqual([])
    expect((await ask(query)).answer?.body).toBe("1158201444")
  })

  it.each([
    ["a wrong token", query.replace("demo", "DEMO")],
    ["an empty token", query.replace("verify-demo-token", "")],
    ["no token", query.replace(/&hub.verify_token.*/, "")],
    ["two tokens", `${query}&hub.verify_token=verify-demo-token`],
    ["two challenges", `${query}&hub.challenge=2`],
    ["no challenge", query.replace("hub.challenge=1158201444&", "")],
    ["an empty challenge", query.replace("1158201444", "")],
    ["another mode", query.replace("subscribe", "unsubscribe")],
    ["nothing", ""],
  ])("is refused with %s", async (_, search) => {
    await expect(ask(search)).rejects.toMatchObject(refused)
  })

  it("is a GET", async () => {
    await expect(ask(query, "POST")).rejects.toMatchObject(refused)
  })
})

describe("WhatsApp's messages", () => {
  const text = (id: string, body: string, more: object = {}) => ({
    from: "27821110001",
    id,
    timestamp: "1795000000",
    type: "text",
    text: { body },
    ...more,
  })

  it("lose none of a thousand to poison among them", async () => {
    const poison = [null, 7, "x", [], {}, { type: "text" }, { from: {}, id: [], type: {} }, text("", "no id")]
    const messages = Array.from({ length: 1000 }, (_, index) =>
      index % 100 === 50 ? (poison[Math.floor(index / 100) % poison.length] ?? null) : text(`w${index}`, `${index}`),
    )
    const poisoned = signed(change({ messages, contacts: [null, { profile: 7 }] }).body)
    const { inbound, ignored } = await receive(poisoned)
    expect(inbound).toHaveLength(990)
    expect(ignored).toHaveLength(10)
    expect(new Set(inbound.map((item) => item.type === "message" && item.id)).size).toBe(990)
  })

  it("are read past any one value that is not what it should be", () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...fixture.readings),
        fc.nat(),
        fc.jsonValue(),
        async (reading, place, value) => {
          const { webhook } = reading
          const body = JSON.parse(webhook.body)
          const spots = spotsIn(body)
          const spot = spots[place % spots.length]
          if (spot) spot.parent[spot.key] = value
          for (const item of (await receive(signed(JSON.stringify(body)))).inbound) {
            expect(Number.isSafeInteger(item.at) && item.at > 0).toBe(true)
            const contacts =
              item.type === "moved" ? [item.from, item.to] : item.type === "account" ? [] : [item.contact]
            for (const { phone, userId } of contacts.map((contact) => contact ?? {})) {
              expect(phone ?? userId).toBeDefined()
              if (phone !== undefined) expect(phone).toMatch(/^\+[1-9]\d{6,14}$/)
            }
          }
        },
      ),
      { numRuns: 1000 },
    ))

  it.each([
    ["a byte order mark", (body: string) => `\ufeff${body}`],
    ["a field given twice", (body: string) => body.replace('"from":', '"from":"27839999999","from":')],
    [
      "a hostile prototype",
      (body: string) => body.replace('"from":', '"__proto__":{"group_id":"g"},"constructor":{},"from":'),
    ],
    [
      "deep nesting",
      (body: string) => body.replace('"from":', `"deep":${"[".repeat(10_000)}${"]".repeat(10_000)},"from":`),
    ],
    ["a number too large", (body: string) => body.replace('"from":', '"big":1e400,"huge":9007199254740993,"from":')],
  ])("are read despite %s", async (_, spoil) => {
    const { inbound } = await receive(signed(spoil(change({ messages: [text("w1", "Hi")] }).body)))
    expect(inbound).toEqual([
      { type: "message", id: "w1", contact: { phone: "+27821110001" }, at: 1_795_000_000_000, reply: { text: "Hi" } },
    ])
    expect(Object.hasOwn(Object.prototype, "group_id")).toBe(false)
  })

  it.each(["{", "", "{}x", '{"a":1}{"b":2}', "\ufffe{}"])("are unreadable as %j", async (body) => {
    await expect(receive(signed(body))).rejects.toMatchObject({ code: "unreadable" })
  })

  it("keep their words, but for what no database keeps", async () => {
    const words = "a\0b\ud800c\u202ed\u200be {{secrets.x}}"
    const { inbound } = await receive(signed(change({ messages: [text("w1", words)] }).body))
    expect(inbound).toMatchObject([{ reply: { text: "ab\ufffdc\u202ed\u200be {{secrets.x}}" } }])
  })

  it.each(["0", "-1", "", "soon", "1e400", "32503680000", null, {}, true])(
    "of the time %j came just now",
    async (timestamp) => {
      const { inbound } = await receive(signed(change({ messages: [text("w1", "Hi", { timestamp })] }).body))
      expect(inbound[0]?.at).toBe(NOW)
    },
  )
})

describe("what WhatsApp is sent", () => {
  const contact: { phone?: string; userId?: string } = { phone: "+27821110001" }
  const outbound = { contact, echo: "o1" }

  async function bodyOf(content: Parameters<typeof connection.send>[0], where = connection): Promise<string> {
    const outside = outsideWith(fixture.answer)
    await where.send(content, outside)
    return outside.asked[0]?.body ?? ""
  }

  const free = (message: Message, more = {}) => bodyOf({ ...outbound, type: "free", message, ...more })

  it("says in its parts all that the message says", async () => {
    const choices = ["Gold", "Silver", "Bronze"].map((title) => ({ id: title, title }))
    const media = { kind: "image", url: "https://shop.test/plans.png" } as const
    const parts = renderMessage({ text: `${"word ".repeat(1000)}end`, media, choices }, whatsapp.capabilities)
    const sent = (await Promise.all(parts.map((part) => free(part)))).join()
    for (const said of [media.url, "end", '"id":"Gold"', '"id":"Silver"', '"id":"Bronze"']) expect(sent).toContain(said)
    expect(sent.match(/word/g)).toHaveLength(1000)
  })

  it("is no template where the account names none", () => {
    for (const fallbackTemplate of [undefined, ""]) {
      const { fallbackTemplate: _, ...rest } = fixture.config
      const config = { ...rest, ...(fallbackTemplate !== undefined && { fallbackTemplate }) }
      expect(whatsapp.connect(config, setting).capabilities.templates).toBeNull()
    }
    expect(connection.capabilities.templates).toEqual({ text: 800 })
  })

  it("has as its example a template that Meta approves, with room for the longest value", () => {
    const example = /such as: (.*? go on\.)/.exec(whatsapp.guide.template.text)?.[1] ?? ""
    // "Template review": no variable first or last, none side by side, and enough words around each.
    expect(example).toMatch(/^\w[^{}]*\w[^{}]*\{\{1\}\}[^{}]*\w[^{}]*\.$/)
    expect(example.replace("{{1}}", "x".repeat(800)).length).toBeLessThanOrEqual(1024)
    expect(whatsapp.capabilities.templates).toEqual({ text: 800 })
  })

  it.each([
    ["en_US", "en_US"],
    ["en-US", "en_US"],
    ["pt-BR", "pt_BR"],
    ["es", "es"],
  ])("names the template's language %s as %s", async (fallbackLanguage, code) => {
    const account = whatsapp.connect({ ...fixture.config, fallbackLanguage }, setting)
    const body = await bodyOf({ ...outbound, type: "template", text: "Hi" }, account)
    expect(JSON.parse(body).template.language).toEqual({ policy: "deterministic", code })
  })

  it("goes to the phone number where both are known", async () => {
    const both = await free({ text: "Hi" }, { contact: { phone: "+27821110001", userId: "ZA.9" } })
    expect(JSON.parse(both)).toMatchObject({ to: "+27821110001" })
    expect(both).not.toContain("ZA.9")
  })
})

interface Spot {
  parent: Record<string, unknown>
  key: string
}

/** Every place in a JSON value where something else could stand. */
function spotsIn(value: unknown): Spot[] {
  if (typeof value !== "object" || value === null) return []
  const parent = value as Record<string, unknown>
  return Object.keys(parent).flatMap((key) => [{ parent, key }, ...spotsIn(parent[key])])
}
