import { normal } from "../core/text/normal"

/** What starts a flow on one channel account. */
export interface Route {
  flow: string
  /** As `normal` writes it; null means any message that starts nothing else. */
  keyword: string | null
}

/** The flow that a whole message names by its keyword. */
export function keywordRoute(routes: readonly Route[], text: string): string | null {
  const keyword = normal(text)
  return keyword === "" ? null : (byKeyword(routes).get(keyword) ?? null)
}

/** The flow that any message starts. */
export function welcomeRoute(routes: readonly Route[]): string | null {
  return byKeyword(routes).get(null) ?? null
}

const indexes = new WeakMap<readonly Route[], ReadonlyMap<string | null, string>>()

/** The flow of each keyword, the first that has it; made once for as long as the routes are the same. */
function byKeyword(routes: readonly Route[]): ReadonlyMap<string | null, string> {
  const known = indexes.get(routes)
  if (known) return known
  const made = new Map(routes.toReversed().map(({ keyword, flow }) => [keyword, flow]))
  indexes.set(routes, made)
  return made
}
