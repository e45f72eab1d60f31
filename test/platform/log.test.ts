import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { log } from "../../src/platform/log"

const lines: string[] = []

beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line))
})
afterEach(() => {
  lines.length = 0
  vi.restoreAllMocks()
})

describe("log", () => {
  it("writes one line of JSON that begins with the event", () => {
    log("order.paid", { order: "0123456789abcdefghjk", minor: 1999, late: false, reason: null, text: "two\nlines" })
    expect(lines).toEqual([
      '{"event":"order.paid","order":"0123456789abcdefghjk","minor":1999,"late":false,"reason":null,"text":"two\\nlines"}',
    ])
  })

  it("lets no field take the event's place", () => {
    log("order.paid", { event: "order.failed" })
    expect(lines).toEqual(['{"event":"order.paid"}'])
  })

  it.each([
    ["a phone number", "failed for +27821110001", "+27821110001"],
    ["a phone number in groups", "call +27 82 111-0001", "111-0001"],
    ["a phone number in a URL", "To=%2B27821110001&Body", "27821110001"],
    ["a channel's address", "whatsapp:+27821110001", "27821110001"],
    ["a card number", "pay with 4111 1111 1111 1111", "4111 1111 1111"],
    ["a bearer token", "authorization: bearer abc.DEF-123", "abc.DEF-123"],
    ["basic credentials", "Basic QUMxMjM6c2VjcmV0", "QUMxMjM6c2VjcmV0"],
    ["a Stripe key", "No such key: sk_live_51abcDEF", "51abcDEF"],
    ["a restricted Stripe key", "rk_test_51abcDEF", "51abcDEF"],
    ["a webhook secret", "whsec_c2VjcmV0+/=", "c2VjcmV0"],
    ["a key of Africa's Talking", "apikey atsk_51abcDEF", "51abcDEF"],
    ["a private key", "key -----BEGIN PRIVATE KEY-----\nMIIEvQ==\n-----END PRIVATE KEY----- end", "MIIEvQ"],
    ["half a private key", "-----BEGIN RSA PRIVATE KEY-----MIIEvQ", "MIIEvQ"],
    ["a Meta token", `EAA${"x1".repeat(30)}`, "x1x1"],
    ["a WhatsApp message id", "wamid.HBgLMjc4MjExMTAwMDEVAgASGBQ=", "Mjc4MjExMTAwMDE"],
    ["a customer's link", "https://pay.test/p/0123456789abcdefghjk?x", "0123456789abcdefghjk"],
  ])("masks %s as a last net", (_, value, secret) => {
    log("send.failed", { reason: value })
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toContain(secret)
    expect(lines[0]).toMatch(/\[masked\]|•••• 1111/)
  })

  it.each([
    "0123456789abcdefghjk",
    "c1.Xk3_9-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "evt_1PgafmB7WZ01zgkW6dKueIc5",
    "cs_test_a1b2c3",
    "task_list",
    "2026-11-02T10:00:00Z",
    "+5 more",
    "261102-7Q2X9A",
  ])("leaves %j alone", (value) => {
    log("order.opened", { value })
    expect(lines).toEqual([`{"event":"order.opened","value":"${value}"}`])
  })
})
