import { applyD1Migrations } from "cloudflare:test"
import { env } from "cloudflare:workers"
import { afterAll, expect } from "vitest"
import { unbearable, watchStatements } from "./database/plans"

await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)

watchStatements()

// Whatever a test has the store ask, it is held to this: a query that is new is found by whoever tests it first.
afterAll(async () => {
  expect(await unbearable(), "scans of tables that grow").toEqual([])
})
