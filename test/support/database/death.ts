import { env } from "cloudflare:workers"
import { vi } from "vitest"

/** Where a process dies: at which trip to D1 or call to a provider, and whether that had been carried out by then. */
export interface Death {
  at: number
  when: "before" | "after"
}

let dying: { death: Death; passed: number; dead: boolean } | null = null

/** Puts a call of the world outside in the way of death; one that is dead reaches nobody. */
export async function mortally<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  const life = dying
  if (!life) return call()
  if (life.dead) throw new Error("it is dead")
  const dies = life.passed === life.death.at
  life.passed += 1
  if (dies && life.death.when === "before") {
    life.dead = true
    throw new Error("it dies")
  }
  const answer = await call()
  if (!dies) return answer
  life.dead = true
  throw new Error("it dies")
}

/** Does a deed in a process that dies; whether it came so far. Whatever asks D1 meanwhile is part of it. */
export async function until(death: Death, deed: () => Promise<unknown>): Promise<boolean> {
  const database = Object.getPrototypeOf(env.DB) as D1Database
  const statement = Object.getPrototypeOf(env.DB.prepare("select 1")) as D1PreparedStatement
  const { batch } = database
  const { all, raw, run } = statement
  const spies = [
    vi.spyOn(database, "batch").mockImplementation(function (this: D1Database, statements) {
      return mortally(() => batch.call(this, statements)) as Promise<D1Result<never>[]>
    }),
    vi.spyOn(statement, "all").mockImplementation(function (this: D1PreparedStatement) {
      return mortally(() => all.call(this)) as Promise<D1Result<never>>
    }),
    vi.spyOn(statement, "run").mockImplementation(function (this: D1PreparedStatement) {
      return mortally(() => run.call(this)) as Promise<D1Result<never>>
    }),
    vi.spyOn(statement, "raw").mockImplementation(function (this: D1PreparedStatement) {
      return mortally(() => raw.call(this)) as never
    }),
  ]
  const life = { death, passed: 0, dead: false }
  dying = life
  try {
    await deed()
  } catch (error) {
    if (!life.dead) throw error
  } finally {
    dying = null
    for (const spy of spies) spy.mockRestore()
  }
  return life.dead
}
