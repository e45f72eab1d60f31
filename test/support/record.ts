import { wake } from "../../src/conversation/record"
import type { State } from "../../src/conversation/state"

/** One thing that a conversation did or owes. */
interface Effect {
  seq: number
  status: string
  key: string
  effect: { type: string; [field: string]: unknown }
  reference?: string
}

/** Every row that an object has stored. */
export function tablesOf({ sql }: DurableObjectStorage): Record<string, SqlStorageValue>[][] {
  const found = sql.exec<{ name: string }>(
    "select name from sqlite_master where type = 'table' and name not like '\\_cf%' escape '\\'",
  )
  return found.toArray().map(({ name }) => sql.exec(`select * from "${name}"`).toArray())
}

/** What an object's conversation has on record: what was taken, by name, and what was owed, oldest first. */
export function recordOf(storage: DurableObjectStorage): { state: State | null; events: string[]; effects: Effect[] } {
  const { state, owed } = wake(storage)
  const rows = storage.sql.exec<{ id: string; type: string; seq: number; entry: string }>("select * from log").toArray()
  const done = rows.flatMap(({ id, type, seq, entry }) =>
    id.startsWith("e:") && type !== "due" ? [{ ...JSON.parse(entry), seq, status: type } as Effect] : [],
  )
  const effects = [...done, ...owed.map(({ reference: _, ...row }) => row)].sort((a, b) => a.seq - b.seq)
  return { state, events: rows.flatMap(({ id }) => (id.startsWith("e:") ? [] : [id])), effects: effects as Effect[] }
}
