import { env } from "cloudflare:workers"
import { beforeAll, describe, expect, it } from "vitest"
import * as z from "zod"
import { whatsapp } from "../../src/channels/whatsapp/whatsapp"
import { maskCards } from "../../src/core/text/cards"
import { isEmail } from "../../src/core/text/email"
import { linkId } from "../../src/platform/identity"
import { type Stage, stage } from "../support/stage"
import { ask, flowP } from "./flows"

let play: Stage
let link: string

beforeAll(async () => {
  play = await stage(flowP())
  await play.say("hi")
  const [order] = await play.orders()
  link = await linkId(env.HASH_KEY, order?.id ?? "")
})

describe("HTTP", () => {
  it.each(["/p/none", "/api/orders", "/healthz"])(
    "S9 DH1 DP4 asks for https and forbids what it does not use at %s",
    async (path) => {
      const answer = await ask(path)
      expect(answer.headers.get("strict-transport-security")).toContain("max-age=")
      expect(answer.headers.get("permissions-policy")).toContain("camera=()")
    },
  )
})

describe("the description of the API", () => {
  const described = z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({ operationId: z.string().optional(), responses: z.record(z.string(), z.unknown()).optional() }),
    ),
  )
  let paths: z.output<typeof described>
  let text: string

  beforeAll(async () => {
    text = (await ask("/api/openapi.json", { headers: { authorization: "Bearer test-token" } })).text
    paths = described.parse(JSON.parse(text).paths)
  })

  it("DA1 DB2 DA17 says that the export is a table", () => {
    expect(JSON.stringify(Object.entries(paths).find(([path]) => path.endsWith("/orders/export")))).toContain(
      "text/csv",
    )
  })

  it("DA4 has no words of the studio's editor", () => {
    expect(text).not.toContain('"control":')
  })

  it("DA5 DB13 names every operation as a thing and a deed", () => {
    for (const operations of Object.values(paths))
      for (const { operationId } of Object.values(operations)) expect(operationId).toMatch(/^[a-zA-Z]+(\.[a-zA-Z]+)+$/)
  })
})

describe("the pay page", () => {
  it("DH2 DP1 has what a preview of the link shows", async () => {
    const { text } = await ask(`/p/${link}`)
    expect(text).toContain('property="og:title"')
    expect(text).toContain('property="og:site_name"')
  })

  it("R14 asks the provider once, however many look at once", async () => {
    let asked = 0
    play.answers["https://api.stripe.com/"] = () => {
      asked += 1
      return Response.json({
        id: "cs_1",
        object: "checkout.session",
        status: "open",
        payment_status: "unpaid",
        url: "https://checkout.stripe.com/c/pay/cs_1",
      })
    }
    await ask(`/p/${link}/checkout`, { method: "POST" })
    asked = 0
    await Promise.all(Array.from({ length: 50 }, () => ask(`/p/${link}/return`)))
    expect(asked).toBeLessThanOrEqual(1)
  })
})

describe("what is entered", () => {
  it("F1 asks for a template with words around its variable", () => {
    expect(JSON.stringify(whatsapp.guide)).not.toMatch(/only \{\{ ?1 ?\}\}/)
  })

  it.each([".foo@bar.com", "foo.@bar.com", "foo..bar@bar.com", "foo@bar-.com", "foo@example.123"])(
    "DX1 is no address: %s",
    (address) => {
      expect(isEmail(address)).toBe(false)
    },
  )
})

describe("a card number", () => {
  it.each([
    "4242.4242.4242.4242",
    "4242/4242/4242/4242",
    "4242_4242_4242_4242",
    "4242,4242,4242,4242",
    "4242·4242·4242·4242",
    "4242\u200b4242\u200b4242\u200b4242",
    "4242    4242    4242    4242",
    "４２４２４２４２４２４２４２４２",
    "٤٢٤٢ ٤٢٤٢ ٤٢٤٢ ٤٢٤٢",
  ])("DX2 is masked however it is written: %s", (written) => {
    expect(maskCards(`mine is ${written} ok`)).toBe("mine is •••• 4242 ok")
  })
})
