import type { Verdict } from "../verdict"

const NOBODY: Verdict = { code: "undeliverable", advice: "switch", to: "channel" }
const STOPPED: Verdict = { code: "opted_out", advice: "stop" }
const LIMITED: Verdict = { code: "limited", advice: "hold" }
const SENDER: Verdict = { code: "unregistered", advice: "hold" }
const LATER: Verdict = { code: "unavailable", advice: "again" }
// The phone is off or out of reach: once more when it may be back.
const AWAY: Verdict = { code: "unreachable", advice: "again", retryAfterSeconds: 300, repeats: 1 }
// Networks refuse some senders at night: in an hour again, until it is morning.
const AT_NIGHT: Verdict = { code: "quiet_hours", advice: "again", retryAfterSeconds: 3600, repeats: 13 }

/** What comes of one recipient, by its status code or its word ("SMS: Sending, response"; "Delivery Reports: failureReason"). */
const VERDICTS: ReadonlyMap<string, Verdict> = new Map(
  (
    [
      [["401", "RiskHold", "UserAccountSuspended"], { code: "suspended", advice: "hold" }],
      [["402", "InvalidSenderId"], SENDER],
      [["403", "InvalidPhoneNumber", "404", "UnsupportedNumberType", "407", "CouldNotRoute"], NOBODY],
      [["UserIsInactive", "UserDoesNotExist", "NotNetworkSubscriber"], NOBODY],
      [["405", "InsufficientBalance"], LIMITED],
      [["406", "UserInBlacklist", "UserInBlackList"], STOPPED],
      [["409", "DoNotDisturbRejection"], AT_NIGHT],
      [["500", "InternalServerError", "501", "GatewayError"], LATER],
      [["502", "RejectedByGateway"], { ...LATER, retryAfterSeconds: 60, repeats: 2 }],
      [["AbsentSubscriber", "Expired"], AWAY],
      // The customer's own credit or subscription, which a message of a premium short code takes.
      [["InsufficientCredit", "UserNotSubscribedToProduct"], { code: "recipient_refused", advice: "stop" }],
      [["InvalidLinkId"], { code: "bad_request", advice: "stop" }],
    ] satisfies [string[], Verdict][]
  ).flatMap(([words, verdict]) => words.map((word): [string, Verdict] => [word, verdict])),
)

/** What a status code or a word of theirs means; null for one that is not known. */
export function africasTalkingVerdict(word: string): Verdict | null {
  return VERDICTS.get(word) ?? null
}
