import { randomBytes } from "node:crypto"
import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { parseEnv } from "node:util"
import * as z from "zod"
import { writtenAddress } from "../store/settings/address"
import { step } from "./local/steps"
import { signInAddress } from "./local/welcome"
import { root } from "./worker/sources"
import { buildStudio } from "./worker/studio"
import { runTool } from "./worker/tool"

const WRANGLER = "wrangler/bin/wrangler.js"

/** Where the secrets that a first deployment was made with stay with whoever made it. */
const SECRETS_FILE = ".prod.vars"

const named = z.array(z.object({ name: z.string() }))

const configured = z.object({
  name: z.string(),
  d1_databases: z.tuple([z.object({ database_name: z.string(), database_id: z.string().optional() })]),
  vars: z.object({ PUBLIC_URL: z.string().default("") }),
  secrets: z.object({ required: z.array(z.string()) }),
})

type Configured = z.output<typeof configured>

/**
 * Uploads the Worker in an order in which it never serves without its tables: the studio is built, the database made if
 * there is none of its name, migrated, and only then the new version comes; a new Worker with secrets made for it. What
 * stands behind `--` goes to `wrangler deploy`; a dry run touches nothing outside.
 */
async function deploy(words: string[]): Promise<void> {
  await step("The studio is built", buildStudio)
  if (words.includes("--dry-run")) {
    await runTool(WRANGLER, ["deploy", ...words], { shown: true })
    return
  }
  const { unstable_readConfig } = await import("wrangler")
  const config = configured.parse(unstable_readConfig({ config: join(root, "wrangler.toml") }))
  await makeDatabase(config)
  const isNew = await isNewWorker(config)
  await runTool(WRANGLER, ["d1", "migrations", "apply", "DB", "--remote"], { shown: true })
  if (!isNew) await runTool(WRANGLER, ["deploy", ...words], { shown: true })
  else await deployFirst(config, words)
}

/** Makes the database of the name in wrangler.toml, unless it is there or its id is written down. */
async function makeDatabase({ d1_databases: [database] }: Configured): Promise<void> {
  const { database_name: name, database_id: id } = database
  if (id !== undefined) return
  const said = await step("The account's databases are listed", () => runTool(WRANGLER, ["d1", "list", "--json"]))
  const known = named.parse(JSON.parse(said))
  if (known.every((one) => one.name !== name)) await runTool(WRANGLER, ["d1", "create", name], { shown: true })
}

/** Whether there is no Worker of the name yet. Throws when there is one that lacks secrets. */
async function isNewWorker({ name, secrets }: Configured): Promise<boolean> {
  let said: string
  try {
    said = await step("The Worker's secrets are listed", () => runTool(WRANGLER, ["secret", "list"]))
  } catch (error) {
    // Only wrangler's own word for it: new secrets in the place of others would make what was sealed with those useless.
    if (error instanceof Error && error.message.includes(`Worker "${name}" not found`)) return true
    throw error
  }
  const known = named.parse(JSON.parse(said)).map((secret) => secret.name)
  const missing = secrets.required.filter((secret) => !known.includes(secret))
  if (missing.length === 0) return false
  const commands = missing.map((secret) => `  npx wrangler secret put ${secret}`).join("\n")
  throw new Error(
    `The Worker "${name}" lacks secrets. Set them, then deploy again; .dev.vars.example says how they are made:\n${commands}`,
  )
}

async function deployFirst({ vars }: Configured, words: string[]): Promise<void> {
  const secrets = await readSecrets(join(root, SECRETS_FILE))
  const said = await runTool(WRANGLER, ["deploy", "--secrets-file", SECRETS_FILE, ...words], { shown: true })
  const address =
    writtenAddress(vars.PUBLIC_URL) ?? /https:\/\/[\w.-]+\.workers\.dev/.exec(said)?.[0] ?? "https://<its address>"
  console.log(`
The Worker's secrets were made here and are in ${SECRETS_FILE}, which git does not know. Put a copy where you keep such things:
accounts' credentials are sealed with SECRETS_KEY, and Cloudflare never shows it again. Later deployments do not need it.

This signs in to the studio, once, within an hour; customers' links then lead to the address you came to:

  ${await signInAddress(address, secrets)}
`)
}

/** Those in the file, from a first deployment that failed; made anew when there is none. */
async function readSecrets(file: string): Promise<Record<string, string>> {
  const random = () => randomBytes(32).toString("hex")
  const fresh = { SECRETS_KEY: `k1:${randomBytes(32).toString("base64")}`, HASH_KEY: random(), API_TOKEN: random() }
  const lines = Object.entries(fresh).map(([name, value]) => `${name}=${value}\n`)
  try {
    await writeFile(file, lines.join(""), { flag: "wx", mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error
  }
  const known = parseEnv(await readFile(file, "utf8"))
  return Object.fromEntries(Object.entries(known).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

try {
  await deploy(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
