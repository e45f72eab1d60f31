import { JSONPathEnvironment, JSONPathError } from "json-p3"
import type { Json } from "../../core/json"
import type { Sentence } from "../../core/text/sentence"
import { say } from "../sentences"

/** What is wrong with a JSONPath (RFC 9535), for people; null when nothing is. */
export function pathFault(path: string): Sentence | null {
  if (path.length > 200) return say("pathTooLong")
  // Each of these multiplies the work; match() and search(), whose patterns could take forever, need a comma.
  const bare = path.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '""')
  if (/,/.test(bare) || count(bare, /\.\./g) > 1 || count(bare, /\?/g) > 1 || count(bare, /\$/g) > 1)
    return say("pathTooRich")
  try {
    environment.compile(path)
    return null
  } catch (error) {
    if (error instanceof JSONPathError) return say("pathUnreadable", { reason: error.message })
    throw error
  }
}

/**
 * What a JSONPath finds: the value itself for a path that names one place, else a list of at most 100. Undefined when it
 * finds nothing, has a fault, or the data is too deep for it.
 */
export function pick(path: string, value: Json): Json | undefined {
  if (pathFault(path) !== null) return undefined
  try {
    const query = environment.compile(path)
    if (query.singularQuery()) return query.match(value)?.value as Json | undefined
    const found: Json[] = []
    for (const node of query.lazyQuery(value)) {
      found.push(node.value as Json)
      if (found.length === MOST_FOUND) break
    }
    return found.length === 0 ? undefined : found
  } catch (error) {
    if (error instanceof JSONPathError) return undefined
    throw error
  }
}

const MOST_FOUND = 100

const environment = new JSONPathEnvironment({ maxRecursionDepth: 64 })

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0
}
