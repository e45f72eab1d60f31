import { type SQL, sql } from "drizzle-orm"

/** Shorter texts are in no index: three characters in a row are what one holds. */
export const SHORTEST = 3

/** The text as one phrase of a full-text query, whatever signs it has; a NUL would end the query. */
export function phrase(text: string): string {
  return `"${text.replaceAll("\0", "").replaceAll('"', '""')}"`
}

/** A number as a full-text index takes it for a bound: D1 binds large ones as fractions, and of those it takes no notice. */
export function whole(value: number): SQL {
  return sql`cast(${value} as integer)`
}
