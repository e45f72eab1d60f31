import { env } from "cloudflare:workers"
import { beforeAll, describe, expect, it } from "vitest"
import { channels } from "../../src/channels"
import { providers } from "../../src/payments"
import { database } from "../../src/store/database"
import { addMessage, messagesAfter } from "../../src/store/sandbox/sandbox"
import { call, callWith } from "./api-client"

const production = { ENVIRONMENT: "production" } as unknown as Partial<Env>

describe("the catalogue", () => {
  it("has all that the forms of every channel and provider are drawn from", async () => {
    const { json } = await call("GET", "/catalogue")
    expect(json.channels.map(({ name }: { name: string }) => name)).toEqual(Object.keys(channels))
    expect(json.providers.map(({ name }: { name: string }) => name)).toEqual(Object.keys(providers))
    for (const { fields, guide } of [...json.channels, ...json.providers]) {
      expect(Object.keys(fields.properties).length).toBeGreaterThan(0)
      expect(guide.length).toBeGreaterThan(0)
    }
    expect(json.channels[0].fields.properties.appSecret).toMatchObject({ secret: true })
    expect(json.channels[0].capabilities.buttons).toEqual({ count: 3, title: 20, text: 1024 })
  })

  it("offers nothing that only pretends where money is real", async () => {
    const { json } = await callWith(production, "GET", "/catalogue")
    const refused = [...json.channels, ...json.providers].filter(({ allowed }: { allowed: boolean }) => !allowed)
    expect(refused.map(({ name }: { name: string }) => name)).toEqual(["sandbox", "sandbox"])
  })
})

describe("a pretend phone", () => {
  const phone = "+27821119999"

  beforeAll(async () => {
    const config = { secret: "pretend-pretend-9" }
    await call("POST", "/channel-accounts", { id: "pretend", channel: "sandbox", title: "Phone", config })
  })

  it("writes through the webhook, so that a conversation begins", async () => {
    expect((await call("POST", "/sandbox/pretend/messages", { phone, name: "Ann", text: "hello" })).status).toBe(204)
    const account = async () => (await call("GET", "/channel-accounts/pretend")).json
    await expect.poll(async () => (await account()).lastInboundAt).toEqual(expect.any(Number))
    expect((await account()).lastOutboundAt).toBeNull()
  })

  it("shows what it received, and only its own", async () => {
    const db = database(env.DB)
    const add = (to: string, text: string) =>
      addMessage(db, { account: "pretend", phone: to, message: JSON.stringify({ text }), createdAt: 1 })
    await add(phone, "one")
    await add("+27821110000", "not yours")
    await add(phone, "two")
    const { items } = (await call("GET", `/sandbox/pretend/messages?phone=${encodeURIComponent(phone)}`)).json
    expect(items.map(({ message }: { message: object }) => message)).toEqual([{ text: "one" }, { text: "two" }])
    const after = items[0].id
    const later = await call("GET", `/sandbox/pretend/messages?phone=${encodeURIComponent(phone)}&after=${after}`)
    expect(later.json.items).toHaveLength(1)
  })

  it("keeps the newest two hundred", async () => {
    const db = database(env.DB)
    for (let index = 0; index < 205; index++)
      await addMessage(db, { account: "pretend", phone: "+27821118888", message: `{"text":"${index}"}`, createdAt: 1 })
    const kept = await messagesAfter(db, { account: "pretend", phone: "+27821118888", after: 0 })
    expect(kept).toHaveLength(200)
    expect(kept[0]?.message).toBe('{"text":"5"}')
  })

  it.each([
    ["no phone number", { phone: "12", text: "x" }, 422],
    ["a field that is not there", { phone, text: "x", more: 1 }, 422],
  ])("refuses %s", async (_, body, status) => {
    expect((await call("POST", "/sandbox/pretend/messages", body)).status).toBe(status)
  })

  it("is not there for other accounts, nor in production", async () => {
    expect((await call("POST", "/sandbox/nobody/messages", { phone, text: "x" })).status).toBe(404)
    expect((await callWith(production, "POST", "/sandbox/pretend/messages", { phone, text: "x" })).status).toBe(409)
  })
})

describe("trying accounts out", () => {
  it("says that the sandbox needs no keys", async () => {
    const config = { secret: "pretend-pretend-1" }
    await call("POST", "/payment-accounts", { id: "trial", provider: "sandbox", title: "Till", config })
    expect((await call("POST", "/payment-accounts/trial/test")).json).toMatchObject({ mode: "test" })
    expect((await call("POST", "/payment-accounts/none/test")).status).toBe(404)
  })

  it("wants a number to write to", async () => {
    expect((await call("POST", "/channel-accounts/pretend/test", { to: "not a number" })).status).toBe(422)
    expect((await call("POST", "/channel-accounts/none/test", { to: "+27821110000" })).status).toBe(404)
  })
})

describe("copies of flows", () => {
  it("are flows of their own", async () => {
    await call("POST", "/flows", { id: "original", document: { name: "Original" } })
    const { json, status } = await call("POST", "/flows/original/duplicate")
    expect(status).toBe(201)
    expect(json).toMatchObject({ name: "Original (copy)", published: null, revision: 1 })
    expect(json.id).not.toBe("original")
  })
})
