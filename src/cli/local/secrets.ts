import { randomBytes } from "node:crypto"
import { appendFile, readFile, writeFile } from "node:fs/promises"
import { parseEnv } from "node:util"

/** The secrets a deployment needs, new and random. */
export function freshSecrets() {
  return {
    SECRETS_KEY: `local-1:${randomBytes(32).toString("base64")}`,
    HASH_KEY: randomBytes(32).toString("base64url"),
    API_TOKEN: randomBytes(32).toString("base64url"),
  }
}

/** What makes a deployment one on somebody's own machine, and has it sweep without Cloudflare's clock. */
const LOCAL = { ENVIRONMENT: "local", SWEEP_ON_USE: "true" }

const HEAD = `# Made for this machine, and read by \`npm start\` and \`npx wrangler dev\`. It is never overwritten: what was sealed with these
# keys opens with no others. For services that call from outside, add a tunnel's address: PUBLIC_URL=https://...
`

/**
 * Secrets and variables in a file of lines KEY=value; written with fresh ones, for the owner's eyes only, when it is not
 * there. What makes it local is added where it is missing; nothing is changed. Throws when it lacks a secret.
 */
export async function readVariables(file: string): Promise<Record<string, string>> {
  const fresh = freshSecrets()
  try {
    await writeFile(file, HEAD + linesOf({ ...fresh, ...LOCAL }), { flag: "wx", mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error
  }
  const text = await readFile(file, "utf8")
  const known = parseEnv(text)
  const missing = Object.keys(fresh).filter((name) => !known[name])
  if (missing.length > 0)
    throw new Error(`${file} lacks ${missing.join(", ")}. Add what is missing, or move the file away to get a new one.`)
  const added = Object.fromEntries(Object.entries(LOCAL).filter(([name]) => known[name] === undefined))
  if (Object.keys(added).length > 0) await appendFile(file, (text.endsWith("\n") ? "" : "\n") + linesOf(added))
  const all = Object.entries({ ...known, ...added })
  return Object.fromEntries(all.flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

function linesOf(variables: Record<string, string>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("")
}
