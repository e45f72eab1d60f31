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
  if (keyword === "") return null
  return routes.find((route) => route.keyword === keyword)?.flow ?? null
}

/** The flow that any message starts. */
export function welcomeRoute(routes: readonly Route[]): string | null {
  return routes.find((route) => route.keyword === null)?.flow ?? null
}
