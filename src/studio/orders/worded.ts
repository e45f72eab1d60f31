/** The word for something the server names; what a newer server names otherwise is shown as it stands. */
export function worded(words: Record<string, string>, name: string): string {
  return Object.hasOwn(words, name) ? (words[name] ?? name) : name
}
