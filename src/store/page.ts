import { Failure } from "../platform/failure"

/** Which part of a list is asked for: at most `limit` items after the one that the cursor names. */
export interface Page {
  limit: number
  cursor: string | null
}

/** A part of a list; `next` is the cursor of the following one, null at the end. */
export interface Listed<Item> {
  items: Item[]
  next: string | null
}

/** The part that rows make which were read one beyond the page's limit: the one too many tells that there is more. */
export function listed<Item>(rows: Item[], page: Page, cursorOf: (last: Item) => string): Listed<Item> {
  const items = rows.slice(0, page.limit)
  const last = items.at(-1)
  return { items, next: last !== undefined && rows.length > page.limit ? cursorOf(last) : null }
}

/** The cursor of a list in order of time; the id tells apart what happened at once. */
export function timeCursor(row: { createdAt: number; id: string }): string {
  return `${row.createdAt}.${row.id}`
}

/** What `timeCursor` wrote. Throws a Failure `invalid_cursor` for anything else. */
export function readTimeCursor(cursor: string): { createdAt: number; id: string } {
  const [, createdAt, id] = /^(\d{1,15})\.(.{1,100})$/.exec(cursor) ?? []
  if (createdAt === undefined || id === undefined)
    throw new Failure("invalid_cursor", "The cursor is not one that a list has given.", "stop")
  return { createdAt: Number(createdAt), id }
}
