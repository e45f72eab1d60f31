import { useCallback } from "react"
import { useWords } from "."

/** Says what nodes, channels and providers call things in the language in use; in English where it has no word for it. */
export type Say = (term: string) => string

/** A way to say terms that stays the same while the language does. */
export function useTerms(): Say {
  const { terms } = useWords()
  return useCallback((term) => (Object.hasOwn(terms, term) ? (terms[term] ?? term) : term), [terms])
}
