import { useContext } from "react"
import { Spoken } from "."
import type { MemberSaid, Members } from "./language"

/** The folder of a file of words that was found by its pattern, such as "../../../payments/stripe/words/spanish.ts". */
export function byFolder(files: Readonly<Record<string, MemberSaid>>): Members {
  return Object.fromEntries(
    Object.entries(files).map(([path, said]) => [
      path.replace(/^(\.\.\/)+/, "").replace(/\/words\/\w+\.ts$/, ""),
      said,
    ]),
  )
}

/** What members say of themselves in the language in use; nothing in English, which they say in their definitions. */
export function useMembers(): Members {
  return useContext(Spoken).members
}
