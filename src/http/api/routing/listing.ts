import * as z from "zod"
import type { Listed, Page } from "../../../store/lists/page"

/** Which part of a list is asked for. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(50).meta({ description: "Items at most." }),
  cursor: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .meta({ description: "The `next` of the part before; left out for the first." }),
}

/** A list's query without filters. */
export const pageQuery = z.strictObject(paging)

/** A part of a list. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().meta({ description: "The cursor of the next part; null at the end." }),
  })
}

/** The store's words for a query. */
export function pageOf({ limit, cursor }: { limit: number; cursor?: string | undefined }): Page {
  return { limit, cursor: cursor ?? null }
}

/** The same list of other items. */
export async function mapped<From, To>(
  list: Listed<From>,
  change: (item: From) => To | Promise<To>,
): Promise<Listed<To>> {
  return { items: await Promise.all(list.items.map(change)), next: list.next }
}
