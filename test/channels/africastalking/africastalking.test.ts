import { env, exports } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import { africastalking } from "../../../src/channels/africastalking/africastalking"
import { emulateAfricasTalking } from "../../../src/channels/africastalking/emulator"
import type { Said } from "../../../src/channels/emulator"
import type { HttpRequest } from "../../../src/core/exchange"
import { worldOf } from "../../../src/deployment/cloudflare"
import type { Outside } from "../../../src/platform/outside"
import { addChannel } from "../../support/deployment"
import { answer, NOW, settingOf } from "../fixture"
import { outsideWith } from "../members"
import { fixture } from "./fixture"

const setting = settingOf("africastalking")
const connected = (config: object = {}) => africastalking.connect({ ...fixture.config, ...config }, setting)
const message = { type: "free", contact: { phone: "+254711000001" }, echo: "1", message: { text: "Hi" } } as const

async function asked(config: object): Promise<HttpRequest> {
  const outside = outsideWith(fixture.answer)
  await connected(config).send(message, outside)
  return outside.asked[0] as HttpRequest
}

describe("what is sent", () => {
  it("goes to their simulator for the user sandbox", async () => {
    expect((await asked({ username: "sandbox" })).url).toBe("https://api.sandbox.africastalking.com/version1/messaging")
    expect((await asked({ username: "sandbox", keyword: "SHOP" })).url).toContain("api.sandbox.")
  })

  it("of a premium short code goes by their service for content, under its keyword", async () => {
    const { url, body } = await asked({ keyword: "SHOP" })
    expect(url).toBe("https://content.africastalking.com/version1/messaging")
    expect(body).toBe("username=shop&to=%2B254711000001&message=Hi&from=40404&bulkSMSMode=0&keyword=SHOP")
  })

  it("has no sender where the account has none", async () => {
    expect((await asked({ from: "" })).body).toBe("username=shop&to=%2B254711000001&message=Hi&bulkSMSMode=1")
  })
})

it.each([
  ["40404", true],
  ["+254711000000", true],
  ["ROSE", false],
  ["", false],
])("an account that sends as %j can be written to: %j", (from, inbound) => {
  expect(connected({ from }).capabilities.inbound).toBe(inbound)
})

describe("its webhooks, which nobody signs", () => {
  const body = new URLSearchParams({ senderId: "40404", phoneNumber: "+254711000001" }).toString()
  const call = (url: string) =>
    exports.default.fetch(url, {
      ...{ method: "POST", body, headers: { "content-type": "application/x-www-form-urlencoded" } },
    })

  it("come to an address that nobody guesses, and to no other", async () => {
    const id = `at-${crypto.randomUUID().slice(0, 8)}`
    await addChannel(id, "africastalking", fixture.config)
    const opened = await worldOf(env).channel(id)
    const url = opened?.webhookUrl ?? ""
    expect(url).toMatch(new RegExp(`/webhooks/africastalking/${id}/[\\w-]{20,}$`))
    expect((await call(url)).status).toBe(200)
    for (const guess of [
      url.slice(0, url.lastIndexOf("/")),
      `${url}x`,
      url.slice(0, -1),
      `${url.slice(0, -1)}${url.endsWith("A") ? "B" : "A"}`,
    ])
      expect([401, 404], guess).toContain((await call(guess)).status)
  })
})

describe("the emulator", () => {
  function paired() {
    const said: Said[] = []
    let drawn = 0
    const random = () => (drawn++ % 97) / 97
    const emulated = emulateAfricasTalking(
      { base: "", callTo: () => setting.webhookUrl, now: () => NOW, random },
      (one) => said.push(one),
    )
    const connection = africastalking.connect(emulated.config, { ...setting, apiBase: "https://at.test" })
    const ask = async ({ method, url, headers, body = "" }: HttpRequest) => {
      const { pathname, searchParams } = new URL(url)
      const answered = emulated.service({ at: NOW, method, path: pathname, query: searchParams, headers, body })
      return answered ? answer(answered.status, answered.body) : answer(404, "")
    }
    const outside: Outside = { at: NOW, ask, keep: async (_, make) => (await make()).value, forget: async () => {} }
    return { emulated, connection, outside, said }
  }

  it("takes what the channel sends, and tells how far it came", async () => {
    const { emulated, connection, outside, said } = paired()
    const { id } = await connection.send(message, outside)
    expect(said).toMatchObject([{ id, to: "+254711000001", text: "Hi" }])
    expect(await connection.check?.(outside)).toEqual({ holder: "shop" })
    for (const status of ["sent", "delivered", "failed"] as const)
      for (const { url, headers, body } of await emulated.report(said[0] as Said, status)) {
        const bytes = new TextEncoder().encode(body)
        const { inbound } = await connection.receive(
          { method: "POST", url, headers: new Headers(headers), body: bytes },
          outside,
        )
        expect(inbound).toMatchObject([{ type: "receipt", message: id, status }])
      }
  })

  it("holds a refusal in a 201", async () => {
    const { emulated, outside } = paired()
    const other = africastalking.connect({ ...emulated.config, from: "50505" }, setting)
    await expect(other.send(message, outside)).rejects.toMatchObject({ code: "unregistered", advice: "hold" })
    const strange = { ...message, contact: { phone: "+1" } }
    await expect(africastalking.connect(emulated.config, setting).send(strange, outside)).rejects.toMatchObject({
      ...{ code: "undeliverable", advice: "switch", to: "channel" },
    })
  })
})
