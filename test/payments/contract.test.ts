import { describe, expect, it } from "vitest"
import * as z from "zod"
import type { HttpRequest, HttpResponse } from "../../src/core/exchange"
import { findProvider } from "../../src/payments"
import type { PaymentConnection } from "../../src/payments/provider"
import { Failure } from "../../src/platform/failure"
import { everyProvider, fixtures } from "./fixtures"
import { answered, charge, failureOf, NOW, received, refund } from "./fixtures/fixture"

function requestsOf(connection: PaymentConnection): HttpRequest[] {
  const { reference } = refund
  const more = [connection.close?.(reference), connection.refund?.(refund), connection.trace?.(refund)]
  return [connection.open(charge), connection.query(reference), ...more.filter((request) => request !== undefined)]
}

function readersOf(connection: PaymentConnection): [string, (response: HttpResponse) => unknown][] {
  const { closed, refunded, traced } = connection
  const readers: [string, (response: HttpResponse) => unknown][] = [
    ["opened", (response) => connection.opened(response, charge)],
    ["queried", (response) => connection.queried(response, NOW)],
  ]
  if (closed) readers.push(["closed", closed])
  if (refunded) readers.push(["refunded", (response) => refunded(response, refund, NOW)])
  if (traced) readers.push(["traced", (response) => traced(response, refund, NOW)])
  return readers
}

it.each(everyProvider.map(([name]) => name))("%s has a fixture for the contract suite", (name) => {
  expect(Object.keys(fixtures)).toContain(name)
})

it("finds a provider by its own name only", () => {
  for (const [name, provider] of everyProvider) expect(findProvider(name)).toBe(provider)
  for (const name of ["", "Stripe", "constructor", "toString", "__proto__"]) expect(findProvider(name)).toBeNull()
})

describe.each(everyProvider)("%s", (name, provider) => {
  const fixture = fixtures[name]
  if (!fixture) return
  const { fields, setting, signature, checkout } = fixture
  const connection = provider.connect(fields, setting)

  describe("its account", () => {
    it("is registered under its own name", () => {
      expect(provider.name).toBe(name)
      expect(provider.title).not.toBe("")
    })

    it("has a fixture for every field", () => {
      expect(Object.keys(fields).sort()).toEqual(Object.keys(provider.config.shape).sort())
      expect(Object.keys(fixture.wrong).sort()).toEqual(Object.keys(provider.config.shape).sort())
    })

    it.each(Object.keys(fields))("names the field %s when it is missing, unless it may be", (field) => {
      const { [field]: _, ...rest } = fields
      const mayBeMissing = z.safeParse(provider.config.shape[field] ?? z.never(), undefined).success
      const connect = () => provider.connect(rest, setting)
      if (mayBeMissing) expect(connect).not.toThrow()
      else expect(connect).toThrow(expect.objectContaining({ issues: [expect.objectContaining({ path: [field] })] }))
    })

    it.each(Object.entries(fixture.wrong).flatMap(([field, values]) => values.map((value) => [field, value])))(
      "refuses the field %s as %j",
      (field, value) => {
        const connect = () => provider.connect({ ...fields, [String(field)]: value }, setting)
        expect(connect).toThrow(expect.objectContaining({ issues: [expect.objectContaining({ path: [field] })] }))
      },
    )
  })

  describe("asks for a checkout", () => {
    it("in the very same bytes each time, with an idempotency key of the order and the attempt", () => {
      const again = provider.connect({ ...fields }, { ...setting, now: () => NOW + 86_400_000 })
      const request = connection.open(charge)
      expect(again.open({ ...charge, money: { ...charge.money } })).toEqual(request)
      const key = request.headers["idempotency-key"] ?? ""
      expect(key).toContain(charge.order)
      expect(connection.open({ ...charge, attempt: 3 }).headers["idempotency-key"]).not.toBe(key)
      expect(connection.open({ ...charge, order: "ord_2" }).headers["idempotency-key"]).not.toBe(key)
    })

    it("over https, at the address that overrides its own where there is one", () => {
      for (const { url } of requestsOf(connection)) expect(url).toMatch(/^https:/)
      const moved = provider.connect(fields, { ...setting, apiBase: "http://127.0.0.1:9/base" })
      for (const { url } of requestsOf(moved)) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:9\/base\//)
    })

    it("with one idempotency key for each refund", () => {
      const request = connection.refund?.(refund)
      expect(request).toEqual(connection.refund?.(refund))
      expect(request?.headers["idempotency-key"]).toBe(refund.id)
    })

    it("never with a reference that could change the path", () => {
      const reference = "../../account?x=1#y"
      for (const request of [connection.query(reference), connection.close?.(reference)])
        expect(request?.url).toContain("/sessions/..%2F..%2Faccount%3Fx%3D1%23y")
    })

    it.each([0, -1])("not for %d", (minor) => {
      const money = { minor, currency: "ZAR" } as const
      expect(provider.refuses(money)).toContain("more than zero")
      expect(failureOf(() => connection.open({ ...charge, money }))).toMatchObject({
        code: "amount_refused",
        advice: "stop",
      })
    })

    it("in every currency it says it takes, and only there", () => {
      expect(provider.currencies).toContain("ZAR")
      for (const currency of provider.currencies) expect(provider.refuses({ minor: 100_000, currency })).toBeNull()
    })
  })

  describe("reads the checkout", () => {
    it("with its reference, its address and its end", () => {
      expect(connection.opened(fixture.opened(checkout.url), charge)).toEqual(checkout)
    })

    const { host, pathname } = new URL(checkout.url)
    it.each([
      ["script", "javascript:alert(1)//https://x"],
      ["data", "data:text/html,x"],
      ["another host", `https://evil.test${pathname}`],
      ["its host as the start of another", `https://${host}.evil.test${pathname}`],
      ["its host as the end of another", `https://evil-${host.split(".").slice(-2).join(".")}${pathname}`],
      ["its host as a user", `https://${host}@evil.test${pathname}`],
      ["a user before its host", `https://someone@${host}${pathname}`],
      ["a password before its host", `https://:secret@${host}${pathname}`],
      ["no encryption", `http://${host}${pathname}`],
      ["another port", `https://${host}:8443${pathname}`],
      ["a final point", `https://${host}.${pathname}`],
      ["no scheme", `//${host}${pathname}`],
      ["backslashes", `https:\\\\${host}${pathname}`],
      ["a tab inside", `https://${host}\t${pathname}`],
      ["a space before", ` https://${host}${pathname}`],
      ["a line break after", `https://${host}${pathname}\r\nx: y`],
      ["a look-alike", `https://${host.replace("a", "а").replace("c", "с")}${pathname}`],
      ["5 kB", `https://${host}${pathname}?${"x".repeat(5_000)}`],
      ["nothing", ""],
      ["null", null],
      ["a list", [checkout.url]],
    ])("but sends nobody to an address with %s", (_, url) => {
      const failure = failureOf(() => connection.opened(fixture.opened(url), charge))
      expect(failure).toMatchObject({ code: "unsafe_url", advice: "hold" })
      if (typeof url === "string" && url !== "") expect(failure.message).not.toContain(url)
    })

    it("on the host of the address that overrides its own, unencrypted on one's own machine", () => {
      const local = provider.connect(fields, { ...setting, apiBase: "http://127.0.0.1:9/base" })
      const url = "http://127.0.0.1:9/pay/1"
      expect(local.opened(fixture.opened(url), charge).url).toBe(url)
      expect(() => local.opened(fixture.opened("http://127.0.0.1:10/pay/1"), charge)).toThrow(Failure)
      expect(() => connection.opened(fixture.opened(url), charge)).toThrow(Failure)
    })

    it("not without its reference", () => {
      const failure = failureOf(() => connection.opened(fixture.withoutReference, charge))
      expect(failure).toMatchObject({ code: "unreadable", advice: "again", ambiguous: true })
    })
  })

  describe.each(readersOf(connection))("%s", (_, read) => {
    it.each<[string, HttpResponse, Partial<Failure>]>([
      ["a wrong key", answered(401, { error: { message: "No." } }), { code: "key_refused", advice: "hold" }],
      ["a wrong key without a word", answered(401, ""), { code: "key_refused", advice: "hold" }],
      [
        "a key without the right",
        answered(403, { error: { message: "The key may not." } }),
        { code: "not_permitted", advice: "hold" },
      ],
      ["a firewall", answered(403, "<html>Blocked</html>"), { code: "unreadable", advice: "again" }],
      ["a proxy", answered(404, "<html>Nothing here</html>"), { code: "unreadable", advice: "again" }],
      ["a proxy that refuses", answered(400, "Bad request"), { code: "unreadable", advice: "again" }],
      ["nothing there", answered(404, { error: { message: "No such thing." } }), { code: "refused", advice: "stop" }],
      [
        "too many requests",
        answered(429, "", { "retry-after": "7" }),
        { code: "busy", advice: "again", ambiguous: false, retryAfterSeconds: 7 },
      ],
      ["a conflict", answered(409, "{}"), { code: "in_flight", advice: "again", ambiguous: true }],
      ["a fault", answered(500, ""), { code: "unavailable", advice: "again", ambiguous: true }],
      [
        "maintenance, for a year",
        answered(503, "<html>", { "retry-after": "31536000" }),
        { code: "unavailable", advice: "again", ambiguous: true, retryAfterSeconds: 86_400 },
      ],
      ["a redirection", answered(302, "", { location: "https://evil.test" }), { code: "unreadable", advice: "again" }],
      ["a page", answered(200, "<html>Sign in</html>"), { code: "unreadable", advice: "again", ambiguous: true }],
      ["a list", answered(200, "[]"), { code: "unreadable", advice: "again", ambiguous: true }],
      ["nothing", answered(200, ""), { code: "unreadable", advice: "again", ambiguous: true }],
    ])("fails with the right advice on %s", (_, response, expected) => {
      expect(failureOf(() => read(response))).toMatchObject(expected)
    })
  })

  it.each(fixture.refusals)("fails with the right advice on $name", ({ response, code, advice, ambiguous }) => {
    expect(failureOf(() => connection.opened(response, charge))).toMatchObject({ code, advice, ambiguous })
  })

  it.each(fixture.looks)("reads how a checkout stands: $name", ({ response, reads }) => {
    expect(connection.queried(response, NOW)).toEqual(reads)
    expect(connection.queried(response, NOW + 60_000).map(({ id }) => id)).toEqual(reads.map(({ id }) => id))
  })

  it.each(fixture.closings)("knows whether a checkout can still be paid: $name", ({ response, closed }) => {
    expect(connection.closed?.(response)).toBe(closed)
  })

  it.each(fixture.refunds)("reads a refund: $name", ({ response, reads }) => {
    expect(connection.refunded?.(response, refund, NOW)).toEqual(reads)
  })

  it.each(fixture.traces)("finds a refund that went unanswered: $name", ({ response, reads }) => {
    expect(connection.traced?.(response, refund, NOW)).toEqual(reads)
  })

  it("lets no secret into an address, an error or its stack", async () => {
    const shape = provider.config.shape
    const secrets = Object.keys(fields).flatMap((field) =>
      z.globalRegistry.get(shape[field] ?? z.never())?.secret === true ? [fields[field] ?? ""] : [],
    )
    expect(secrets).toContain(signature.secret)
    const said = requestsOf(connection).flatMap(({ url, body }) => [url, body ?? ""])
    const message = `Invalid key: ${secrets.join(" ")}`
    const failures: unknown[] = []
    for (const status of [400, 401, 404, 409, 429, 500])
      for (const [, read] of readersOf(connection))
        failures.push(failureOf(() => read(answered(status, { error: { code: "some_code", message } }))))
    const forged = received("{}", { [signature.header]: await signature.sign("{}", "other-secret", NOW / 1000) })
    failures.push(await connection.verify(forged).catch((error: unknown) => error))
    for (const secret of secrets)
      failures.push(failureOf(() => connection.opened(fixture.opened(`https://evil.test/${secret}`), charge)))
    for (const error of failures) {
      expect(error).toBeInstanceOf(Failure)
      if (error instanceof Failure) said.push(error.message, error.stack ?? "", error.code, JSON.stringify(error))
    }
    for (const secret of secrets) for (const words of said) expect(words).not.toContain(secret)
  })
})
