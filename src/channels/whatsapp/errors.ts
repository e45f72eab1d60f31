import type { Verdict } from "../verdict"

/** The Cloud API's error codes, sorted by what can be done about them ("Error codes", Graph API v26.0). */
const VERDICTS: ReadonlyMap<number, Verdict> = new Map(
  (
    [
      [[1, 131000], { code: "unavailable", advice: "again", ambiguous: true }],
      [[2, 131016, 133004], { code: "unavailable", advice: "again" }],
      [[131057], { code: "unavailable", advice: "again", retryAfterSeconds: 60 }],
      // The file behind the link could not be fetched: by and by that is the message's own fault.
      [[131053], { code: "media_unavailable", advice: "again", repeats: 6 }],
      [[4, 80007, 80008, 130429], { code: "rate_limited", advice: "again" }],
      // One message in six seconds to the same person.
      [[131056], { code: "rate_limited", advice: "again", retryAfterSeconds: 6 }],
      [[0, 3, 10, 190, 131005], { code: "unauthorised", advice: "hold" }],
      [[368, 131031, 134011], { code: "suspended", advice: "hold" }],
      [[131042, 131044], { code: "unpaid", advice: "hold" }],
      [[131048, 131064], { code: "limited", advice: "hold" }],
      // The number is gone, in maintenance, not registered, or its name is not approved.
      [[33, 131037, 131045, 133010, 2494100], { code: "unregistered", advice: "hold" }],
      [[131047], { code: "window_closed", advice: "switch", to: "template" }],
      [[131026, 131030], { code: "undeliverable", advice: "switch", to: "channel" }],
      [[131062], { code: "needs_phone", advice: "switch", to: "channel" }],
      [
        [132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132068, 132069],
        { code: "template_refused", advice: "stop" },
      ],
      [[130472, 130497, 131021, 131049, 131050, 131051], { code: "recipient_refused", advice: "stop" }],
      [[100, 131008, 131009, 135000], { code: "bad_request", advice: "stop" }],
    ] satisfies [number[], Verdict][]
  ).flatMap(([codes, verdict]) => codes.map((code): [number, Verdict] => [code, verdict])),
)

/** 100 with it is said of the phone number ID: it does not exist, or the token may not use it. */
const NO_SUCH_OBJECT = 33

/** What a code of the Cloud API means; null for one that is not known. */
export function whatsappVerdict(code: number, subcode: unknown = null): Verdict | null {
  if (code >= 200 && code <= 299) return { code: "unauthorised", advice: "hold" }
  if (code === 100 && subcode === NO_SUCH_OBJECT) return { code: "unregistered", advice: "hold" }
  return VERDICTS.get(code) ?? null
}
