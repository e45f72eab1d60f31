import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import chromium from "@sparticuz/chromium"
import { type Browser, chromium as playwright } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { renderTrouble, renderUnknown } from "../../src/http/pay/notice-page"
import { type Purpose, renderOrder } from "../../src/http/pay/order-page"
import type { Visit } from "../../src/http/pay/visit"
import { voiceOf } from "../../src/http/pay/words"
import type { Order } from "../../src/store/orders"

const AT = Date.UTC(2026, 10, 22, 15, 4)

const order: Order = {
  id: "ord_1",
  key: "run/1/1",
  number: "261122-7K3QX9",
  link: "hash",
  conversation: "c1.x",
  flow: "flow",
  flowVersion: 1,
  node: "pay",
  paymentAccount: "acc",
  mode: "live",
  currency: "ZAR",
  minor: 129_900,
  description: "Trail running shoes, size 42",
  language: "en-ZA",
  status: "open",
  reason: null,
  reference: null,
  payment: null,
  late: false,
  overpaid: false,
  chargeback: false,
  refundedMinor: 0,
  attempts: 1,
  createdAt: AT,
  expiresAt: AT + 86_000_000,
  paidAt: null,
  told: null,
  sweepAt: null,
  revision: 0,
}

function page(purpose: Purpose, change: Partial<Order> = {}, about: Partial<Visit> = {}): string {
  const changed = { ...order, ...change }
  const path = "/p/abcdefghjkmnpqrstvwx"
  const voice = voiceOf(changed.language, undefined)
  const contact = "help@kasishoes.example"
  return renderOrder({ order: changed, path, merchant: "Kasi Shoes", contact, voice, at: AT, ...about }, purpose)
}

const english = voiceOf("en", undefined)
const word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"

const pages: [string, string][] = [
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
  ["paid late and twice", page("pay", { status: "paid", paidAt: AT, late: true, overpaid: true, refundedMinor: 500 })],
  ["failed", page("pay", { status: "failed" })],
  ["expired", page("pay", { status: "expired" })],
  ["cancelled", page("pay", { status: "cancelled" })],
  ["disputed", page("pay", { status: "disputed" })],
  ["unknown", renderUnknown(english)],
  ["trouble", renderTrouble(english, { method: "POST", path: "/p/x/checkout" })],
]

let browser: Browser

beforeAll(async () => {
  const system = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => existsSync(path))
  browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: chromium.args })
})
