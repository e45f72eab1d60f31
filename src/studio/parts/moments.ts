import { useMemo } from "react"
import { useLocale } from "../words"

/** Writes times, in milliseconds since 1970, as the chosen language does, in this device's time zone. */
export function useMoments(): (at: number) => string {
  const locale = useLocale()
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" })
    return (at) => format.format(at)
  }, [locale])
}
