/**
 * The UTC day of a time in milliseconds since 1970. By arithmetic (Howard Hinnant, civil_from_days), so that the core
 * needs no `Date`, which is also a clock.
 */
export function dayOf(at: number): { year: number; month: number; day: number } {
  const days = Math.floor(at / 86_400_000) + 719_468
  const era = Math.floor(days / 146_097)
  const dayOfEra = days - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  }
}

/** The time as ISO 8601 in UTC, to the second. `at` is milliseconds since 1970. */
export function isoTime(at: number): string {
  const { year, month, day } = dayOf(at)
  const seconds = Math.floor(at / 1000) - Math.floor(at / 86_400_000) * 86_400
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(":")
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${time}Z`
}

function two(part: number): string {
  return String(part).padStart(2, "0")
}
