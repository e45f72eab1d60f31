import { createContext, useContext } from "react"
import { english } from "./english"
import type { Language, Said, Words } from "./language"

/** The languages that the studio speaks; all but English are loaded when they are chosen. */
export const languages: readonly Language[] = [
  { code: "en", title: "English", load: async () => ({ words: english, members: {} }) },
  { code: "es", title: "Español", load: async () => (await import("./spanish")).spanish },
]

/** The language in use. */
export const Spoken = createContext<Said & { code: string }>({ code: "en", words: english, members: {} })

/** The words of the language in use. */
export function useWords(): Words {
  return useContext(Spoken).words
}

/** The code of the language in use, for dates and numbers. */
export function useLocale(): string {
  return useContext(Spoken).code
}
