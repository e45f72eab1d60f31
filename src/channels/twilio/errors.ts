import type { Verdict } from "../verdict"

/** Twilio's error codes, sorted by what can be done about them ("Error and Warning Dictionary"). */
const VERDICTS: ReadonlyMap<number, Verdict> = new Map(
  (
    [
      // Queues that are full and rates that are exceeded; 63018 and 30410 are the provider behind Twilio.
      [[14107, 20429, 21611, 30001, 30017, 63018], { code: "rate_limited", advice: "again" }],
      [[30022, 30026], { code: "rate_limited", advice: "again", retryAfterSeconds: 60 }],
      [[30410], { code: "unavailable", advice: "again" }],
      // Unknown to the carrier too, and each try is charged.
      [[30008], { code: "unavailable", advice: "again", retryAfterSeconds: 60, repeats: 2 }],
      // The phone is off or out of reach: once more when it may be back.
      [[30003], { code: "unreachable", advice: "again", retryAfterSeconds: 300, repeats: 1 }],
      [[20003, 20006], { code: "unauthorised", advice: "hold" }],
      [[20005, 30002], { code: "suspended", advice: "hold" }],
      // Daily caps of US carriers, and a trial account's list of numbers.
      [[21608, 30023, 30027], { code: "limited", advice: "hold" }],
      // The sender is not the account's, not set up for the carrier, or not registered with it.
      [[21212, 21606, 21703, 21704, 21705, 30024, 30032, 30034, 30035], { code: "unregistered", advice: "hold" }],
      [[21610], { code: "opted_out", advice: "stop" }],
      [[30004], { code: "recipient_refused", advice: "stop" }],
      // The number is wrong, a landline, too slow to be reached in time, or nobody's.
      [
        [21211, 21408, 21612, 21614, 21635, 30005, 30006, 30011, 30036],
        { code: "undeliverable", advice: "switch", to: "channel" },
      ],
      // The carrier refuses the words: they would be refused again, and the sender is thought the worse of for it.
      [[30007, 30490], { code: "content_refused", advice: "stop" }],
      [[63016], { code: "window_closed", advice: "switch", to: "template" }],
      [[21617], { code: "bad_request", advice: "stop" }],
    ] satisfies [number[], Verdict][]
  ).flatMap(([codes, verdict]) => codes.map((code): [number, Verdict] => [code, verdict])),
)

/** What a code of Twilio's means; null for one that is not known. */
export function twilioVerdict(code: number): Verdict | null {
  return VERDICTS.get(code) ?? null
}
