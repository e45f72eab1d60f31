import type { Sentence } from "../../core/text/sentence"
import { say } from "../sentences"

/** Characters of an answer that a pattern is held against. */
const LONGEST_ANSWER = 200

/** Ways in which a pattern may try to match one answer: what a Worker does in a few milliseconds. */
const MOST_WAYS = 2_000_000

/** Ways of one part of open length, when three of them share an answer between them. */
const OPEN_WAYS = 100

/** What is wrong with a regular expression, for people; null when it is safe to hold against anything that is written. */
export function patternFault(pattern: string): Sentence | null {
  if (pattern.length > 300) return say("patternTooLong")
  try {
    new RegExp(`^(?:${pattern})$`, "u")
  } catch (error) {
    return say("patternUnreadable", { reason: error instanceof Error ? error.message : String(error) })
  }
  return riskOf(pattern)
}

/** Whether the whole text matches. A pattern with a fault, and a text longer than 200 characters, never match. */
export function matchesPattern(pattern: string, text: string): boolean {
  if (text.length > LONGEST_ANSWER || patternFault(pattern) !== null) return false
  return new RegExp(`^(?:${pattern})$`, "u").test(text)
}

/** One token: an escape, a class, a group's beginning, a repetition, or a character. */
const TOKEN = /\\(?:[pPux]\{[^}]*\}|.)|\[(?:\\.|[^\]\\])*\]|\(\?:|\(\?|[*+?]\??|\{(\d+)(,(\d*))?\}\??|./gsu

/** A group under way: the ways through it, and whether it always matches in one way. */
interface Group {
  ways: number
  branches: number
  fixed: boolean
}

/**
 * JavaScript's regular expressions go back over every way to match. The number of ways is multiplied up and bounded;
 * repeating a group that has more than one way is refused, because then the ways grow with the answer's length.
 */
function riskOf(pattern: string): Sentence | null {
  const open: Group[] = [{ ways: 1, branches: 1, fixed: true }]
  let closed: Group | null = null
  for (const match of pattern.matchAll(TOKEN)) {
    const [token, least, range, most] = match
    const group = open.at(-1)
    if (!group) return say("patternBracket")
    const before: Group | null = closed
    closed = null
    if (token === "(" || token === "(?:") open.push({ ways: 1, branches: 1, fixed: true })
    else if (token === "(?") return say("patternLooks")
    else if (/^\\[1-9k]/.test(token)) return say("patternBack")
    else if (token === "|") {
      group.branches += 1
      group.fixed = false
    } else if (token === ")") {
      closed = group
      open.pop()
      const outer = open.at(-1)
      if (!outer) return say("patternBracket")
      outer.ways *= group.ways * group.branches
      outer.fixed &&= group.fixed
    } else if (/^[*+?]/.test(token) || least !== undefined) {
      const once = token.startsWith("?")
      if (before && !before.fixed && !once) return say("patternRepeats")
      if (Number(least ?? 0) > LONGEST_ANSWER || Number(most || 0) > LONGEST_ANSWER)
        return say("patternTooOften", { limit: LONGEST_ANSWER })
      const choices = once ? 2 : least === undefined ? OPEN_WAYS : choicesOf(Number(least), range, most)
      group.ways *= choices
      if (choices > 1) group.fixed = false
    }
    if (group.ways * group.branches > MOST_WAYS) return say("patternTooOpen")
  }
  return null
}

function choicesOf(least: number, range: string | undefined, most: string | undefined): number {
  if (range === undefined) return 1
  return most ? Number(most) - least + 1 : OPEN_WAYS
}
