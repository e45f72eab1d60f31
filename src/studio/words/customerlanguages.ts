import { languageCodes } from "../../core/languages"
import { useLocale } from "."

/** The languages that customers can be spoken to in, as choices of a list, each called by its name in the language in use. */
export function useCustomerLanguages(): { value: string; label: string }[] {
  const locale = useLocale()
  const names = new Intl.DisplayNames(locale, { type: "language" })
  return languageCodes.map((code) => {
    const name = names.of(code) ?? code
    return { value: code, label: name.charAt(0).toLocaleUpperCase(locale) + name.slice(1) }
  })
}
