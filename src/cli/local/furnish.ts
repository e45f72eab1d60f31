import { join } from "node:path"
import { Log, LogLevel, Miniflare } from "miniflare"
import { describe } from "../worker/build"
import { applyMigrations } from "../worker/migrate"
import { digestOf, root } from "../worker/sources"
import { apiOf } from "./api"
import { type Home, notePrepared, preparedFor } from "./home"
import { seed } from "./seed"
import { step } from "./steps"

/**
 * Brings the data of this machine up to date before anything is served from it: tables first, then what a first visit
 * needs. What was brought up to the same before is left as it is, whatever was deleted since.
 */
export async function furnish(home: Home, variables: Record<string, string>): Promise<void> {
  const digest = await digestOf(["migrations", "examples/demo.json", "src/cli/local/seed.ts"])
  if ((await preparedFor(home)) === digest) return
  const { database } = await describe()
  const miniflare = new Miniflare({
    log: new Log(LogLevel.ERROR),
    cf: false,
    resourcePersistencePath: home.state,
    workers: [
      {
        config: {
          name: "furnish",
          compatibilityDate: "2026-11-02",
          manifest: {
            mainModule: "index.js",
            modulesRoot: root,
            modules: { "index.js": { type: "esm", contents: "export default {}" } },
          },
          env: { [database.binding]: { type: "d1", id: database.id } },
        },
        dev: { rootPath: root },
      },
    ],
  })
  try {
    const db = await miniflare.getD1Database(database.binding)
    await step("The database is migrated", () => applyMigrations(db, join(root, database.migrations)))
    await step("Sandboxes and demo flow are in", () => seedInto(db, variables))
    await notePrepared(home, digest)
  } finally {
    await miniflare.dispose()
  }
}

/** Through the Worker's own API, in this very process: nothing is served yet. */
async function seedInto(db: D1Database, variables: Record<string, string>): Promise<void> {
  const { app } = await import("../../http/app")
  const env = { ...variables, ENVIRONMENT: "local", PUBLIC_URL: "http://localhost:8787", DB: db }
  await seed(
    apiOf("http://localhost:8787", variables.API_TOKEN ?? "", async (url, init) => app.request(url, init, env)),
  )
}
