import { env, exports } from "cloudflare:workers"
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest"
import type { Inbound } from "../../src/channels/channel"
import { conversationName } from "../../src/platform/identity"
import { healthOf } from "../../src/store/accounts/health"
import { database } from "../../src/store/database"
import { addChannel, publish } from "../support/deployment"
import { type Carried, hatch } from "../support/pigeon"
import { call } from "./api-client"

const contact = { phone: "+27821110001" }
const sent: { to: string; text: string }[] = []
let url = ""

beforeAll(async () => {
  hatch()
  await addChannel("coop", "pigeon", { ring: "ring-7" })
  const heard = {
    id: "heard",
    name: "Heard",
    type: "message",
    config: { text: "Heard: {{ message.text }}" },
    exits: {},
  }
  await publish("echo", "coop", { name: "Echo", triggers: { anyMessage: true }, start: "heard", nodes: [heard] })
  url = (await call("GET", "/channel-accounts/coop")).json.webhookUrl
})

afterEach(() => {
  vi.restoreAllMocks()
  sent.length = 0
})

/** The pigeon's own service, which takes all that it is given. */
function flies(): void {
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    sent.push(await new Request(input, init).json())
    return Response.json({ id: `flight-${sent.length}` })
  })
}

const post = (carried: Carried, to = url) =>
  exports.default.fetch(to, { method: "POST", body: JSON.stringify(carried) })

const said = (id: string, text: string, more: Partial<Extract<Inbound, { type: "message" }>> = {}): Inbound => ({
  type: "message",
  id,
  contact,
  at: Date.now(),
  reply: { text },
  ...more,
})

async function conversation() {
  return env.CONVERSATION.getByName(await conversationName(env.HASH_KEY, "pigeon", "coop", contact.phone))
}

async function settle() {
  await (await conversation()).drain()
}

const health = async () => (await healthOf(database(env.DB), "channel", ["coop"])).get("coop")

describe("an address that is the only proof", () => {
  it("is shown with a part that nobody guesses, of the account alone", async () => {
    expect(url).toMatch(/^https:\/\/pay\.test\/webhooks\/pigeon\/coop\/[0-9a-z]{20}$/)
    await addChannel("loft", "pigeon", { ring: "ring-8" })
    const other = (await call("GET", "/channel-accounts/loft")).json.webhookUrl
    expect(other.split("/").at(-1)).not.toBe(url.split("/").at(-1))
  })

  it.each([
    ["without it", (proof: string) => proof.replace(/\/[^/]*$/, "")],
    ["with an empty one", (proof: string) => proof.replace(/[^/]*$/, "")],
    ["with one letter changed", (proof: string) => proof.replace(/.$/, (last) => (last === "a" ? "b" : "a"))],
    ["with one letter less", (proof: string) => proof.slice(0, -1)],
    ["in capitals", (proof: string) => proof.replace(/[^/]*$/, (last) => last.toUpperCase())],
    ["with another account's", (proof: string) => proof.replace("/coop/", "/loft/")],
  ])("takes nothing %s", async (_, spoil) => {
    flies()
    const response = await post({ inbound: [said(`forged-${spoil(url)}`, "hi")] }, spoil(url))
    expect([401, 404]).toContain(response.status)
    await settle()
    expect(sent).toEqual([])
  })

  it("is compared before anything is read", async () => {
    const body = new ReadableStream({ pull: () => new Promise(() => {}) })
    const response = await exports.default.fetch(`${url.slice(0, -1)}!`, { method: "POST", body })
    expect(response.status).toBe(401)
    expect((await health())?.refusedSince).not.toBeNull()
  })

  it("is proof: what comes there is heard, whichever verb it comes by, and answered as the channel wants", async () => {
    flies()
    const response = await post({ inbound: [said("p1", "coo")] })
    expect([response.status, await response.text()]).toEqual([202, "OK"])
    const carried = encodeURIComponent(JSON.stringify({ inbound: [said("p2", "got")] }))
    expect((await exports.default.fetch(`${url}?carried=${carried}`)).status).toBe(202)
    await settle()
    expect(sent.map(({ text }) => text)).toEqual(["Heard: coo", "Heard: got"])
    await expect.poll(async () => (await health())?.refusedSince).toBeNull()
  })

  it("has nothing behind it, and takes no verb that the channel does not use", async () => {
    expect((await post({}, `${url}/more`)).status).toBe(404)
    const refused = await exports.default.fetch(url, { method: "PUT", body: "{}" })
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, POST"])
  })

  it("is no address of a channel that signs", async () => {
    await addChannel("signed", "sandbox", { secret: "sandbox-secret-1" })
    expect((await post({}, "https://pay.test/webhooks/sandbox/signed/anything")).status).toBe(404)
    const got = await exports.default.fetch("https://pay.test/webhooks/sandbox/signed")
    expect([got.status, got.headers.get("allow")]).toEqual([405, "POST"])
  })
})

describe("a new address", () => {
  it("ends the old one, which somebody may know", async () => {
    flies()
    const before = url
    const renewed = await call("POST", "/channel-accounts/coop/address")
    url = renewed.json.url
    expect((await call("GET", "/channel-accounts/coop")).json.webhookUrl).toBe(url)
    expect(url).not.toBe(before)
    expect((await post({ inbound: [said("n1", "old")] }, before)).status).toBe(401)
    expect((await post({ inbound: [said("n2", "new")] })).status).toBe(202)
    await settle()
    expect(sent.map(({ text }) => text)).toEqual(["Heard: new"])
  })

  it("is for accounts whose service signs nothing", async () => {
    await addChannel("signing", "sandbox", { secret: "sandbox-secret-2" })
    const refused = await call("POST", "/channel-accounts/signing/address")
    expect([refused.status, refused.json.code]).toEqual([409, "signed"])
    expect((await call("POST", "/channel-accounts/nobody/address")).status).toBe(404)
    expect((await call("POST", "/payment-accounts/nobody/address")).status).toBe(404)
  })
})

describe("what comes of a webhook", () => {
  it.each([
    ["forged", "unauthorised", 401],
    ["to be sent again, signed", "unproven", 503],
    ["past reading, which sending again would not help", "unreadable", 202],
  ])("that is %s", async (_, fails, status) => {
    expect((await post({ fails })).status).toBe(status)
  })

  it("that is a handshake is the channel's own answer", async () => {
    const response = await post({ handshake: "42" })
    expect([response.status, await response.text()]).toEqual([200, "42"])
  })

  it("that tells of the account is its health, the latest word of all", async () => {
    const at = Date.now()
    const ill = { type: "account", at, fault: "unpaid", reason: "No grain is left." } as const
    const well = { type: "account", at: at + 1, fault: null, reason: "" } as const
    expect((await post({ inbound: [ill] })).status).toBe(202)
    await expect.poll(health).toMatchObject({ fault: "unpaid", reason: "No grain is left." })
    expect((await post({ inbound: [well, ill] })).status).toBe(202)
    await expect.poll(health).toMatchObject({ fault: null, faultySince: null })
  })

  it("that brings a long message in parts is one message", async () => {
    flies()
    const part = (index: number) => ({ part: { set: "7", index, count: 3 } })
    await post({ inbound: [said("l3", "!", part(3))] })
    await post({ inbound: [said("l1", "so ", part(1)), said("l3", "!", part(3))] })
    await settle()
    expect(sent).toEqual([])
    await post({ inbound: [said("l2", "long", part(2))] })
    await settle()
    expect(sent.map(({ text }) => text)).toEqual(["Heard: so long!"])
  })

  it("that tells what became of a message finds it by its address, where nothing else names it", async () => {
    flies()
    await post({ inbound: [said("r1", "where?")] })
    await settle()
    const receipt = { type: "receipt", message: "flight-1", contact, at: Date.now(), status: "failed" } as const
    expect((await post({ inbound: [{ ...receipt, contact: { phone: "+27829999999" } }] })).status).toBe(202)
    const standing = async () =>
      (await (await conversation()).inspect())?.timeline.findLast(({ type }) => type === "sent")?.status
    expect(await standing()).toBe("done")
    expect((await post({ inbound: [receipt] })).status).toBe(202)
    expect(await standing()).toBe("failed")
  })
})

describe("a wish that the channel tells without a message", () => {
  const wish = (id: string, wish: "stop" | "start", from = contact): Inbound => {
    return { type: "consent", id, contact: from, at: Date.now(), wish }
  }

  it("is silence, unanswered, until it is taken back or the customer asks to hear again", async () => {
    flies()
    await post({ inbound: [wish("w1", "stop")] })
    await post({ inbound: [said("w2", "anybody?")] })
    await settle()
    expect(sent).toEqual([])
    const view = await (await conversation()).inspect()
    expect(view?.optedOutAt).not.toBeNull()
    expect(view?.timeline.some(({ text }) => text.includes("asked the channel for silence"))).toBe(true)
    await post({ inbound: [wish("w3", "start")] })
    // The same word again, come late, silences nobody.
    await post({ inbound: [wish("w1", "stop")] })
    await post({ inbound: [said("w4", "and now?")] })
    await settle()
    expect(sent.map(({ text }) => text)).toEqual(["Heard: and now?"])
  })

  it("is kept of somebody who never wrote", async () => {
    flies()
    const stranger = { phone: "+27825550000" }
    await post({ inbound: [wish("w5", "stop", stranger)] })
    const id = await conversationName(env.HASH_KEY, "pigeon", "coop", stranger.phone)
    const stub = env.CONVERSATION.getByName(id)
    await stub.drain()
    expect((await stub.inspect())?.optedOutAt).not.toBeNull()
    const { items } = (await call("GET", "/conversations")).json
    expect(items.map((item: { id: string }) => item.id)).toContain(id)
    await post({ inbound: [said("w6", "hello", { contact: stranger })] })
    await stub.drain()
    expect(sent).toEqual([])
  })
})
