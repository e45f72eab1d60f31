import { describe, expect, it } from "vitest"

const sources = import.meta.glob<string>("./*.test.ts", { query: "?raw", import: "default", eager: true })

/** The last number of the list of bad inputs. */
const LAST = 72

/**
 * Where each bad input is proven to be refused or contained: the file of this folder whose tests begin with its number.
 */
const cases: Record<number, string> = {
  ...inFile("forgery", 1, 2, 3, 4, 5, 6, 7, 8, 9, 25),
  ...inFile("envelope", 10, 11, 12, 13, 14, 15, 16),
  ...inFile("messages", 17, 18, 19, 20, 21, 22, 23, 24),
  ...inFile("twilio", 26, 27),
  ...inFile("conversation", 28, 29, 30, 31, 32, 33),
  ...inFile("limits", 34, 35, 36, 37),
  ...inFile("cards", 38, 39),
  ...inFile("export", 40),
  // In the studio: test/browser/studio/guarded.test.ts.
  ...inFile("texts", 41, 42, 43),
  ...inFile("callbacks", 44, 45, 46, 47, 48, 49, 50, 51, 52, 53),
  ...inFile("checkout", 54, 55, 56, 57, 58),
  ...inFile("integration", 59, 60, 61, 62, 63, 64, 65, 66, 68),
  ...inFile("answers", 67),
  // One deployment is one tenant: another's ids are ids that are not there. Sessions, CSRF and signing out:
  // test/http/session.test.ts.
  ...inFile("api", 69, 70, 71),
  // Quotas for each sender and prefix are the zone's firewall's; what a flood costs here is counted.
  ...inFile("flood", 72),
}

function inFile(name: string, ...numbers: number[]): Record<number, string> {
  return Object.fromEntries(numbers.map((number) => [number, `./${name}.test.ts`]))
}

describe("the list of bad inputs", () => {
  it.each(Array.from({ length: LAST }, (_, index) => index + 1))("%i is proven here", (number) => {
    // A title may begin with several numbers, and a table may hold its number apart.
    const title = new RegExp(`["\`](?:\\d+ )*${number}[ "]`)
    expect(sources[cases[number] ?? ""] ?? "").toMatch(title)
  })
})
