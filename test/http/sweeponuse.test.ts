import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test"
import { env } from "cloudflare:workers"
import { expect, it } from "vitest"
import { app } from "../../src/http/app"

it.each([
  [{}, 0],
  [{ SWEEP_ON_USE: "false" }, 0],
  [{ SWEEP_ON_USE: "true", ENVIRONMENT: "production" }, 0],
  [{ SWEEP_ON_USE: "true" }, 1],
  [{ SWEEP_ON_USE: "true" }, 1],
])("with %j, orders whose time has come were looked for %i times after two requests", async (change, times) => {
  swept += (await looks(change)) > 0 ? 1 : 0
  expect(swept).toBe(times)
})

/** Of all so far: a minute has not passed. */
let swept = 0

/** How often two requests have orders looked for. */
async function looks(change: Record<string, string>): Promise<number> {
  let count = 0
  const DB = new Proxy(env.DB, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== "function") return member
      return (...words: unknown[]) => {
        if (/from "orders"/.test(String(words[0]))) count += 1
        return Reflect.apply(member, target, words)
      }
    },
  })
  const context = createExecutionContext()
  const bindings = { ...env, ...change, DB }
  await app.request("https://pay.test/nothing.js", {}, bindings, context)
  await app.request("https://pay.test/nothing.js", {}, bindings, context)
  await waitOnExecutionContext(context)
  return count
}
