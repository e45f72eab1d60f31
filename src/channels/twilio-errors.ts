import type { Verdict } from "./refusal"

/** Twilio's error codes, sorted by what can be done about them ("Error and Warning Dictionary"). */
const VERDICTS: ReadonlyMap<number, Verdict> = new Map(
  (
    [
      [[20429, 30001], { code: "rate_limited", advice: "again" }],
      [[30008], { code: "unavailable", advice: "again" }],
      [[20003, 20005, 20006], { code: "channel_down", advice: "stop" }],
      [[21610], { code: "opted_out", advice: "stop" }],
      [[30004], { code: "recipient_refused", advice: "stop" }],
      [[21211, 21408, 21614, 30003, 30005, 30006], { code: "undeliverable", advice: "switch" }],
      // The carrier or its registry refuses the words or the sender, not the person.
      [[30007, 30032, 30034, 30490], { code: "content_refused", advice: "switch" }],
      [[63016], { code: "window_closed", advice: "switch" }],
      [[21617], { code: "bad_request", advice: "stop" }],
    ] satisfies [number[], Verdict][]
  ).flatMap(([codes, verdict]) => codes.map((code): [number, Verdict] => [code, verdict])),
)

/** What a code of Twilio's means; null for one that is not known. */
export function twilioVerdict(code: number): Verdict | null {
  return VERDICTS.get(code) ?? null
}
