import { env } from "cloudflare:workers"
import { getTableConfig, type SQLiteTable } from "drizzle-orm/sqlite-core"
import { describe, expect, it } from "vitest"
import * as schema from "../../src/store/schema"

/** Tables whose rows lie in the order of their key: drizzle does not know the words for it, so that each migration has to. */
const WITHOUT_ROWID = ["addresses", "attempts", "order_facts", "orders", "unmatched"]

const tables = Object.values(schema).map((table) => getTableConfig(table as SQLiteTable))

async function columnsOf(table: string): Promise<unknown[]> {
  const { results } = await env.DB.prepare(`select * from pragma_table_info('${table}') order by name`).all()
  return results.map(({ name, type, notnull, pk }) => ({ name, type: String(type).toLowerCase(), notnull, pk }))
}

describe("the tables that the migrations make", () => {
  it("are those of the schema", async () => {
    const { results } = await env.DB.prepare(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '_cf_%' and name <> 'd1_migrations'",
    ).all()
    expect(results.map(({ name }) => name).sort()).toEqual(tables.map(({ name }) => name).sort())
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
      "select name from pragma_table_list where wr = 1 and name not like 'sqlite_%'",
    ).all()
    expect(results.map(({ name }) => name).sort()).toEqual(WITHOUT_ROWID)
  })
})
