import { env, exports } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import { channels } from "../../src/channels"
import { providers } from "../../src/payments"
import { accounts } from "../../src/store/accounts/accounts"
import { database } from "../../src/store/database"
import { listFlows } from "../../src/store/flows/flows"
import { answers, call, faultsOf } from "./api-client"

const WHATSAPP = {
  phoneNumberId: "700800900",
  accessToken: "EAAplanted-access-token",
  appSecret: "planted-app-secret",
  verifyToken: "planted-verify-token",
}
const STRIPE = { secretKey: "sk_test_plantedkey123", webhookSecret: "whsec_plantedsecret123" }
const WELL = {
  ...{ faultySince: null, fault: null, reason: null, lastGoodAt: null },
  ...{ refusedSince: null, failedAt: null, failure: null },
}
const PLANTED = [WHATSAPP.accessToken, WHATSAPP.appSecret, WHATSAPP.verifyToken, ...Object.values(STRIPE)]

const whatsapp = (id: string) => ({ id, channel: "whatsapp", title: "Shop line", config: WHATSAPP })
const stripe = (id: string) => ({ id, provider: "stripe", title: "Till", config: STRIPE })

describe("channel accounts", () => {
  it("are added, shown without their secrets, and reachable at their webhook address", async () => {
    const added = await call("POST", "/channel-accounts", whatsapp("line"))
    expect(added.status).toBe(201)
    expect(added.json).toEqual({
      id: "line",
      channel: "whatsapp",
      title: "Shop line",
      config: { phoneNumberId: "700800900", graphVersion: "v26.0", fallbackLanguage: "en" },
      secrets: ["accessToken", "appSecret", "verifyToken"],
      webhookUrl: "https://pay.test/webhooks/whatsapp/line",
      lastInboundAt: null,
      lastOutboundAt: null,
      health: WELL,
      createdAt: expect.any(Number),
      updatedAt: expect.any(Number),
    })
    expect((await call("GET", "/channel-accounts/line")).json).toEqual(added.json)
    expect((await call("GET", "/channel-accounts")).json.items).toContainEqual(added.json)
    const handshake = "hub.mode=subscribe&hub.challenge=42&hub.verify_token=planted-verify-token"
    const response = await exports.default.fetch(`${added.json.webhookUrl}?${handshake}`)
    expect(await response.text()).toBe("42")
  })

  it("get an id when none is chosen, and never one that is taken", async () => {
    const { id: _, ...body } = whatsapp("")
    const [one, other] = [await call("POST", "/channel-accounts", body), await call("POST", "/channel-accounts", body)]
    expect(one.json.id).toMatch(/^[a-z0-9]{16}$/)
    expect(other.json.id).not.toBe(one.json.id)
    const again = await call("POST", "/channel-accounts", { ...whatsapp(one.json.id), title: "Stolen" })
    expect(again.status).toBe(409)
    expect((await call("GET", `/channel-accounts/${one.json.id}`)).json.title).toBe("Shop line")
  })

  it("keep a secret that a change leaves out, and take one away for null", async () => {
    const { config, ...body } = whatsapp("kept")
    await call("POST", "/channel-accounts", { ...body, config: { ...config, previousAppSecret: "planted-older" } })
    const renamed = await call("PUT", "/channel-accounts/kept", {
      title: "New",
      config: { phoneNumberId: "700800901" },
    })
    expect(renamed.status).toBe(200)
    expect(renamed.json.config.phoneNumberId).toBe("700800901")
    expect(renamed.json.secrets).toEqual(["accessToken", "appSecret", "previousAppSecret", "verifyToken"])
    const without = { title: "New", config: { phoneNumberId: "700800901", previousAppSecret: null } }
    const cleared = await call("PUT", "/channel-accounts/kept", without)
    expect(cleared.json.secrets).toEqual(["accessToken", "appSecret", "verifyToken"])
    const needed = { title: "New", config: { phoneNumberId: "700800901", appSecret: null } }
    expect(faultsOf(await call("PUT", "/channel-accounts/kept", needed))[0]).toMatch(/^config\.appSecret: /)
  })

  it.each([
    [
      "an unknown channel",
      { ...whatsapp("x"), channel: "pigeon" },
      `channel: It must be one of: ${Object.keys(channels).join(", ")}.`,
    ],
    [
      "a missing secret",
      { ...whatsapp("x"), config: { ...WHATSAPP, appSecret: undefined } },
      "config.appSecret: It is required.",
    ],
    [
      "a field of another channel",
      { ...whatsapp("x"), config: { ...WHATSAPP, authToken: "x" } },
      "config.authToken: There is no such field.",
    ],
    ["an id with capitals", whatsapp("Line"), "id: 1 to 40 lower-case letters, digits and -"],
    ["no title", { ...whatsapp("x"), title: undefined }, "title: It is required."],
    ["a time of its own", { ...whatsapp("x"), createdAt: 1 }, "createdAt: There is no such field."],
  ])("are refused with %s, which is named", async (_, body, fault) => {
    const refused = await call("POST", "/channel-accounts", body)
    expect(refused.status).toBe(422)
    expect(faultsOf(refused)).toEqual([fault])
  })

  it("cannot be given the fields of another channel by a change", async () => {
    await call("POST", "/channel-accounts", whatsapp("fixed"))
    const refused = await call("PUT", "/channel-accounts/fixed", {
      title: "x",
      config: { phoneNumberId: "123456", secret: "sandbox's" },
    })
    expect(faultsOf(refused)).toEqual(["config.secret: There is no such field."])
    const moved = await call("PUT", "/channel-accounts/fixed", { title: "x", channel: "sandbox", config: {} })
    expect(faultsOf(moved)).toEqual(["channel: There is no such field."])
  })

  it("come part by part, each once", async () => {
    for (const id of ["part-1", "part-2", "part-3"]) await call("POST", "/channel-accounts", whatsapp(id))
    const seen: string[] = []
    for (let cursor: string | null = ""; cursor !== null; ) {
      const query: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`
      const { json } = await call("GET", `/channel-accounts?limit=2${query}`)
      expect(json.items.length).toBeLessThanOrEqual(2)
      seen.push(...json.items.map(({ id }: { id: string }) => id))
      cursor = json.next
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(expect.arrayContaining(["part-1", "part-2", "part-3"]))
  })

  it("are gone once removed", async () => {
    await call("POST", "/channel-accounts", whatsapp("gone"))
    expect((await call("DELETE", "/channel-accounts/gone")).status).toBe(204)
    expect((await call("DELETE", "/channel-accounts/gone")).status).toBe(404)
    expect((await call("GET", "/channel-accounts/gone")).status).toBe(404)
    expect((await call("PUT", "/channel-accounts/gone", { title: "x", config: WHATSAPP })).status).toBe(404)
  })
})

describe("payment accounts", () => {
  it("say whether they move real money and where their callbacks go", async () => {
    const added = await call("POST", "/payment-accounts", stripe("till"))
    expect(added.status).toBe(201)
    expect(added.json).toMatchObject({
      id: "till",
      provider: "stripe",
      mode: "test",
      callbackUrl: "https://pay.test/callbacks/stripe/till",
      secrets: ["secretKey", "webhookSecret"],
    })
    const live = { title: "Till", config: { secretKey: "sk_live_plantedkey123" } }
    expect((await call("PUT", "/payment-accounts/till", live)).json.mode).toBe("live")
    expect((await call("GET", "/payment-accounts/till")).json.mode).toBe("live")
  })

  it("are listed even when the key to their secrets is lost", async () => {
    const lost = accounts(database(env.DB), "payment", "lost:MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE=")
    const account = { id: "locked", service: "stripe", title: "Till", config: STRIPE }
    await lost.create(account, providers.stripe.config, Date.now())
    const { status, json } = await call("GET", "/payment-accounts?limit=100")
    expect(status).toBe(200)
    expect(json.items).toContainEqual(expect.objectContaining({ id: "locked", mode: null }))
  })

  it("cannot be removed while new orders go to them", async () => {
    await call("POST", "/payment-accounts", stripe("used"))
    const configuration = { account: "used", merchant: "Shop", currency: "ZAR" }
    expect((await call("PUT", "/payment-configuration", configuration)).status).toBe(200)
    const refused = await call("DELETE", "/payment-accounts/used")
    expect(refused.status).toBe(409)
    expect(refused.json.code).toBe("in_use")
    await call("POST", "/payment-accounts", stripe("other"))
    await call("PUT", "/payment-configuration", { ...configuration, account: "other" })
    expect((await call("DELETE", "/payment-accounts/used")).status).toBe(204)
  })

  it("have nothing set up from here where their provider offers nothing", async () => {
    const { json } = await call("POST", "/payment-accounts", stripe("plain"))
    expect(json).toMatchObject({ arranges: false })
    const refused = await call("POST", "/payment-accounts/plain/arrange")
    expect([refused.status, refused.json.code]).toEqual([409, "not_arrangeable"])
    expect((await call("POST", "/payment-accounts/nobody/arrange")).status).toBe(404)
  })

  it("do not take what the provider could not take, and name it", async () => {
    const refused = await call("POST", "/payment-accounts", {
      ...stripe("bad"),
      config: { secretKey: "pk_test_plantedkey123", webhookSecret: "whsec_plantedsecret123" },
    })
    expect(faultsOf(refused)[0]).toMatch(/^config\.secretKey: Must be a secret key/)
  })
})

describe("secrets", () => {
  it("are in no answer of any route, refusals included", async () => {
    const document = await (await exports.default.fetch("https://pay.test/api/openapi.json")).json<{
      paths: Record<string, Record<string, unknown>>
    }>()
    await call("POST", "/channel-accounts", whatsapp("planted"))
    await call("POST", "/payment-accounts", stripe("planted"))
    await call("PUT", "/payment-configuration", { account: "planted", merchant: "Shop", currency: "ZAR" })
    const bodies = [
      ...[whatsapp("planted"), { ...whatsapp("planted"), config: [WHATSAPP.appSecret] }, stripe("planted")],
      { title: "Changed", config: WHATSAPP },
      { title: "Changed", config: { ...STRIPE, statementDescriptor: WHATSAPP.appSecret.repeat(9) } },
    ]
    for (const [path, item] of Object.entries(document.paths))
      for (const method of Object.keys(item).filter((method) => method !== "delete")) {
        const address = path.replace("{id}", "planted").replace("{version}", "1")
        for (const body of method === "get" ? [undefined] : bodies) await call(method.toUpperCase(), address, body)
        for (const secret of PLANTED)
          await call(method.toUpperCase(), address, method === "get" ? undefined : `{${secret}}`)
      }
    expect(answers.length).toBeGreaterThan(100)
    for (const { text } of answers) for (const secret of PLANTED) expect(text).not.toContain(secret)
    expect((await listFlows(database(env.DB), { limit: 100, cursor: null })).items).toEqual([])
  })
})
