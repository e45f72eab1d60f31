/** An opened `{{` before the caret, with what was typed since. */
const OPENED = /\{\{\s*([A-Za-z0-9_.]*)$/

/** The variables that fit what was typed after `{{` before the caret; none when nothing is open there. */
export function offered(text: string, caret: number, variables: readonly string[]): string[] {
  const typed = OPENED.exec(text.slice(0, caret))?.[1]
  if (typed === undefined) return []
  const wanted = typed.toLowerCase()
  return variables.filter((name) => name.toLowerCase().startsWith(wanted)).slice(0, 50)
}

/** The text with the variable in place of what was typed, its braces closed, and where the caret then stands. */
export function inserted(text: string, caret: number, variable: string): { text: string; caret: number } {
  const before = text.slice(0, caret).replace(OPENED, "")
  const after = text.slice(caret).replace(/^\s*\}\}/, "")
  const written = `${before}{{ ${variable} }}`
  return { text: written + after, caret: written.length }
}
