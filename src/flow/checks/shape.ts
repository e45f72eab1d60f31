/** Characters of all texts together: a version must stay a row of the database. */
const MOST_CHARACTERS = 1_000_000

const MOST_VALUES = 100_000

/** Lists and objects within one another. */
const DEEPEST = 50

/** Why a value is no document at all, for people; null when it may be one. Never recurses and stops at the first limit. */
export function shapeFault(document: unknown): string | null {
  if (typeof document !== "object" || document === null || Array.isArray(document))
    return "A flow is a JSON object: import the file that the export wrote."
  const open: { value: unknown; depth: number }[] = [{ value: document, depth: 1 }]
  let characters = 0
  let values = 0
  for (let item = open.pop(); item; item = open.pop()) {
    const { value, depth } = item
    values++
    if (typeof value === "string") characters += value.length
    if (values > MOST_VALUES || characters > MOST_CHARACTERS)
      return "The flow is larger than a million characters: split it into several."
    if (value === null || value === undefined || typeof value === "boolean" || typeof value === "string") continue
    if (typeof value === "number" && Number.isFinite(value)) continue
    if (typeof value !== "object") return "The flow has something in it that is not JSON."
    if (depth > DEEPEST) return `The flow is nested more than ${DEEPEST} deep.`
    if (Array.isArray(value) && value.length > MOST_VALUES)
      return "The flow is larger than a million characters: split it into several."
    for (const [name, child] of Object.entries(value)) {
      if (name === "__proto__") return `The flow uses the name "__proto__": no flow can.`
      characters += name.length
      open.push({ value: child, depth: depth + 1 })
    }
  }
  return null
}
