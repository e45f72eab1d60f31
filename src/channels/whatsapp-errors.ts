import type { Verdict } from "./refusal"

/** The Cloud API's error codes, sorted by what can be done about them ("Error codes", Graph API v26.0). */
const VERDICTS: ReadonlyMap<number, Verdict> = new Map(
  (
    [
      [[1, 131000], { code: "unavailable", advice: "again", ambiguous: true }],
      [[2, 131016, 133004], { code: "unavailable", advice: "again" }],
      [[131057], { code: "unavailable", advice: "again", retryAfterSeconds: 60 }],
      [[131053], { code: "media_unavailable", advice: "again" }],
      [[4, 80007, 130429], { code: "rate_limited", advice: "again" }],
      // One message in six seconds to the same person.
      [[131056], { code: "rate_limited", advice: "again", retryAfterSeconds: 6 }],
      [
        [0, 3, 10, 190, 368, 131005, 131031, 131037, 131042, 131045, 131048, 133010, 134011],
        { code: "channel_down", advice: "stop" },
      ],
      [[131047], { code: "window_closed", advice: "switch" }],
      [[131026, 131030], { code: "undeliverable", advice: "switch" }],
      [[131062], { code: "needs_phone", advice: "switch" }],
      [
        [132000, 132001, 132005, 132007, 132012, 132015, 132016, 132068, 132069],
        { code: "template_refused", advice: "switch" },
      ],
      [[130472, 130497, 131021, 131049, 131050, 131051], { code: "recipient_refused", advice: "stop" }],
      [[33, 100, 131008, 131009, 135000], { code: "bad_request", advice: "stop" }],
    ] satisfies [number[], Verdict][]
  ).flatMap(([codes, verdict]) => codes.map((code): [number, Verdict] => [code, verdict])),
)

/** What a code of the Cloud API means; null for one that is not known. */
export function whatsappVerdict(code: number): Verdict | null {
  if (code >= 200 && code <= 299) return { code: "channel_down", advice: "stop" }
  return VERDICTS.get(code) ?? null
}
