import { kept } from "./kept"
import { dayOf } from "./time"

/** A day and a time of it, as a clock on a wall shows them. */
interface WallTime {
  year: number
  month: number
  day: number
  hour: number
  minute: number
}

const DAY = 86_400_000

/** Whether there is such a time zone, such as "Africa/Johannesburg". */
export function isZone(zone: string): boolean {
  try {
    return clockOf(zone).resolvedOptions().timeZone !== ""
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** What a clock in that zone shows at a time in milliseconds since 1970. */
export function wallTime(at: number, zone: string): WallTime {
  const parts = Object.fromEntries(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts
  return { year, month, day, hour, minute }
}

/**
 * When a clock in that zone shows that, in milliseconds since 1970: the first of two times where it is put back, and as long
 * after midnight as it says where it is put forward over it. Null for a day that there is not.
 */
export function timeAt(wall: WallTime, zone: string): number | null {
  const { year, month, day, hour, minute } = wall
  const days = daysTo(year, month, day)
  const real = dayOf(days * DAY)
  if (real.year !== year || real.month !== month || real.day !== day) return null
  const asUtc = days * DAY + (hour * 60 + minute) * 60_000
  const [before = 0, after = 0] = [asUtc - DAY, asUtc + DAY].map((near) => asUtc - offsetOf(near, zone))
  const times = [before, after].filter((at) => at + offsetOf(at, zone) === asUtc)
  return times.length === 0 ? before : Math.min(...times)
}

/** When a clock in that zone next shows that time of day, after a time in milliseconds since 1970. */
export function nextTime(at: number, { hour, minute }: Pick<WallTime, "hour" | "minute">, zone: string): number {
  const { year, month, day } = wallTime(at, zone)
  const today = daysTo(year, month, day)
  for (let days = today; ; days++) {
    const found = timeAt({ ...dayOf(days * DAY), hour, minute }, zone)
    if (found !== null && found > at) return found
  }
}

/** Days since 1970. By arithmetic (Howard Hinnant, days_from_civil), as `dayOf` is. */
function daysTo(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** By how much the zone's clock is ahead of UTC at that time, in milliseconds. */
function offsetOf(at: number, zone: string): number {
  const { year, month, day, hour, minute } = wallTime(at, zone)
  const shown = daysTo(year, month, day) * DAY + (hour * 60 + minute) * 60_000
  return shown - Math.floor(at / 60_000) * 60_000
}

const clockOf = kept(
  200,
  (zone: string) =>
    new Intl.DateTimeFormat("en-US", {
      ...{ timeZone: zone, calendar: "gregory", numberingSystem: "latn", hourCycle: "h23" },
      ...{ year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" },
    }),
)
