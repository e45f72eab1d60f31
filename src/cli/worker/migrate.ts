import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"

/** Applies the migrations that a database has not seen, in order; in wrangler's own table, so that either may go on. */
export async function applyMigrations(db: D1Database, folder: string): Promise<void> {
  await db
    .prepare(
      `CREATE TABLE IF NOT EXISTS d1_migrations (
         id INTEGER PRIMARY KEY AUTOINCREMENT,
         name TEXT UNIQUE,
         applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
       )`,
    )
    .run()
  const { results } = await db.prepare("SELECT name FROM d1_migrations").all<{ name: string }>()
  const applied = new Set(results.map(({ name }) => name))
  const files = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort()
  for (const name of files.filter((file) => !applied.has(file))) {
    const script = await readFile(join(folder, name), "utf8")
    const statements = script
      .split("--> statement-breakpoint")
      .map((statement) => statement.trim())
      .filter((statement) => statement !== "")
    // One batch is one transaction: a migration is applied and remembered, or neither.
    await db.batch([
      ...statements.map((statement) => db.prepare(statement)),
      db.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name),
    ])
  }
}
