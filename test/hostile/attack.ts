import { listDurableObjectIds, runInDurableObject } from "cloudflare:test"
import { env, exports } from "cloudflare:workers"
import { afterEach, beforeEach, expect, vi } from "vitest"
import { hmac, toHex } from "../../src/platform/signature"
import { tablesOf } from "../support/record"
import { type Stage, stage } from "../support/stage"

/** An answer with its text read. */
export interface Answered {
  status: number
  text: string
  headers: Headers
}

/** Secrets that stand in the deployment or its accounts: none may ever come out. */
export const planted = {
  accessToken: "EAAplantedAccessTokenOfTheSystemUser",
  verifyToken: "planted-verify-token",
  previousAppSecret: "planted-previous-app-secret",
}

const secrets = [
  ...Object.values(planted),
  "app-secret",
  "sk_test_stage12345",
  "whsec_stage_secret",
  env.SECRETS_KEY.slice(env.SECRETS_KEY.indexOf(":") + 1),
  env.HASH_KEY,
]

/** What belongs to a customer and may be in an answer to the operator, but in no log. */
const privately = ["27821110001", "Thandi", "4111 1111", "41111111"]

/** Milliseconds that any single hostile request may take here, where everything else takes a few. */
const BOUND = 5000

let spies: { mockRestore(): void }[] = []
const lines: string[] = []
const answers: string[] = []

/** Watches everything that is logged or answered in a file's tests, and fails the test in which a secret comes out. */
export function watch(): void {
  beforeEach(() => {
    lines.length = 0
    answers.length = 0
    spies = (["log", "error", "warn", "info", "debug"] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => {
        lines.push(parts.map(String).join(" "))
      }),
    )
  })
  afterEach(() => {
    vi.useRealTimers()
    // Only these: what a conversation still owes must not reach the real network.
    for (const spy of spies) spy.mockRestore()
    expect(
      lines.filter((line) => [...secrets, ...privately, "test-token"].some((text) => line.includes(text))),
    ).toEqual([])
    expect(answers.filter((text) => secrets.some((secret) => text.includes(secret)))).toEqual([])
  })
}

/** What was logged since the test began. */
export function logged(): readonly string[] {
  return lines
}

/** A stage whose secrets are planted. */
export function plantedStage(
  document: Parameters<typeof stage>[0],
  settings: Parameters<typeof stage>[1] = {},
): Promise<Stage> {
  return stage(document, { ...settings, whatsapp: { ...planted, ...settings.whatsapp } })
}

/** The stage's phone number id at WhatsApp. */
export function numberOf(play: Stage): string {
  return play.account.replace("wa-", "7008")
}

/** One request to the deployment; redirects are not followed. */
export async function ask(path: string, init: RequestInit = {}): Promise<Answered> {
  const response = await exports.default.fetch(`https://pay.test${path}`, { redirect: "manual", ...init })
  const text = await response.text()
  answers.push(text, JSON.stringify([...response.headers]))
  return { status: response.status, text, headers: response.headers }
}

/** A POST to a stage's webhook as it stands, signed only by what the headers say. */
export function post(play: Stage, body: BodyInit | null, headers: HeadersInit = {}): Promise<Answered> {
  return ask(`/webhooks/whatsapp/${play.account}`, { method: "POST", body, headers })
}

/** The same, signed as Meta does. */
export async function signed(
  play: Stage,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) {
  return post(play, body, { ...headers, "x-hub-signature-256": `sha256=${await hex("app-secret", body)}` })
}

/** The HMAC-SHA-256 in hex. */
export async function hex(key: string, body: string | Uint8Array): Promise<string> {
  return toHex(await hmac("SHA-256", key, body))
}

/** The order that a customer of the stage was asked to pay, with what had been sent until then forgotten. */
export async function atPayment(play: Stage) {
  await play.say("hi")
  await play.say("Thandi")
  const [order] = await play.orders()
  if (!order) throw new Error("no order was opened")
  play.sent.length = 0
  play.asked.length = 0
  return order
}

/** Whether requests were proven or refused lately is noted for people; what keeps an account from working is another matter. */
const FAULTS = `select kind, account, faulty_since, fault, reason, waking from account_health where faulty_since is not null
  order by 1, 2`

/** Everything stored: every row of D1 and of every conversation. */
export async function stored(): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  const tables = await env.DB.prepare(
    "select name from pragma_table_list where type = 'table' and name not like '\\_cf%' escape '\\' and name not like 'sqlite%' and name <> 'd1_migrations'",
  ).all<{ name: string }>()
  for (const { name } of tables.results)
    found[name] = (
      await env.DB.prepare(name === "account_health" ? FAULTS : `select * from "${name}" order by 1, 2`).all()
    ).results
  for (const id of await listDurableObjectIds(env.CONVERSATION)) {
    found[String(id)] = await runInDurableObject(env.CONVERSATION.get(id), (_, { storage }) => tablesOf(storage))
  }
  return found
}

/** Asserts that the attack changes nothing stored, asks nobody outside and takes bounded time. Gives its answer. */
export async function harmless(play: Stage, attack: () => Promise<Answered>): Promise<Answered> {
  const [before, asked, started] = [await stored(), play.asked.length, performance.now()]
  const answer = await attack()
  expect(performance.now() - started).toBeLessThan(BOUND)
  expect(await stored()).toEqual(before)
  expect(play.asked.slice(asked).map(({ url }) => url)).toEqual([])
  return answer
}

/** Counts what the deployment asks of D1 and of conversations while it runs. */
export async function costs(run: () => Promise<unknown>): Promise<{ statements: number; conversations: number }> {
  const d1 = (["prepare", "batch", "exec"] as const).map((name) => vi.spyOn(env.DB, name))
  const objects = (["getByName", "get", "idFromName", "idFromString", "newUniqueId"] as const).map((name) =>
    vi.spyOn(env.CONVERSATION, name),
  )
  await run()
  const count = (spies: { mock: { calls: unknown[] } }[]) => spies.reduce((sum, { mock }) => sum + mock.calls.length, 0)
  const counted = { statements: count(d1), conversations: count(objects) }
  for (const spy of [...d1, ...objects]) spy.mockRestore()
  return counted
}
