import { type PropsWithChildren, useEffect, useState } from "react"
import { languages, Spoken } from "../words"
import type { Said } from "../words/language"
import { preference } from "./preference"

/** The language that was chosen, or the browser's own where the studio speaks it. */
export const chosenLanguage = preference("language", navigator.language.slice(0, 2))

/** Has everything below it speak the chosen language. */
export function Speaking({ children }: PropsWithChildren) {
  const code = chosenLanguage.use()
  const [spoken, setSpoken] = useState<(Said & { code: string }) | null>(null)
  useEffect(() => {
    const language = languages.find((one) => one.code === code) ?? languages[0]
    let current = true
    language?.load().then((said) => {
      if (!current) return
      document.documentElement.lang = language.code
      setSpoken({ code: language.code, ...said })
    })
    return () => {
      current = false
    }
  }, [code])
  return spoken ? <Spoken value={spoken}>{children}</Spoken> : null
}
