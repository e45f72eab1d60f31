import { describe, expect, it } from "vitest"
import * as z from "zod"
import type { HttpRequest, HttpResponse } from "../../src/core/exchange"
import type { Money } from "../../src/core/money"
import { findProvider } from "../../src/payments"
import { refusalOf } from "../../src/payments/amount"
import type { Capabilities, PaymentConnection, Provider } from "../../src/payments/provider"
import { Failure } from "../../src/platform/failure"
import { failingAt, failureOf, playing } from "./carried"
import { askedOf, bestOf, type Deed, deedsOf } from "./deeds"
import { answered, type BadAnswer, type Failing, NOW, type ProviderFixture, setting } from "./fixture"
import { everyProvider, fixtures } from "./fixtures"

/** A Worker may make only so many requests for one thing, and the shell breaks off after these. */
const MOST_REQUESTS = 8

const KEYED = /^[A-Za-z0-9-]{1,32}$/

it.each(everyProvider.map(([name]) => name))("has a fixture of %s beside its tests", (name) => {
  expect(Object.keys(fixtures)).toContain(name)
})

it("finds a provider by its own name only", () => {
  for (const [name, provider] of everyProvider) expect(findProvider(name)).toBe(provider)
  for (const name of ["", "Stripe", "constructor", "toString", "__proto__"]) expect(findProvider(name)).toBeNull()
})

/** Every bad answer, and how a method fails on it. */
function badAnswers(fixture: ProviderFixture): [BadAnswer, HttpResponse, Failing & { retryAfterSeconds?: number }][] {
  const own = (status: number, message: string, headers: Record<string, string> = {}) => {
    const said = fixture.refusal(message)
    return answered(status, said.body, { ...said.headers, ...headers })
  }
  const unclear = { advice: "again", ambiguous: true } as const
  return [
    ["a wrong key", own(401, "No."), { code: "key_refused", advice: "hold" }],
    ["no right", own(403, "The key may not."), { code: "not_permitted", advice: "hold" }],
    ["a firewall", answered(403, "<html>Blocked</html>"), { advice: "again" }],
    ["nothing there", own(404, "No such thing."), { advice: "stop" }],
    ["a proxy's nothing", answered(404, "<html>Nothing here</html>"), { advice: "again" }],
    ["a conflict", answered(409, "{}"), unclear],
    [
      "too many requests",
      answered(429, "", { "retry-after": "7" }),
      { code: "busy", advice: "again", ambiguous: false, retryAfterSeconds: 7 },
    ],
    ["a fault", answered(500, ""), unclear],
    ["a redirection", answered(302, "", { location: "https://evil.test" }), { advice: "again" }],
    ["a page", answered(200, "<html>Sign in</html>"), unclear],
    ["a list", answered(200, "[]"), unclear],
    ["nothing", answered(200, ""), unclear],
  ]
}

function secretsOf(provider: Provider, fields: Record<string, string>): string[] {
  return Object.keys(fields).flatMap((field) =>
    z.globalRegistry.get(provider.config.shape[field] ?? z.never())?.secret === true ? [fields[field] ?? ""] : [],
  )
}

function saysNoSecret(failure: Failure, secrets: readonly string[]): void {
  const said = [failure.message, failure.stack ?? "", failure.code, JSON.stringify(failure)].join("\n")
  for (const secret of secrets) expect(said).not.toContain(secret)
}

/** What was asked for in a deed that went well. */
async function requestsOf(deed: Deed, connection: PaymentConnection, at = NOW): Promise<HttpRequest[]> {
  const outside = playing(deed.answers, at)
  await deed.run(connection, outside).catch((error: unknown) => {
    if (!("fails" in deed.ends)) throw error
  })
  return outside.requests
}

describe.each(everyProvider)("%s", (name, provider) => {
  const fixture = fixtures[name]
  if (!fixture) return
  const { fields, exceptions = [] } = fixture
  const connection = provider.connect(fields, setting)
  const { capabilities } = connection
  const deeds = deedsOf(fixture)
  const best = bestOf(deeds)
  const secrets = secretsOf(provider, fields)
  const { wanted } = askedOf(fixture)
  const methods = new Set(deeds.map(({ method }) => method))

  describe("its account", () => {
    it("is registered under its own name", () => {
      expect(provider.name).toBe(name)
      expect(provider.name).toMatch(/^[a-z0-9]+$/)
      expect(provider.title).not.toBe("")
      expect(Object.keys(provider.guide).length).toBeGreaterThan(0)
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

  describe("its capabilities", () => {
    it("are no more than its provider's", () => {
      const most = provider.capabilities
      for (const kind of capabilities.kinds) expect(most.kinds).toContain(kind)
      for (const currency of Object.keys(capabilities.currencies)) expect(most.currencies).toHaveProperty(currency)
      expect(most.capture !== null || capabilities.capture === null).toBe(true)
      expect(most.refund !== null || capabilities.refund === null).toBe(true)
    })

    it.each<[string, (of: Capabilities) => boolean]>([
      ["close", ({ close }) => close],
      ["capture", ({ capture }) => capture !== null],
      ["refund", ({ refund }) => refund !== null],
    ])("say whether it can %s, and a script shows it", (method, can) => {
      expect(connection[method as keyof PaymentConnection] !== undefined).toBe(can(capabilities))
      expect(methods.has(method)).toBe(can(capabilities))
    })

    it("include the kind of every checkout that it opens", () => {
      const opened = deeds.flatMap(({ method, ends }) => (method === "open" && "gives" in ends ? [ends.gives] : []))
      expect(opened.length).toBeGreaterThan(0)
      for (const checkout of opened) expect(capabilities.kinds).toContain((checkout as { kind: string }).kind)
    })

    it("are all shown: what it can do besides has a script", () => {
      for (const method of ["find", "release", "trace", "check", "arrange"] as const)
        expect([method, methods.has(method)]).toEqual([method, connection[method] !== undefined])
    })
  })

  describe("carries out", () => {
    it.each(deeds.map((deed) => [deed.method, deed.name, deed] as const))("%s: %s", async (_, __, deed) => {
      const outside = playing(deed.answers)
      const carried = deed.run(connection, outside)
      if ("gives" in deed.ends) expect(await carried).toEqual(deed.ends.gives)
      else expect(await failureOf(() => carried)).toMatchObject(deed.ends.fails)
      expect(outside.requests.length).toBe(deed.answers.length)
      expect(outside.requests.length).toBeLessThanOrEqual(MOST_REQUESTS)
    })

    it.each(deeds.map((deed) => [deed.method, deed.name, deed] as const))(
      "%s the same again by another clock, in the very same bytes: %s",
      async (method, _, deed) => {
        const again = provider.connect({ ...fields }, { ...setting })
        const bytes = await requestsOf(deed, connection)
        const later = await requestsOf(deed, again, NOW + 60_000)
        // Who signs each request, or asks by the hour, does so by the clock: of those only what moves money has to stay.
        if (method === "open" && fixture.key) expect(fixture.key(later)).toBe(fixture.key(bytes))
        else expect(later.map(({ url }) => url)).toEqual(bytes.map(({ url }) => url))
        if (capabilities.repeat.gives === "same") expect(later).toEqual(bytes)
      },
    )

    it.each(best.map((deed) => [deed.method, deed] as const))("%s at its own address, over https", async (_, deed) => {
      for (const { url } of await requestsOf(deed, connection)) expect(fixture.hosts).toContain(new URL(url).origin)
      for (const host of fixture.hosts) expect(host).toMatch(/^https:\/\//)
    })

    it.each(best.map((deed) => [deed.method, deed] as const))(
      "%s at the address that overrides its own",
      async (_, deed) => {
        const moved = provider.connect(fields, { ...setting, apiBase: "http://127.0.0.1:9/base" })
        const outside = playing(deed.answers)
        // An answer with an address on the provider's own host is refused there; where it asked is what counts.
        await deed.run(moved, outside).catch((error: unknown) => expect(error).toBeInstanceOf(Failure))
        expect(outside.requests.length).toBeGreaterThan(0)
        for (const { url } of outside.requests) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:9\/base\//)
      },
    )

    it.each(best.map((deed) => [deed.method, deed] as const))("%s without a secret in an address", async (_, deed) => {
      for (const { url } of await requestsOf(deed, connection))
        for (const secret of secrets) expect(decodeURIComponent(url)).not.toContain(secret)
    })
  })

  describe("fails at each of its requests", () => {
    const cases = best.flatMap((deed) =>
      deed.answers.flatMap((_, index) =>
        badAnswers(fixture).map(([bad, response, fails]) => ({ deed, step: index + 1, bad, response, fails })),
      ),
    )

    it.each(cases.map((one) => [one.deed.method, one.step, one.bad, one] as const))(
      "%s at step %d on %s",
      async (method, step, bad, { deed, response, fails }) => {
        const outside = playing(failingAt(deed.answers, step, response))
        const exception = exceptions.find(
          (one) => one.method === method && one.answer === bad && (one.step ?? step) === step,
        )
        const ends = deed.run(connection, outside).then(
          () => "no failure" as const,
          (error: unknown) => {
            if (error instanceof Failure) return error
            throw error
          },
        )
        const failure = await ends
        expect(outside.requests.length).toBeLessThanOrEqual(MOST_REQUESTS)
        const expected = exception?.becomes ?? fails
        if (expected === "no failure" || failure === "no failure") expect(failure).toBe(expected)
        else {
          expect(failure).toMatchObject(expected)
          saysNoSecret(failure, secrets)
        }
      },
    )

    it("has exceptions with reasons, for what there is, and none that is the rule", () => {
      for (const { method, answer, step, becomes, why } of exceptions) {
        const hit = cases.filter(
          (one) => one.deed.method === method && one.bad === answer && one.step === (step ?? one.step),
        )
        expect([method, answer, hit.length > 0]).toEqual([method, answer, true])
        expect(why.length).toBeGreaterThan(20)
        for (const { fails } of hit) expect(becomes).not.toEqual(fails)
      }
    })

    it("and repeats no secret that it was told", async () => {
      expect(secrets.length).toBeGreaterThan(0)
      const message = `Invalid key: ${secrets.join(" ")}`
      for (const deed of best)
        for (const [index] of deed.answers.entries())
          for (const status of [400, 401, 403, 404, 409, 422, 429, 500]) {
            const { body, headers } = fixture.refusal(message)
            const outside = playing(failingAt(deed.answers, index + 1, answered(status, body, headers)))
            const failure = await deed.run(connection, outside).catch((error: unknown) => error)
            if (failure instanceof Failure) saysNoSecret(failure, secrets)
          }
    })
  })

  describe("opens a checkout", () => {
    const open = best.find(({ method }) => method === "open")
    if (!open) return
    const opening = (changes: object, answers = open.answers) => {
      const outside = playing(answers)
      return { outside, opened: connection.open({ ...wanted, ...changes }, outside) }
    }

    it("by a key of its order and attempt, and another for another", async () => {
      const { key } = fixture
      expect(key !== undefined || capabilities.repeat.gives === "another").toBe(true)
      if (!key) return
      const keyed = async (changes: object) => {
        const { outside, opened } = opening(changes)
        await opened
        return key(outside.requests)
      }
      const first = await keyed({})
      expect(first).not.toBe("")
      const { order } = wanted
      expect(await keyed({ attempt: 3, key: `${order}-3` })).not.toBe(first)
      expect(await keyed({ order: "ord-2", key: "ord-2-2" })).not.toBe(first)
      expect(wanted.key).toMatch(KEYED)
    })

    it("not without its id", async () => {
      const failure = await failureOf(() => opening({}, fixture.withoutId).opened)
      expect(failure).toMatchObject({ advice: "again", ambiguous: true })
    })

    it.each([0, -1])("not for %d", async (minor) => {
      const money = { ...wanted.money, minor }
      expect(refusalOf(capabilities, provider.title, money)).not.toBeNull()
      const { outside, opened } = opening({ money })
      expect(await failureOf(() => opened)).toMatchObject({ code: "amount_refused", advice: "stop", ambiguous: false })
      expect(outside.requests).toEqual([])
    })

    it.each((fixture.currencies ?? Object.keys(capabilities.currencies)).map((currency) => [currency]))(
      "in %s, for what it says it takes, and for nothing less",
      async (code) => {
        const currency = code as Money["currency"]
        const bounds = capabilities.currencies[currency]
        if (!bounds) throw new Error(`${code} is not taken`)
        const { least, most, step = 1 } = bounds
        const amounts = [
          least,
          least + step,
          Math.max(least, 1000 * step),
          ...(most === undefined ? [] : [most - (most % step)]),
        ]
        for (const minor of amounts) {
          const money = { minor, currency }
          expect([minor, refusalOf(capabilities, provider.title, money)]).toEqual([minor, null])
          const { outside, opened } = opening({ money })
          await opened
          expect(fixture.asksFor(outside.requests)).toEqual(money)
          const { opened: named } = askedOf({ ...fixture, charge: { ...fixture.charge, money } })
          const news = await connection.look(named, playing(fixture.paid(money)))
          expect(news.filter(({ type }) => type === "paid")).toMatchObject([{ money }])
        }
        const wrong = [least - 1, ...(most === undefined ? [] : [most + step]), ...(step > 1 ? [least + 1] : [])]
        for (const minor of wrong) {
          const { outside, opened } = opening({ money: { minor, currency } })
          expect(await failureOf(() => opened)).toMatchObject({ code: "amount_refused", advice: "stop" })
          expect(outside.requests).toEqual([])
        }
      },
    )

    it("not in a currency that it does not take", async () => {
      const taken = capabilities.currencies
      const other = (["ZMW", "ISK", "XOF", "IRR", "EUR", "KWD"] as const).find((currency) => !(currency in taken))
      if (!other) return
      const { outside, opened } = opening({ money: { minor: 100_000, currency: other } })
      expect(await failureOf(() => opened)).toMatchObject({ code: "amount_refused", advice: "stop" })
      expect(outside.requests).toEqual([])
    })
  })

  it.each(["look", "close", "release", "trace"] as const)(
    "lets no id of a checkout change where it asks: %s",
    async (method) => {
      const plain = best.find((deed) => deed.method === method)
      if (!plain) return
      const hostile = "../../account?x=1#y"
      const deed = bestOf(deedsOf({ ...fixture, checkout: hostile })).find((one) => one.method === method)
      const [own, others] = [await requestsOf(plain, connection), playing(plain.answers)]
      await deed?.run(connection, others).catch((error: unknown) => expect(error).toBeInstanceOf(Failure))
      const shape = (url: string) => [new URL(url).pathname.split("/").length, new URL(url).hash]
      const parameters = (url: string) => [...new URL(url).searchParams.keys()]
      for (const [index, { url }] of others.requests.entries()) {
        const plainUrl = own[index]?.url ?? ""
        expect(shape(url)).toEqual(shape(plainUrl))
        expect(parameters(url)).toEqual(parameters(plainUrl))
      }
    },
  )

  const { page } = fixture
  it("says in its fixture where its page is, if it opens one", () => {
    expect(page !== undefined).toBe(capabilities.kinds.includes("page"))
  })
  if (!page) return
  describe("sends nobody", () => {
    const open = (url: unknown, through = connection) => through.open(wanted, playing(page.answers(url)))
    const { host, pathname } = new URL(page.url)

    it("elsewhere than to its own page", async () => {
      expect(await open(page.url)).toMatchObject({ kind: "page", url: page.url })
    })

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
      ["a list", [page.url]],
    ])("to an address with %s", async (_, url) => {
      const failure = await failureOf(() => open(url))
      expect(failure).toMatchObject({ code: "unsafe_url", advice: "hold" })
      if (typeof url === "string" && url !== "") expect(failure.message).not.toContain(url)
      for (const secret of secrets)
        saysNoSecret(await failureOf(() => open(`https://evil.test/${encodeURIComponent(secret)}`)), secrets)
    })

    it("but to the host of the address that overrides its own, unencrypted on one's own machine", async () => {
      const local = provider.connect(fields, { ...setting, apiBase: "http://127.0.0.1:9/base" })
      const url = "http://127.0.0.1:9/pay/1"
      expect(await open(url, local)).toMatchObject({ url })
      await expect(open("http://127.0.0.1:10/pay/1", local)).rejects.toThrow(Failure)
      await expect(open(url)).rejects.toThrow(Failure)
    })
  })
})
