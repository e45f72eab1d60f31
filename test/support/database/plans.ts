import { env } from "cloudflare:workers"

/** Tables that stay small however long a deployment runs, and why: they may be read whole and sorted. */
const SMALL: Record<string, string> = {
  channel_accounts: "an operator enters each",
  payment_accounts: "an operator enters each",
  channel_activity: "a row a channel account",
  account_health: "a row an account",
  payment_configuration: "one row",
  kept: "a few rows an account",
  flows: "an operator makes each",
  flow_versions: "an operator publishes each; its documents are never read in a list",
  routes: "a few rows a flow",
  settings: "a row a setting",
  sequences: "a row a sequence",
  tokens: "an operator makes each",
  held: "a row a conversation while its account is broken",
}

/** Statements that sort what an index has narrowed down already, by what they hold, and why that is little. */
const SORTED_FEW: [RegExp, string][] = [
  [/from "order_facts" where .*order by "order_facts"\."order_id", "order_facts"\."seq"/s, "the facts of few orders"],
  [/order by its\.yielded, its\.created_at desc limit 1/, "orders that had one number after another"],
  [/from "refunds" where "refunds"\."order_id" = \?/, "the refunds of one order"],
  [/from "order_days" where/, "a total's days, into as many groups as it shows"],
  [
    /select \* from \(select payment_account as account|^insert into "order_days"/s,
    "the orders of one day, once a night",
  ],
  [/from "takings" where/, "what was taken of some flows, into as many groups as are shown"],
  [
    /from "orders" where \("orders"\."created_at" >= \? and "orders"\."created_at" < \?.*group by/s,
    "the orders of a day, likewise",
  ],
  [/"orders"\."id" in \(select \? union all/, "orders that have a text as their id, a checkout's or a payment's"],
  [/from "orders" where \("orders"\."number" = \?/, "orders that had one number after another"],
  [/from "conversations" where \(+"conversations"\."id" = \?/, "conversations of one id or one order number"],
  [/row_number\(\) over \(order by early\.recorded_at/, "news that came before its order"],
]

const prepared = new Set<string>()

/**
 * Notes every statement that anything but a test prepares in this file, whichever database it holds: they are all of one
 * class.
 */
export function watchStatements(): void {
  const one = Object.getPrototypeOf(env.DB) as { prepare(text: string): D1PreparedStatement }
  const { prepare } = one
  one.prepare = function (text) {
    if (!isOfTest(text)) prepared.add(text)
    return prepare.call(this, text)
  }
}

/** A statement that a test writes out is its own affair. */
function isOfTest(text: string): boolean {
  if (prepared.has(text)) return false
  const callers = (new Error().stack ?? "").split("\n").filter((line) => !line.includes("/database/plans."))
  return !callers.some((line) => /\/src\/|drizzle-orm/.test(line))
}

/** What SQLite would do for the noted statements that no deployment with many orders can bear: "what: statement". */
export async function unbearable(): Promise<string[]> {
  const known = new Set(await tables())
  const texts = [...prepared].filter((text) => /^\s*(select|insert|update|delete|with|replace)\b/i.test(text))
  const faults: string[] = []
  for (const text of texts) {
    const values = Array.from(text.matchAll(/\?/g), () => null)
    const plan = env.DB.prepare(`explain query plan ${text}`).bind(...values)
    for (const { detail } of (await plan.all<{ detail: string }>()).results)
      if (isUnbearable(detail, text, known)) faults.push(`${detail}: ${text}`)
  }
  return faults
}

function isUnbearable(detail: string, text: string, known: ReadonlySet<string>): boolean {
  if (/TEMP B-TREE/.test(detail)) {
    const read = namesIn(text).map(({ table }) => table)
    return (
      !read.every((table) => !known.has(table) || table in SMALL) && !SORTED_FEW.some(([those]) => those.test(text))
    )
  }
  // A full-text index is searched for what it is told to match.
  if (/VIRTUAL TABLE INDEX \d+:[^ ]*M/.test(detail)) return false
  const [, name = ""] = /^SCAN (\S+)/.exec(detail) ?? []
  const table = namesIn(text).find(({ alias }) => alias === name)?.table ?? name
  return known.has(table) && !(table in SMALL)
}

/** The tables that a statement names, each under what it calls it there. */
function namesIn(text: string): { table: string; alias: string }[] {
  const name =
    /\b(?:from|join|into|update)\s+"?(\w+)"?(?:\s+(?:as\s+)?"?(?!on\b|where\b|join\b|set\b|order\b|inner\b|left\b|limit\b|group\b|values\b|select\b)(\w+)"?)?/gi
  return [...text.matchAll(name)].flatMap(([, table = "", alias = table]) => [
    { table, alias },
    { table, alias: table },
  ])
}

async function tables(): Promise<string[]> {
  const { results } = await env.DB.prepare("select name from sqlite_master where type = 'table'").all<{
    name: string
  }>()
  return results.map(({ name }) => name)
}
