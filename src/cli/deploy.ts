import { join } from "node:path"
import * as z from "zod"
import { root } from "./sources"
import { step } from "./steps"
import { buildStudio } from "./studio"
import { runTool } from "./tool"

const WRANGLER = "wrangler/bin/wrangler.js"

const databases = z.array(z.object({ name: z.string() }))

const configured = z.object({
  d1_databases: z.tuple([z.object({ database_name: z.string(), database_id: z.string().optional() })]),
})

/**
 * Uploads the Worker in an order in which it never serves without its tables: the studio is built, the database made if
 * there is none of its name, migrated, and only then the new version comes. What is said behind `--` goes to `wrangler
 * deploy`; a dry run touches nothing outside.
 */
async function deploy(words: string[]): Promise<void> {
  await step("The studio is built", buildStudio)
  if (!words.includes("--dry-run")) {
    await makeDatabase()
    await runTool(WRANGLER, ["d1", "migrations", "apply", "DB", "--remote"], { shown: true })
  }
  await runTool(WRANGLER, ["deploy", ...words], { shown: true })
}

/** Makes the database of the name in wrangler.toml, unless it is there or its id is written down. */
async function makeDatabase(): Promise<void> {
  const { unstable_readConfig } = await import("wrangler")
  const config = configured.parse(unstable_readConfig({ config: join(root, "wrangler.toml") }))
  const [{ database_name: name, database_id: id }] = config.d1_databases
  if (id !== undefined) return
  const said = await step("The account's databases are listed", () => runTool(WRANGLER, ["d1", "list", "--json"]))
  const known = databases.parse(JSON.parse(said))
  if (known.every((database) => database.name !== name))
    await runTool(WRANGLER, ["d1", "create", name], { shown: true })
}

try {
  await deploy(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
