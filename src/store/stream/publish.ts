import { type SQL, sql } from "drizzle-orm"
import type { BatchItem, BatchResponse } from "drizzle-orm/batch"
import type { Published } from "../../core/event"
import { masked } from "../../platform/log"
import type { Database } from "../database"
import { orders, stream } from "../schema"
import { type Bound, statement } from "../statement"

const { placeholder } = sql

/** Events as a list of JSON, each in the column `value`. */
const from = (events: SQL, condition: SQL) => sql`
  select null, value ->> '$.key', value ->> '$.at', value ->> '$.type', value ->> '$.subject', value ->> '$.order',
    value ->> '$.conversation', value ->> '$.contact', value ->> '$.flow', value ->> '$.data'
  from ${events} where ${condition}`

/** One parameter, however many they are. */
const listed = sql`json_each(${placeholder("rows")})`

const always = statement((db) =>
  db.insert(stream).select(from(listed, sql`true`)).onConflictDoNothing({ target: stream.key }),
)

const afterChange = statement((db) =>
  db.insert(stream).select(from(listed, sql`changes() > 0`)).onConflictDoNothing({ target: stream.key }),
)

/** The statement that publishes them, for a batch. What was published before under its key is not published again. */
export function publishing(db: Database, events: readonly Published[]): Bound<never> {
  return always(db, { rows: textOf(events) })
}

/** The same, where the statement right before it in the batch changed something. */
export function publishingChange(db: Database, events: readonly Published[]): Bound<never> {
  return afterChange(db, { rows: textOf(events) })
}

/** What publishes one event where that holds, which may ask for values of its own. */
export function publishingWhere(condition: SQL): (db: Database, event: Published, values?: object) => Bound<never> {
  const where = statement((db) =>
    db.insert(stream).select(from(listed, condition)).onConflictDoNothing({ target: stream.key }),
  )
  return (db, event, values) => where(db, { ...values, rows: textOf([event]) })
}

/** What publishes one event where the statement right before it changed something, among statements that are not prepared. */
export function tellingChange(db: Database, told: Published) {
  return db
    .insert(stream)
    .select(from(sql`json_each(${textOf([told])})`, sql`changes() > 0`))
    .onConflictDoNothing({ target: stream.key })
}

/** Changes something; what tells of it, if anything does, is published in the same transaction, where something changed. */
export async function changing<Change extends BatchItem<"sqlite">>(
  db: Database,
  change: Change,
  told: Published | null,
): Promise<BatchResponse<[Change]>[0]> {
  const [changed] = await (told ? db.batch([change, tellingChange(db, told)]) : db.batch([change]))
  return changed
}

const opened = statement((db) =>
  db
    .insert(stream)
    .select(
      from(
        sql`(select json_set(${placeholder("event")}, '$.data.number', ${orders.number}) as value
          from ${orders} where ${orders.id} = ${placeholder("id")})`,
        sql`changes() > 0`,
      ),
    )
    .onConflictDoNothing({ target: stream.key }),
)

/** The statement that publishes an order under the number that it has, right behind the one that stored it. */
export function publishingOpened(db: Database, event: Published<"order.opened">): Bound<never> {
  return opened(db, { id: event.subject, event: JSON.stringify(event) })
}

/** The same for a flow's version, with the number that it has. */
export function publishingVersion(
  db: Database,
  { flow, at, ...named }: { flow: string; at: number; name: string; note: string },
) {
  const data = { version: 0, ...named }
  const event = { type: "flow.published", key: "", at, subject: flow, flow, data } satisfies Published
  const stored = sql`(select json_set(${JSON.stringify(event)}, '$.key', ${flow} || ':published:' || max(version),
    '$.data.version', max(version)) as value from flow_versions where flow = ${flow})`
  return db.insert(stream).select(from(stored, sql`changes() > 0`)).onConflictDoNothing({ target: stream.key })
}

/** The statement that publishes what somebody did with a flow's latest version, with its number, where the one before changed something. */
export function tellingVersion(db: Database, flow: string, told: Published) {
  const stored = sql`(select json_set(${textOf([told])} -> 0, '$.data.after.version', max(version)) as value
    from flow_versions where flow = ${flow})`
  return db.insert(stream).select(from(stored, sql`changes() > 0`)).onConflictDoNothing({ target: stream.key })
}

/** What a service said may quote a phone number. */
function textOf(events: readonly Published[]): string {
  return JSON.stringify(
    events.map(({ data, ...event }) => {
      const { reason } = data as { reason?: string | null }
      return { ...event, data: reason ? { ...data, reason: masked(reason) } : data }
    }),
  )
}
