/**
 * What a caller can do about a failure: `again` try later; `hold` keep what is owed until somebody has mended the account
 * or the deployment, whose fault it is; `switch` take another path to the customer; `stop` give up, since this very
 * message or request will never do.
 */
export type Advice = "again" | "hold" | "switch" | "stop"

/** Another path to a customer: a message that was approved before, or another channel. */
export type Path = "template" | "channel"

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
  /** The path to switch to. */
  readonly to: Path | null
  /** How often `again` makes sense; null where it does for as long as it takes. */
  readonly repeats: number | null

  constructor(
    code: string,
    message: string,
    advice: Advice,
    ambiguous = false,
    retryAfterSeconds: number | null = null,
    { to = null, repeats = null }: { to?: Path | null; repeats?: number | null } = {},
  ) {
    super(message)
    this.code = code
    this.advice = advice
    this.ambiguous = ambiguous
    this.retryAfterSeconds = retryAfterSeconds
    this.to = to
    this.repeats = repeats
  }
}
