import { asc, desc, type SQL, sql } from "drizzle-orm"
import type { SQLiteColumn } from "drizzle-orm/sqlite-core"
import { fromBase64Url, toBase64Url } from "../../platform/encoding"
import { Failure } from "../../platform/failure"

/** Which part of a list is asked for: at most `limit` items after the one that the cursor names. */
export interface Page {
  limit: number
  cursor: string | null
}

/** A part of a list; `next` is the cursor of the following one, null at the end. A part may hold less than was asked for. */
export interface Listed<Item> {
  items: Item[]
  next: string | null
}

/** Where an item stands in its list: what is told of it by the columns that order it. */
type Place = readonly (string | number)[]

/** An order in which rows are listed, and what it says of a part of them. */
export interface Listing<Key> {
  order: SQL[]
  /** The rows behind the cursor, or all of them: one comparison of row values, which an index of the same columns answers. */
  after(page: Page): SQL | undefined
  /** Where the cursor stands; null where there is none. */
  place(page: Page): Place | null
  /** The part that rows make which were read one beyond the page's limit: the one too many tells that there is more. */
  part<Row extends Key>(rows: readonly Row[], page: Page): Listed<Row>
  /** The cursor of what comes behind a row. */
  behind(row: Key): string
}

/**
 * The list of that name by those columns, each under its name in a row, all falling or all rising. The last tells apart what the
 * others leave equal. A cursor names its list: `after` and `place` throw a Failure `invalid_cursor` for another's.
 */
export function listing<Name extends string>(
  name: string,
  way: "falling" | "rising",
  by: Record<Name, SQLiteColumn | SQL<number>>,
): Listing<Record<Name, string | number>> {
  const keys = Object.keys(by) as Name[]
  const columns = keys.map((key) => by[key])
  const sign = sql.raw(way === "falling" ? "<" : ">")
  const place = (page: Page) => (page.cursor === null ? null : readCursor(name, page.cursor, columns.length))
  const behind = (row: Record<Name, string | number>) =>
    toBase64Url(new TextEncoder().encode(JSON.stringify([name, ...keys.map((key) => row[key])])))
  return {
    order: columns.map((column) => (way === "falling" ? desc(column) : asc(column))),
    place,
    behind,
    after(page) {
      const values = place(page)
      return values === null
        ? undefined
        : sql`(${list(columns)}) ${sign} (${list(values.map((value) => sql`${value}`))})`
    },
    part(rows, page) {
      const items = rows.slice(0, page.limit)
      const last = items.at(-1)
      return { items, next: last !== undefined && rows.length > page.limit ? behind(last) : null }
    },
  }
}

function list(values: readonly (SQLiteColumn | SQL)[]): SQL {
  return sql.join([...values], sql`, `)
}

function readCursor(name: string, cursor: string, columns: number): Place {
  const read = parsed(cursor)
  if (!Array.isArray(read) || read[0] !== name || read.length !== columns + 1) throw foreignCursor()
  return read.slice(1).map((value: unknown) => {
    if (typeof value === "string") return value
    if (typeof value === "number" && Number.isSafeInteger(value)) return value
    throw foreignCursor()
  })
}

function parsed(cursor: string): unknown {
  const bytes = fromBase64Url(cursor)
  try {
    return bytes && JSON.parse(new TextDecoder().decode(bytes))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** Rows that one part looks through for what no index finds alone: what is rare costs no more than what is not. */
export const LOOKED_THROUGH = 1000

/** Parts looked through for one answer as long as nothing is found. */
const LOOKS = 5

/** A part of a list in which only some of the rows are wanted. */
export async function lookThrough<Key, Row extends Key>(
  { part, behind }: Listing<Key>,
  page: Page,
  /** The wanted ones among the next `LOOKED_THROUGH` behind a cursor, one more than asked for at most; and the last of all those. */
  look: { wanted(page: Page): PromiseLike<Row[]>; end(page: Page): PromiseLike<Key | undefined> },
): Promise<Listed<Row>> {
  let { cursor } = page
  for (let looks = 1; ; looks++) {
    const from = { ...page, cursor }
    const found = part([...(await look.wanted(from))], page)
    if (found.next !== null) return found
    const end = await look.end(from)
    cursor = end === undefined ? null : behind(end)
    if (cursor === null || found.items.length > 0 || looks === LOOKS) return { ...found, next: cursor }
  }
}

/** What a cursor is refused with that this list has not given. */
export function foreignCursor(): Failure {
  return new Failure("invalid_cursor", "The cursor is not one that this list has given.", "stop")
}
