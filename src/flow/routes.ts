/** What starts a flow on one channel account. */
export interface Route {
  flow: string
  /** As `normalKeyword` writes it; null means any message that starts nothing else. */
  keyword: string | null
}

/** The form in which keywords are compared: case, accents, outer spaces and punctuation do not matter. */
export function normalKeyword(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, "")
    .replace(/\s+/g, " ")
}

/** The flow that a whole message names by its keyword. */
export function keywordRoute(routes: readonly Route[], text: string): string | null {
  const keyword = normalKeyword(text)
  if (keyword === "") return null
  return routes.find((route) => route.keyword === keyword)?.flow ?? null
}

/** The flow that any message starts. */
export function welcomeRoute(routes: readonly Route[]): string | null {
  return routes.find((route) => route.keyword === null)?.flow ?? null
}
