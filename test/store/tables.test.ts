import { env } from "cloudflare:workers"
import { getTableConfig, type SQLiteTable } from "drizzle-orm/sqlite-core"
import { describe, expect, it } from "vitest"
import * as schema from "../../src/store/schema"

/** Tables whose rows lie in the order of their key: drizzle does not know the words for it, so that each migration has to. */
const WITHOUT_ROWID = ["addresses", "attempts", "order_days", "order_facts", "orders", "takings", "unmatched"]

/** Full-text indexes, which no schema of drizzle's knows, and what keeps them and the sums: each migration that makes a table anew drops its triggers. */
const INDEXES = ["contact_search", "order_search"]
const TRIGGERS = [
  ...["conversations_entered", "conversations_renamed"],
  ...["orders_counted", "orders_opened", "orders_opened_paid", "orders_paid"],
]

const tables = Object.values(schema).map((table) => getTableConfig(table as SQLiteTable))

async function columnsOf(table: string): Promise<unknown[]> {
  const { results } = await env.DB.prepare(`select * from pragma_table_info('${table}') order by name`).all()
  return results.map(({ name, type, notnull, pk }) => ({ name, type: String(type).toLowerCase(), notnull, pk }))
}

describe("the tables that the migrations make", () => {
  it("are those of the schema", async () => {
    const { results } = await env.DB.prepare(
      "select name from pragma_table_list where type = 'table' and name not like 'sqlite_%' and name not like '_cf_%' and name <> 'd1_migrations'",
    ).all()
    expect(results.map(({ name }) => name).sort()).toEqual(tables.map(({ name }) => name).sort())
  })

  it("have the indexes over texts and the triggers that keep what follows from a row", async () => {
    const named = async (which: string) => (await env.DB.prepare(which).all()).results.map(({ name }) => name)
    expect(await named("select name from pragma_table_list where type = 'virtual' order by name")).toEqual(INDEXES)
    expect(await named("select name from sqlite_master where type = 'trigger' order by name")).toEqual(TRIGGERS)
  })

  it.each(tables.map((table) => [table.name, table] as const))("have the columns of %s", async (name, table) => {
    const key = table.primaryKeys[0]?.columns.map((column) => column.name) ?? []
    const wanted = table.columns.map((column) => ({
      name: column.name,
      type: column.getSQLType(),
      notnull: Number(column.notNull),
      pk: column.primary ? 1 : key.indexOf(column.name) + 1,
    }))
    expect(await columnsOf(name)).toEqual(wanted.sort((a, b) => (a.name < b.name ? -1 : 1)))
  })

  it.each(tables.map((table) => [table.name, table] as const))(
    "have the indexes of %s and no others",
    async (name, table) => {
      const { results } = await env.DB.prepare(
        "select name, sql from sqlite_master where type = 'index' and tbl_name = ? and sql is not null",
      )
        .bind(name)
        .all<{ name: string; sql: string }>()
      const wanted = table.indexes.map(
        ({ config }) => `${config.name}${config.where ? " where" : ""}${config.unique ? " unique" : ""}`,
      )
      const found = results.map(
        ({ name: index, sql }) =>
          `${index}${/\bwhere\b/i.test(sql) ? " where" : ""}${/create unique/i.test(sql) ? " unique" : ""}`,
      )
      expect(found.sort()).toEqual(wanted.sort())
    },
  )

  it("are without rowid where a row of the key is one to write", async () => {
    const { results } = await env.DB.prepare(
      "select name from pragma_table_list where wr = 1 and type = 'table' and name not like 'sqlite_%'",
    ).all()
    expect(results.map(({ name }) => name).sort()).toEqual(WITHOUT_ROWID)
  })
})
