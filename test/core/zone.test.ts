import { describe, expect, it } from "vitest"
import { isoTime } from "../../src/core/time"
import { isZone, nextTime, timeAt, wallTime } from "../../src/core/zone"

const at = (iso: string) => Date.parse(iso)
const said = (text: string) => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/[-T:]/).map(Number)
  return { year, month, day, hour, minute }
}

describe("a clock on a wall", () => {
  it.each([
    ["2026-06-01T10:00:00Z", "Africa/Johannesburg", "2026-06-01T12:00"],
    ["2026-06-01T23:30:00Z", "Asia/Kolkata", "2026-06-02T05:00"],
    ["2026-01-01T02:00:00Z", "America/Sao_Paulo", "2025-12-31T23:00"],
    ["2026-01-01T00:00:00Z", "UTC", "2026-01-01T00:00"],
  ])("shows %s in %s as %s, and is read back", (iso, zone, wall) => {
    expect(wallTime(at(iso), zone)).toEqual(said(wall))
    expect(timeAt(said(wall), zone)).toBe(at(iso))
  })

  it.each([
    // Put forward from 02:00 to 03:00: what it skips counts from midnight.
    ["2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00Z"],
    // Put back from 03:00 to 02:00: the first of two.
    ["2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00Z"],
    ["2026-03-08T02:30", "America/New_York", "2026-03-08T07:30:00Z"],
    ["2026-11-01T01:30", "America/New_York", "2026-11-01T05:30:00Z"],
    ["2026-04-05T01:45", "Australia/Lord_Howe", "2026-04-04T14:45:00Z"],
  ])("that shows %s in %s is put forward or back there: %s", (wall, zone, iso) => {
    expect(isoTime(timeAt(said(wall), zone) ?? 0)).toBe(iso)
  })

  it.each(["2026-02-29T10:00", "2026-13-01T10:00", "2026-00-10T10:00"])("never shows %s", (wall) => {
    expect(timeAt(said(wall), "UTC")).toBeNull()
  })

  it("comes to a time of day today, or else tomorrow", () => {
    const nine = { hour: 9, minute: 0 }
    expect(isoTime(nextTime(at("2026-06-01T06:59:00Z"), nine, "Africa/Johannesburg"))).toBe("2026-06-01T07:00:00Z")
    expect(isoTime(nextTime(at("2026-06-01T07:00:00Z"), nine, "Africa/Johannesburg"))).toBe("2026-06-02T07:00:00Z")
    expect(isoTime(nextTime(at("2026-12-31T22:30:00Z"), nine, "Pacific/Auckland"))).toBe("2027-01-01T20:00:00Z")
  })

  it("agrees with itself all year round, in zones of every kind", () => {
    for (const zone of ["Europe/London", "America/St_Johns", "Asia/Kathmandu", "Pacific/Chatham", "Africa/Casablanca"])
      for (let day = 0; day < 366; day++) {
        const time = at("2026-01-01T13:00:00Z") + day * 86_400_000
        expect(timeAt(wallTime(time, zone), zone)).toBe(time)
      }
  })

  it.each([
    ["Africa/Johannesburg", true],
    ["Europe/Atlantis", false],
    ["", false],
  ])("knows whether %j is a zone: %s", (zone, known) => {
    expect(isZone(zone)).toBe(known)
  })
})
