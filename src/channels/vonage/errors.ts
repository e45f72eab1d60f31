import type { Verdict } from "../verdict"

const LATER: Verdict = { code: "unavailable", advice: "again" }
const SENDER: Verdict = { code: "unregistered", advice: "hold" }
const REQUEST: Verdict = { code: "bad_request", advice: "stop" }

/** Vonage's codes, sorted by what can be done about them ("API Errors: Messages API", "API Errors: generic"). */
const VERDICTS: ReadonlyMap<string, Verdict> = new Map(
  (
    [
      [["1000", "1241"], { code: "rate_limited", advice: "again" }],
      [["1030", "1100", "1230"], LATER],
      // The phone is off, busy or out of reach: once more when it may be back.
      [["1180", "1220"], { code: "unreachable", advice: "again", retryAfterSeconds: 300, repeats: 1 }],
      [
        ["1110", "unauthorized", "invalid-api-key", "invalid-signature", "jwt-expired", "jwt-revoked"],
        { code: "unauthorised", advice: "hold" },
      ],
      [["1060", "account-suspended"], { code: "suspended", advice: "hold" }],
      // No credit, and a trial account's list of numbers.
      [["1070", "1160", "low-balance"], { code: "limited", advice: "hold" }],
      // The sender is not accepted there, or the account is not set up for it.
      [["1080", "1120", "1140", "forbidden", "unprovisioned"], SENDER],
      [["1240"], { code: "opted_out", advice: "stop" }],
      [["1050", "1280"], { code: "recipient_refused", advice: "stop" }],
      // The number is wrong, gone, elsewhere, or cannot have messages.
      [
        ["1040", "1170", "1190", "1200", "1250", "1260", "1290", "1300", "1310"],
        { code: "undeliverable", advice: "switch", to: "channel" },
      ],
      [["1210", "1270"], { code: "content_refused", advice: "stop" }],
      [["1010", "1020", "1021", "1022", "1090", "1130", "1150", "invalid-params"], REQUEST],
    ] satisfies [string[], Verdict][]
  ).flatMap(([codes, verdict]) => codes.map((code): [string, Verdict] => [code, verdict])),
)

/** What a code of Vonage's means; null for one that is not known. */
export function vonageVerdict(code: string): Verdict | null {
  return VERDICTS.get(code) ?? null
}

/** The code in an error of Vonage's: behind the `#` of its type, else its title where that is a number. "" for none. */
export function vonageCode(error: Readonly<Record<string, unknown>>): string {
  const [, behind = ""] = /#\/?([\w-]{1,40})$/.exec(typeof error.type === "string" ? error.type : "") ?? []
  if (behind !== "") return behind
  return /^\d{4}$/.test(String(error.title)) ? String(error.title) : ""
}
