const UNITS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const

/** Seconds as people say them: "1 day, 2 hours". */
export function durationText(seconds: number, locale: string): string {
  let rest = Math.floor(seconds)
  const parts = UNITS.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count === 0) return []
    return [new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count)]
  })
  return new Intl.ListFormat(locale, { type: "unit" }).format(parts)
}
