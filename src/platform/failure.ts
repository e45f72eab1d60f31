/**
 * What a caller can do about a failure: `again` try later, `stop` give up, `switch` take another path to the customer
 * (another kind of message, another channel), `hold` wait until somebody has mended the account: all that is asked of it
 * fails until then.
 */
export type Advice = "again" | "stop" | "switch" | "hold"

/** Something outside said no, or said nothing. The message is for people and never carries a secret. */
export class Failure extends Error {
  override readonly name = "Failure"
  /** A stable word for logs and tests, such as `unauthorised` or `window_closed`. */
  readonly code: string
  readonly advice: Advice
  /** The request may have been carried out all the same: nobody answered in time. */
  readonly ambiguous: boolean
  /** When to try again at the earliest, where the other side said so. */
  readonly retryAfterSeconds: number | null

  constructor(
    code: string,
    message: string,
    advice: Advice,
    ambiguous = false,
    retryAfterSeconds: number | null = null,
  ) {
    super(message)
    this.code = code
    this.advice = advice
    this.ambiguous = ambiguous
    this.retryAfterSeconds = retryAfterSeconds
  }
}
