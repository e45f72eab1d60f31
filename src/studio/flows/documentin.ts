import type { Words } from "../words/language"

/** The flow in a file: a document as it is exported, or an answer of the API that holds one. */
export function documentIn(text: string, words: Words["flows"]): { document: object } | { fault: string } {
  try {
    const read: unknown = JSON.parse(text)
    if (!isObject(read)) return { fault: words.notAnObject }
    const { document, draft } = read as { document?: unknown; draft?: unknown }
    return { document: [document, draft].find(isObject) ?? read }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { fault: words.notJson(error.message) }
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
