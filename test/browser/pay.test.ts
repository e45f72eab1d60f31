import { once } from "node:events"
import { createServer, type Server } from "node:http"
import axe from "axe-core"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { languageCodes } from "../../src/core/languages"
import { ledger } from "../../src/core/order/ledger"
import type { Shown } from "../../src/http/pay/checkout-page"
import { renderTrouble, renderUnknown } from "../../src/http/pay/notice-page"
import { type Purpose, renderCheckout, renderOrder, renderPosting } from "../../src/http/pay/order-page"
import { pageHeaders } from "../../src/http/pay/page"
import { NOTHING_ASKED, type Visit } from "../../src/http/pay/visit"
import { type Voice, voiceOf } from "../../src/http/pay/voice"
import { renderHosted, renderNoSession } from "../../src/http/sandbox/page"
import type { Session } from "../../src/http/sandbox/session"
import { agreedOf } from "../../src/store/orders/terms"
import { launchChromium } from "./chromium"

const AT = Date.UTC(2026, 10, 22, 15, 4)

const due = { minor: 129_900, currency: "ZAR" } as const
const agreed = agreedOf({ terms: null, mode: "live", expiresAt: AT + 86_000_000 }, due)

const order: Visit["order"] & { language: string } = {
  number: "261122-7K3QX9",
  mode: "live",
  currency: "ZAR",
  minor: 129_900,
  description: "Trail running shoes, size 42",
  language: "en-ZA",
  status: "open",
  late: false,
  over: 0,
  surplus: [],
  refunded: 0,
  ...{ agreed, ledger: ledger(agreed, []), facts: [], recorded: [], attempts: 0 },
  expiresAt: AT + 86_000_000,
  paidAt: null,
}

function page(purpose: Purpose, change: Partial<typeof order> = {}, about: Partial<Visit> = {}): string {
  const changed = { ...order, ...change }
  const path = "/p/abcdefghjkmnpqrstvwx"
  const voice = voices.get(changed.language) ?? english
  const contact = "help@kasishoes.example"
  const visit = { order: changed, path, merchant: "Kasi Shoes", contact, voice, at: AT }
  return renderOrder({ ...visit, asked: NOTHING_ASKED, leadsTo: "page", ...about }, purpose)
}

const english = await voiceOf("en", undefined)
const voices = new Map<string, Voice>()
for (const tag of [...languageCodes, order.language, "pt-BR", "id"]) voices.set(tag, await voiceOf(tag, undefined))

const word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"

const session: Session = {
  id: "ses_0123456789abcdef0123456789abcdef",
  account: "acc",
  order: "ord_1",
  attempt: 1,
  amount: 129_900,
  currency: "ZAR",
  description: "Trail running shoes, size 42",
  number: "261122-7K3QX9",
  language: "en-ZA",
  returnUrl: "https://pay.test/p/abcdefghjkmnpqrstvwx/return",
  expiresAt: AT,
  status: "open",
  payment: null,
  refunded: 0,
  refunds: {},
  capture: "at_once",
  captured: 0,
  captures: {},
  heldUntil: null,
  reason: null,
}

const pix = "00020126580014br.gov.bcb.pix0136b76aa9c2-2ec4-4110-954e-ebfe34f05b615204000053039865802BR6304ABCD"
const again = { seconds: 15, url: "/p/abcdefghjkmnpqrstvwx/return?n=1" }

function shown(language: string, presentation: Shown["presentation"], againAt: number | null = null): string {
  const visit = { order, path: "/p/abcdefghjkmnpqrstvwx", merchant: "Kasi Shoes", contact: null, at: AT }
  const voice = voices.get(language) ?? english
  return renderCheckout({ ...visit, voice, asked: NOTHING_ASKED, leadsTo: "code" }, { presentation, againAt }, again)
}

const asked: Visit["asked"] = {
  fields: ["name", "email", "phone", "country", "taxId"],
  typed: { name: word, country: "BR" },
  wrong: ["email", "phone"],
}

const push = { kind: "push", to: "+254712345678", seconds: 60 } as const

const pages: [string, string][] = [
  ["what is asked for", page("pay", { language: "pt-BR" }, { asked, leadsTo: "code" })],
  ["a code", shown("pt-BR", { kind: "code", scheme: "pix", text: pix, url: "https://bank.example.com/1" })],
  ["a push", shown("en", push, AT + 43_000)],
  ["a push that can be sent again", shown("de", push, AT)],
  ["a push that nobody knows of", shown("fr", null, AT + 43_000)],
  [
    "details",
    shown("af", {
      kind: "instructions",
      lines: [
        { label: "payee", value: word },
        { label: "account", value: "62 123 456 789" },
      ],
    }),
  ],
  ["open", page("pay")],
  ["test mode", page("pay", { mode: "test", language: "pt-BR", currency: "BRL" })],
  ["a huge amount", page("pay", { minor: Number.MAX_SAFE_INTEGER, currency: "IDR", language: "id" })],
  ["long words", page("pay", { description: word, number: word.slice(0, 40), language: "fr" }, { merchant: word })],
  ["no configuration", page("pay", { description: "", language: "af" }, { merchant: null, contact: null })],
  ["cancelling", page("cancel")],
  ["checking", page("checking")],
  ["slow", page("slow", { language: "es" })],
  ["pending", page("pay", { status: "pending" })],
  ["paid", page("pay", { status: "paid", paidAt: AT })],
  ["paid late and twice", page("pay", { status: "paid", paidAt: AT, late: true, over: 129_900, refunded: 500 })],
  ["failed", page("pay", { status: "failed" })],
  ["expired", page("pay", { status: "expired" })],
  ["cancelled", page("pay", { status: "cancelled" })],
  ["mismatch", page("pay", { status: "mismatch" })],
  ["unknown", renderUnknown(english)],
  ["trouble", renderTrouble(english, english.words.trouble, { method: "POST", path: "/p/x/checkout" })],
  ["the sandbox", renderHosted(session)],
  ["a failed sandbox session", renderHosted({ ...session, status: "failed", reason: "The card was declined." })],
  ["no sandbox session", renderNoSession()],
]

let browser: Browser | null = null
let missing = ""

beforeAll(async () => {
  try {
    browser = await launchChromium()
  } catch (error) {
    missing = `no browser can be had here: ${error instanceof Error ? error.message : String(error)}`
  }
})

afterAll(() => browser?.close())

describe.for(["light", "dark"] as const)("in %s colours", (colorScheme) => {
  it.for(pages)("is read by everybody on the smallest phone: %s", async ([, html], { skip }) => {
    const tab = await (browser ?? skip(missing)).newPage({ colorScheme, viewport: { width: 320, height: 640 } })
    await tab.setContent(html)
    expect(await tab.evaluate("document.documentElement.scrollWidth")).toBe(320)
    expect(await tab.locator("h1").count()).toBe(1)
    for (const target of await tab.locator("a, button, input:not([type=hidden]), select").all())
      expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    await tab.evaluate(axe.source)
    const found = await tab.evaluate<Pick<axe.AxeResults, "violations">>("axe.run()")
    expect(found.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
    await tab.close()
  })
})

it("shows where the keyboard is", async ({ skip }) => {
  const tab = await (browser ?? skip(missing)).newPage()
  await tab.setContent(page("pay"))
  await tab.keyboard.press("Tab")
  expect(await tab.evaluate("getComputedStyle(document.activeElement).outline")).toMatch(/3px/)
  expect(await tab.locator(":focus").textContent()).toContain("Pay")
  await tab.close()
})

it.for([
  ["reduce", "none"],
  ["no-preference", "turn"],
] as const)("turns nothing for who asked for no motion: %s", async ([reducedMotion, animation], { skip }) => {
  const tab = await (browser ?? skip(missing)).newPage({ reducedMotion })
  await tab.setContent(page("checking"))
  expect(await tab.evaluate("getComputedStyle(document.querySelector('.turning svg')).animationName")).toBe(animation)
  await tab.close()
})

describe("under its own policy", () => {
  const provider = createServer((_, response) => response.end("<h1>The provider</h1>"))
  const shop = createServer(async ({ method }, response) => {
    const headers = await pageHeaders(allowed)
    if (method === "POST") response.writeHead(303, { ...headers, location: addressOf(provider) }).end()
    else response.writeHead(200, { ...headers, "content-type": "text/html; charset=utf-8" }).end(served)
  })
  let allowed: string[] = []
  let served = page("pay")

  beforeAll(() => Promise.all([provider, shop].map((server) => once(server.listen(0, "127.0.0.1"), "listening"))))
  afterAll(() => {
    for (const server of [provider, shop]) server.close()
  })

  it("is styled, and its button leads on to where a provider is", async ({ skip }) => {
    const tab = await (browser ?? skip(missing)).newPage({ colorScheme: "light" })
    allowed = [new URL(addressOf(provider)).origin]
    await tab.goto(addressOf(shop))
    expect(await tab.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(238, 241, 240)")
    await tab.locator("button").click()
    await tab.waitForURL(addressOf(provider))
    expect(await tab.locator("h1").textContent()).toBe("The provider")
    await tab.close()
  })

  it("copies a code, though nothing else may run", async ({ skip }) => {
    const context = await (browser ?? skip(missing)).newContext({ permissions: ["clipboard-read", "clipboard-write"] })
    const tab = await context.newPage()
    served = shown("en", { kind: "code", scheme: "pix", text: pix })
    await tab.goto(addressOf(shop))
    await tab.getByRole("button", { name: "Copy the code" }).click()
    await tab.getByRole("button", { name: "Copied" }).waitFor()
    expect(await tab.evaluate("navigator.clipboard.readText()")).toBe(pix)
    await context.close()
  })

  it("shows a code without a script, with nothing to press that does nothing", async ({ skip }) => {
    const context = await (browser ?? skip(missing)).newContext({ javaScriptEnabled: false })
    const tab = await context.newPage()
    served = shown("en", { kind: "code", scheme: "pix", text: pix })
    await tab.goto(addressOf(shop))
    expect(await tab.locator("#code").textContent()).toBe(pix)
    expect(await tab.getByRole("button").count()).toBe(0)
    await context.close()
  })

  it("counts down, and looks when the time is over", async ({ skip }) => {
    const tab = await (browser ?? skip(missing)).newPage()
    served = shown("en", push, AT + 2000)
    await tab.goto(addressOf(shop))
    expect(await tab.locator("[data-left]").textContent()).toMatch(/^0:0[12]$/)
    await tab.waitForURL(/\/return$/)
    await tab.close()
  })

  it("goes on by itself to a page that wants a form", async ({ skip }) => {
    const tab = await (browser ?? skip(missing)).newPage()
    allowed = [new URL(addressOf(provider)).origin]
    const visit = { order, path: "/p/x", merchant: null, contact: null, at: AT, voice: english }
    served = renderPosting({ ...visit, asked: NOTHING_ASKED, leadsTo: "page" }, addressOf(provider), { a: "1" })
    await tab.goto(addressOf(shop))
    await tab.waitForURL(addressOf(provider))
    await tab.close()
  })

  it("leads nowhere that the policy does not name, not even by a redirect", async ({ skip }) => {
    const tab = await (browser ?? skip(missing)).newPage()
    allowed = []
    served = page("pay")
    await tab.goto(addressOf(shop))
    const refused = tab.waitForEvent("console", (message) => message.text().includes("form-action"))
    await tab.locator("button").click()
    await refused
    expect(tab.url()).toBe(addressOf(shop))
    await tab.close()
  })
})

function addressOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("the server is not listening")
  return `http://127.0.0.1:${address.port}/`
}
