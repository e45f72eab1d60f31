import { describe, expect, it } from "vitest"
import { Failure } from "../../src/platform/failure"
import { failingAt, playing } from "./carried"
import { bestOf, deedsOf } from "./deeds"
import { type Answer, answered, setting } from "./fixture"
import { everyProvider, fixtures } from "./fixtures"

/** What may stand where something else should. */
const STRANGE: readonly unknown[] = [null, undefined, true, -1, 1.5, 1e300, "", "constructor", "\u0000", [], [null], {}]

/** The same value with each of its parts, one at a time, made strange. */
function* strangely(value: unknown): Generator<unknown> {
  yield* STRANGE
  if (typeof value !== "object" || value === null) return
  for (const [name, part] of Object.entries(value))
    for (const other of strangely(part)) {
      const copy = Array.isArray(value) ? [...value] : { ...value }
      Object.assign(copy, { [name]: other })
      yield copy
    }
}

/** Nothing but whole amounts, and names that are names, whatever it was made of. */
function isSound(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isSound)
  if (typeof value !== "object" || value === null) return true
  return Object.entries(value).every(([name, part]) => {
    if (name === "minor") return Number.isSafeInteger(part) && Number(part) >= 0
    if (["id", "refund", "dispute", "approval"].includes(name)) return typeof part === "string" && part !== ""
    if (["usableUntil", "at"].includes(name)) return Number.isFinite(part)
    return isSound(part)
  })
}

describe.each(everyProvider)("%s", (name, provider) => {
  const fixture = fixtures[name]
  if (!fixture) return
  const connection = provider.connect(fixture.fields, setting)
  const steps = bestOf(deedsOf(fixture)).flatMap((deed) =>
    deed.answers.map((answer, index) => ({ deed, answer, step: index + 1 })),
  )

  it.each(steps.map((one) => [one.deed.method, one.step, one] as const))(
    "whose answer has one thing strange in it is read soundly or refused: %s at step %d",
    async (_, step, { deed, answer }) => {
      let refused = 0
      for (const body of strangely(bodyOf(answer))) {
        const outside = playing(failingAt(deed.answers, step, answered(200, JSON.stringify(body) ?? "")))
        const ends = await deed.run(connection, outside).catch((error: unknown) => error)
        if (ends instanceof Error) expect(ends).toBeInstanceOf(Failure)
        if (ends instanceof Failure) refused += 1
        else expect([ends, isSound(ends)]).toEqual([ends, true])
        expect(outside.requests.length).toBeLessThanOrEqual(8)
      }
      expect(refused).toBeGreaterThan(0)
    },
  )
})

/** What is answered; of an answer that is made for its request, what there would be to make strange. */
function bodyOf(answer: Answer): unknown {
  if (typeof answer === "function") return { data: { reference: "", authorization_url: "" }, status: true }
  try {
    return JSON.parse(answer.body)
  } catch (error) {
    if (error instanceof SyntaxError) return answer.body
    throw error
  }
}
