import { randomBytes } from "node:crypto"
import { readFile, writeFile } from "node:fs/promises"
import { parseEnv } from "node:util"

/** The secrets a deployment needs, new and random. */
export function freshSecrets() {
  return {
    SECRETS_KEY: `local-1:${randomBytes(32).toString("base64")}`,
    HASH_KEY: randomBytes(32).toString("base64url"),
    API_TOKEN: randomBytes(32).toString("base64url"),
  }
}

/**
 * The secrets in a file of lines KEY=value; written with fresh ones, for the owner's eyes only, when it is not there.
 * Never overwritten: what was sealed with them could not be opened again. Throws when it lacks one.
 */
export async function readSecrets(file: string): Promise<Record<string, string>> {
  const fresh = freshSecrets()
  const lines = Object.entries(fresh).map(([name, value]) => `${name}=${value}\n`)
  try {
    await writeFile(file, lines.join(""), { flag: "wx", mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error
  }
  const known = parseEnv(await readFile(file, "utf8"))
  const missing = Object.keys(fresh).filter((name) => !known[name])
  if (missing.length > 0)
    throw new Error(`${file} lacks ${missing.join(", ")}. Add what is missing, or move the file away to get a new one.`)
  return Object.fromEntries(Object.entries(known).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}
