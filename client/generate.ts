import { readFileSync, writeFileSync } from "node:fs"
import openapiTypes, { astToString } from "openapi-typescript"
import { routes } from "../src/http/api"
import { documentOf } from "../src/http/api/description/document"

const HEAD = "// Written by `npm run client` from the description of the API.\n\n"

/** The files that are made from the description, by their names. */
async function generated(): Promise<Record<string, string>> {
  const document = documentOf(routes)
  const addresses = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, { operationId?: string }>).map(
      ([method, { operationId = "" }]) => `  "${operationId}": ["${method}", "${path}"],`,
    ),
  )
  // Examples would be the half of it.
  const plain = JSON.stringify(document, (name, value: unknown) => (/^examples?$/.test(name) ? undefined : value))
  const types = astToString(await openapiTypes(plain, { silent: true }))
  return {
    "client/schema.ts": `${HEAD}${types}`,
    "client/addresses.ts": `${HEAD}/** Where each operation is, by its id. */\nexport const addresses = {\n${addresses.join("\n")}\n} as const\n`,
  }
}

/** Writes them, or with --check says which are not as they would be written. */
async function main(check: boolean): Promise<void> {
  const files = Object.entries(await generated())
  const stale = files.filter(([name, text]) => read(name) !== text)
  if (!check) for (const [name, text] of stale) writeFileSync(name, text)
  if (check && stale.length > 0) {
    console.error(`The API changed: run "npm run client" (${stale.map(([name]) => name).join(", ")}).`)
    process.exitCode = 1
  }
}

function read(name: string): string | null {
  try {
    return readFileSync(name, "utf8")
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null
    throw error
  }
}

await main(process.argv.includes("--check"))
