import { describe, expect, it } from "vitest"
import type { PaymentConnection, Received } from "../../src/payments/provider"
import { Failure } from "../../src/platform/failure"
import { playing, received } from "./carried"
import { type Answer, type Callback, NOW, type ProviderFixture, type Signing, setting, type Unsigned } from "./fixture"
import { everyProvider, fixtures } from "./fixtures"

const SECONDS = NOW / 1000

const NOTHING: Received = { news: [], hints: [], ignored: [] }

/** What a callback comes to, or the word for its refusal. */
async function read(
  connection: PaymentConnection,
  callback: Unsigned,
  answers: readonly Answer[] = [],
  at = NOW,
): Promise<Received | string> {
  try {
    return await connection.receive(received(callback), playing(answers, at))
  } catch (error) {
    if (error instanceof Failure) return error.code
    throw error
  }
}

/** What a callback that is taken says. */
async function understood(connection: PaymentConnection, callback: Unsigned, answers: readonly Answer[] = []) {
  const said = await read(connection, callback, answers)
  if (typeof said === "string") throw new Error(`the genuine callback is ${said}`)
  return said
}

async function signed({ signature }: ProviderFixture, callback: Unsigned, secret?: string, seconds = SECONDS) {
  return signature ? signature.sign(callback, secret ?? signature.secret, seconds) : callback
}

describe.each(everyProvider)("a callback of %s", (name, provider) => {
  const fixture = fixtures[name]
  if (!fixture) return
  const { fields, signature } = fixture
  const connection = provider.connect(fields, setting)
  const genuine = fixture.callbacks.find(({ reads }) => (reads.news ?? reads.hints ?? []).length > 0)
  if (!genuine) throw new Error("the fixture has no callback that says anything")

  it("comes by a method that is declared, and is proven as is declared", () => {
    const { methods, proof, answer } = provider.callbacks
    expect(methods.length).toBeGreaterThan(0)
    expect(signature !== undefined).toBe(proof === "signature")
    expect(answer.status).toBeGreaterThanOrEqual(200)
    for (const { method = "POST" } of fixture.callbacks) expect(methods).toContain(method)
  })

  it.each(fixture.callbacks.map((callback) => [callback.name, callback] as const))(
    "is read exactly: %s",
    async (_, callback) => {
      const { answers = [], reads } = callback
      expect(await read(connection, await signed(fixture, callback), answers)).toEqual({ ...NOTHING, ...reads })
    },
  )

  it("says nothing that is not proven", () => {
    if (provider.callbacks.proof === "signature") return
    for (const { reads } of fixture.callbacks) expect([reads.news ?? [], reads.foreign ?? []]).toEqual([[], []])
  })

  it("leaves nothing to find that it cannot find", () => {
    const kinds = fixture.callbacks.flatMap(({ reads }) => (reads.hints ?? []).filter((hint) => "kind" in hint))
    expect(kinds.length === 0 || connection.find !== undefined).toBe(true)
  })

  it("with any byte of it changed is refused, unreadable, or says the same", async () => {
    const { answers = [] } = genuine
    const callback = await signed(fixture, genuine)
    const same = await understood(connection, callback, answers)
    for (const part of ["body", "query"] as const) {
      const text = callback[part] ?? ""
      const changed = [...text].map((character, index) => {
        const other = String.fromCharCode(character.charCodeAt(0) ^ 1)
        return text.slice(0, index) + other + text.slice(index + 1)
      })
      changed.push(text.slice(1), text.slice(0, -1), `${text}\n`)
      for (const forged of changed.filter((one) => one !== text)) {
        const said = await read(connection, { ...callback, [part]: forged }, answers)
        if (typeof said === "string") expect(["unauthorised", "unproven", "unreadable"]).toContain(said)
        else if (provider.callbacks.proof === "signature") expect(isLess(said, same)).toBe(true)
        else expect(said.news).toEqual([])
      }
    }
  })

  const deep = `{"data":${"[".repeat(10_000)}${"]".repeat(10_000)}}`
  const broken: Unsigned[] = [
    ...["", "{", "null", "[]", '"x"', deep, deep.slice(0, -2)].map((body) => ({ ...genuine, body })),
    ...fixture.broken,
  ]
  it.each(broken.map((callback, index) => [index, (callback.body ?? "").slice(0, 40), callback] as const))(
    "is unreadable when broken, or says nothing: %d, %s",
    async (_, __, callback) => {
      const said = await read(connection, await signed(fixture, callback), genuine.answers)
      if (typeof said === "string") expect(said).toBe("unreadable")
      else
        expect(isLess(said, await understood(connection, await signed(fixture, genuine), genuine.answers))).toBe(true)
    },
  )

  if (signature) describe("is proven by its signature", () => provenBy(fixture, signature, genuine, connection))

  it.each((signature?.vectors ?? []).map((vector, index) => [index, vector] as const))(
    "is accepted as the provider's own library signs it: %d",
    async (_, { at, fields: own, answers, ...vector }) => {
      const through = own ? provider.connect({ ...fields, ...own }, setting) : connection
      expect(["unauthorised", "unproven"]).not.toContain(await read(through, vector, answers, at))
    },
  )
})

/** Nothing but what the genuine one says, if at all: as it is read, for the order of fields is compared too. */
function isLess(said: Received, genuine: Received): boolean {
  const within = (some: readonly unknown[], all: readonly unknown[]) => {
    const known = all.map((one) => JSON.stringify(one))
    return some.every((one) => known.includes(JSON.stringify(one)))
  }
  return (
    within(said.news, genuine.news) &&
    within(said.foreign ?? [], genuine.foreign ?? []) &&
    within(said.hints, genuine.hints)
  )
}

function provenBy(fixture: ProviderFixture, signature: Signing, genuine: Callback, connection: PaymentConnection) {
  const refused = async (callback: Unsigned, at = NOW) => {
    const said = await read(connection, callback, genuine.answers, at)
    expect(["unauthorised", "unproven"]).toContain(said)
  }

  it("and refused when another secret made it", async () => {
    await refused(await signed(fixture, genuine, signature.wrongSecret))
    await refused({ ...genuine })
  })

  it.each(signature.headers.map((header) => [header]))(
    "and refused without %s, with it empty or doubled",
    async (header) => {
      const callback = await signed(fixture, genuine)
      const { [header]: value = "", ...rest } = callback.headers ?? {}
      expect(value).not.toBe("")
      await refused({ ...callback, headers: rest })
      await refused({ ...callback, headers: { ...rest, [header]: "" } })
      await refused({ ...callback, headers: { ...rest, [header]: "x" } })
      const same = await understood(connection, callback, genuine.answers)
      for (const [index] of [...value].entries()) {
        const other = String.fromCharCode(value.charCodeAt(index) ^ 1)
        const said = await read(
          connection,
          { ...callback, headers: { ...rest, [header]: value.slice(0, index) + other + value.slice(index + 1) } },
          genuine.answers,
        )
        if (typeof said === "string") expect(["unauthorised", "unproven"]).toContain(said)
        else expect(isLess(said, same)).toBe(true)
      }
      // As a proxy joins two of one name: never taken for more than the one.
      const doubled = await read(
        connection,
        { ...callback, headers: { ...rest, [header]: `${value}, ${value}` } },
        genuine.answers,
      )
      if (typeof doubled !== "string") expect(doubled).toEqual({ ...NOTHING, ...genuine.reads })
    },
  )

  const { tolerance } = signature
  if (tolerance)
    it.each([
      [-tolerance.past - 1, false],
      [-tolerance.past, true],
      [0, true],
      [tolerance.future, true],
      [tolerance.future + 1, false],
    ])("which is made %d seconds from now and accepted: %s", async (seconds, accepted) => {
      const said = await read(connection, await signed(fixture, genuine, undefined, SECONDS + seconds), genuine.answers)
      if (accepted) expect(said).toEqual({ ...NOTHING, ...genuine.reads })
      else expect(said).toBe("unauthorised")
    })
}
