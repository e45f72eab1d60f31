import { existsSync } from "node:fs"
import { cp, readFile, stat } from "node:fs/promises"
import { join } from "node:path"
import { parseEnv } from "node:util"
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { redeem } from "../../src/http/auth/link"
import { type Cloudflare, startCloudflare } from "./cloudflare"
import { type Newcomer, newcomer } from "./newcomer"

let person: Newcomer

beforeAll(async () => {
  person = await newcomer({ packages: true })
  // What is built already is not what is looked at here.
  await cp("dist/studio", join(person.folder, "dist/studio"), { recursive: true })
  await cp("dist/studio.stamp", join(person.folder, "dist/studio.stamp"))
})

afterAll(() => person?.leave())

const SECRETS = ["SECRETS_KEY", "HASH_KEY", "API_TOKEN"]

describe("npm run deploy", () => {
  it("makes the database, migrates it, and only then brings a new Worker, with secrets made for it", async () => {
    const cloudflare = await account({})
    const { code, said } = await type("npm run deploy", cloudflare)
    expect([code, said]).toEqual([0, expect.anything()])
    const order = ["POST /d1/database", "POST /d1/database/", "PUT /workers/scripts/paythread"]
    const places = order.map((start) => cloudflare.requests.findIndex((request) => request.startsWith(start)))
    const migrated = cloudflare.requests.findLastIndex((request) => request.endsWith("/query"))
    expect(places.every((place) => place >= 0)).toBe(true)
    expect(places.toSorted((a, b) => a - b)).toEqual(places)
    expect(migrated).toBeLessThan(places[2] ?? 0)
    const journal = JSON.parse(await readFile("migrations/meta/_journal.json", "utf8")) as {
      entries: { tag: string }[]
    }
    for (const { tag } of journal.entries) expect(cloudflare.statements.join("\n")).toContain(`${tag}.sql`)

    const secrets = parseEnv(await readFile(join(person.folder, ".prod.vars"), "utf8"))
    expect((await stat(join(person.folder, ".prod.vars"))).mode & 0o777).toBe(0o600)
    for (const name of SECRETS) {
      expect(cloudflare.uploaded()).toContain(`{"name":"${name}","type":"secret_text","text":"${secrets[name]}"}`)
      expect(said).not.toContain(secrets[name])
    }
    expect(cloudflare.uploaded()).toContain('"id":"11111111-1111-1111-1111-111111111111"')
    expect(cloudflare.uploaded()).toContain('name="index.js.map"')
    const [, word = ""] = /https:\/\/paythread\.shop\.workers\.dev\/signin#(\S+)/.exec(said) ?? []
    expect(await isGood(word, secrets)).toBe(true)
    const toml = await readFile(join(person.folder, "wrangler.toml"), "utf8")
    expect(toml).toBe(await readFile("wrangler.toml", "utf8"))
  })

  it("migrates before it deploys again, and makes nothing anew", async () => {
    const cloudflare = await account({ database: true, secrets: SECRETS })
    const { code, said } = await type("npm run deploy", cloudflare)
    expect([code, said]).toEqual([0, expect.anything()])
    const { requests } = cloudflare
    expect(requests).not.toContain("POST /d1/database")
    const uploaded = requests.indexOf("PUT /workers/scripts/paythread")
    expect(uploaded).toBeGreaterThan(requests.findLastIndex((request) => request.endsWith("/query")))
    expect(cloudflare.uploaded()).not.toContain('secret_text","text')
    expect(said).not.toContain("/signin#")
  })

  it("stops before anything is changed when a Worker lacks a secret, and says which", async () => {
    const cloudflare = await account({ database: true, secrets: ["SECRETS_KEY", "API_TOKEN"] })
    const { code, said } = await type("npm run deploy", cloudflare)
    expect(code).toBe(1)
    expect(said).toContain("npx wrangler secret put HASH_KEY")
    expect(cloudflare.requests.filter((request) => !request.startsWith("GET"))).toEqual([])
  })
})

it.each(["npm run deploy -- --dry-run", "npx wrangler deploy --dry-run"])(
  "`%s` touches nothing outside and makes nothing local",
  async (command) => {
    const cloudflare = await account({})
    const { code, said } = await type(command, cloudflare)
    expect([code, said]).toEqual([0, expect.stringContaining("--dry-run: exiting now.")])
    expect(cloudflare.requests).toEqual([])
    for (const file of [".dev.vars", ".wrangler/state"]) expect(existsSync(join(person.folder, file))).toBe(false)
    if (command.startsWith("npx")) expect(said).toContain("npx wrangler d1 migrations apply DB --remote")
  },
)

async function account(has: Parameters<typeof startCloudflare>[0]): Promise<Cloudflare> {
  const cloudflare = await startCloudflare(has)
  onTestFinished(cloudflare.stop)
  return cloudflare
}

async function type(command: string, { variables }: Cloudflare): Promise<{ code: number | null; said: string }> {
  const running = person.type(command, variables)
  onTestFinished(running.kill)
  return { code: await running.ended, said: running.said() }
}

/** Whether the deployment with these secrets would let somebody in with it. */
function isGood(word: string, secrets: NodeJS.Dict<string>): Promise<boolean> {
  const { HASH_KEY = "", API_TOKEN = "" } = secrets
  const spent = { meta: { changes: 1 }, results: [], success: true }
  const statement = { bind: () => statement }
  const DB = { prepare: () => statement, batch: async () => [spent, spent] }
  return redeem({ HASH_KEY, API_TOKEN, DB } as unknown as Env, word, Date.now())
}
