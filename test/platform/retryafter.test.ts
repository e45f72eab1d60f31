import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { retryAfterOf } from "../../src/platform/retryafter"

const NOW = "Fri, 20 Nov 2026 08:00:00 GMT"

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(NOW) })
})

afterEach(() => {
  vi.useRealTimers()
})

describe("Retry-After", () => {
  it.each([
    ["30", 30],
    ["0", 0],
    [" 7 ", 7],
    ["864000", 86_400],
    ["999999999999", 86_400],
    ["Fri, 20 Nov 2026 08:00:04 GMT", 4],
    ["Wed, 21 Oct 2015 07:28:00 GMT", 0],
    ["Fri, 31 Dec 2999 23:59:59 GMT", 86_400],
    ["soon", null],
    ["1.5", null],
    ["-5", null],
    ["2026-11-20", null],
    ["", null],
  ])("is read: %s", (text, seconds) => {
    expect(retryAfterOf({ status: 429, headers: { "retry-after": text }, body: "" })).toBe(seconds)
  })

  it("is counted by the service's own clock where it tells it", () => {
    const headers = { date: "Fri, 20 Nov 2026 07:50:00 GMT", "retry-after": "Fri, 20 Nov 2026 07:50:04 GMT" }
    expect(retryAfterOf({ status: 503, headers, body: "" })).toBe(4)
  })

  it("is null where the service does not say", () => {
    expect(retryAfterOf({ status: 503, headers: {}, body: "" })).toBeNull()
  })
})
