import { env } from "cloudflare:workers"
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest"
import { healthOf, markFaulty } from "../../../src/store/accounts/health"
import { database } from "../../../src/store/database"
import { addChannel } from "../../support/deployment"
import { call } from "../api-client"

const secrets = { accessToken: "EAAG-check", appSecret: "app-secret", verifyToken: "verify" }
const db = () => database(env.DB)
const health = async () => (await healthOf(db(), "channel", ["number"])).get("number")

function answers(status: number, body: unknown): { asked: string[] } {
  const asked: string[] = []
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input, init)
    asked.push(`${request.method} ${request.url}`)
    return Response.json(body, { status })
  })
  return { asked }
}

beforeAll(async () => {
  await addChannel("number", "whatsapp", { phoneNumberId: "70080090", ...secrets })
  await addChannel("pretend", "sandbox", { secret: "sandbox-secret-1" })
})

afterEach(() => {
  vi.restoreAllMocks()
})

describe("testing a channel account", () => {
  it("says whose it is, sends nothing, and ends a fault that is over", async () => {
    await markFaulty(db(), { kind: "channel", account: "number", at: 1, code: "unauthorised", reason: "no" })
    const { asked } = answers(200, { id: "70080090", verified_name: "Corner Shop", display_phone_number: "+27 87 1" })
    const { status, json } = await call("POST", "/channel-accounts/number/check")
    expect([status, json]).toEqual([200, { checked: true, holder: "Corner Shop, +27 87 1" }])
    expect(asked).toEqual(["GET https://graph.facebook.com/v26.0/70080090?fields=display_phone_number,verified_name"])
    expect(await health()).toMatchObject({ fault: null, faultySince: null })
  })

  it("says what is wrong, without the token, and marks the account", async () => {
    answers(401, { error: { code: 190, message: "Invalid token EAAG-check" } })
    const { status, json, text } = await call("POST", "/channel-accounts/number/check")
    expect([status, json.code]).toEqual([409, "unauthorised"])
    expect(text).not.toContain("EAAG-check")
    expect(await health()).toMatchObject({ fault: "unauthorised" })
  })

  it("marks nothing where the service only fails to answer", async () => {
    answers(200, { id: "70080090" })
    await call("POST", "/channel-accounts/number/check")
    answers(500, {})
    expect((await call("POST", "/channel-accounts/number/check")).status).toBe(409)
    expect(await health()).toMatchObject({ fault: null })
  })

  it("says where there is nothing to ask for, and that there is no such account", async () => {
    expect((await call("POST", "/channel-accounts/pretend/check")).json).toEqual({ checked: false, holder: null })
    expect((await call("POST", "/channel-accounts/nobody/check")).status).toBe(404)
  })
})
