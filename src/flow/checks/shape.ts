import type { Sentence } from "../../core/text/sentence"
import { say } from "../sentences"

/** Characters of all texts together: a version must stay a row of the database. */
const MOST_CHARACTERS = 1_000_000

const MOST_VALUES = 100_000

/** Lists and objects within one another. */
const DEEPEST = 50

/** Why a value is no document at all; null when it may be one. Never recurses and stops at the first limit. */
export function shapeFault(document: unknown): Sentence | null {
  if (typeof document !== "object" || document === null || Array.isArray(document)) return say("noDocument")
  const open: { value: unknown; depth: number }[] = [{ value: document, depth: 1 }]
  let characters = 0
  let values = 0
  for (let item = open.pop(); item; item = open.pop()) {
    const { value, depth } = item
    values++
    if (typeof value === "string") characters += value.length
    if (values > MOST_VALUES || characters > MOST_CHARACTERS) return say("tooLarge")
    if (value === null || value === undefined || typeof value === "boolean" || typeof value === "string") continue
    if (typeof value === "number" && Number.isFinite(value)) continue
    if (typeof value !== "object") return say("notJson")
    if (depth > DEEPEST) return say("tooDeep", { limit: DEEPEST })
    if (Array.isArray(value) && value.length > MOST_VALUES) return say("tooLarge")
    for (const [name, child] of Object.entries(value)) {
      if (name === "__proto__") return say("prototype")
      characters += name.length
      open.push({ value: child, depth: depth + 1 })
    }
  }
  return null
}
