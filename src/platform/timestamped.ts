import { Failure } from "./failure"
import { equal, hmac, toHex } from "./signature"

/** How far a signature's time may be from ours. Stripe's own libraries bound only its age, not the future. */
const TOLERANCE_SECONDS = 300

/**
 * Resolves only when the header, written `t=<seconds>,v1=<hex>[,v1=<hex>]`, signs `<t>.<body>` with one of the secrets
 * (each used as it is written). Other schemes count for nothing. `at` is milliseconds since 1970. Throws a Failure
 * `unauthorised`.
 */
export async function verifyTimestamped(
  header: string | null,
  secrets: readonly string[],
  body: Uint8Array,
  at: number,
): Promise<void> {
  const { seconds, signatures } = parse(header ?? "")
  const age = Math.floor(at / 1000) - seconds
  // Written so that a time which is no number is refused as well.
  if (!(Math.abs(age) <= TOLERANCE_SECONDS))
    throw unauthorised("The callback's signature is missing, too old or too new.")
  for (const secret of secrets) {
    // One digest a secret, however many signatures a forger lists: the body may be megabytes.
    const expected = toHex(await hmac("SHA-256", secret, concat(`${seconds}.`, body)))
    for (const signature of signatures) if (await equal(signature, expected)) return
  }
  throw unauthorised("The callback is not signed with this account's secret.")
}

function parse(header: string): { seconds: number; signatures: string[] } {
  let seconds = Number.NaN
  const signatures: string[] = []
  for (const item of header.split(",")) {
    const [name, value = ""] = item.split("=")
    if (name === "t") seconds = Number.parseInt(value, 10)
    if (name === "v1") signatures.push(value)
  }
  return { seconds, signatures }
}

function concat(prefix: string, body: Uint8Array): Uint8Array {
  const head = new TextEncoder().encode(prefix)
  const whole = new Uint8Array(head.length + body.length)
  whole.set(head)
  whole.set(body, head.length)
  return whole
}

function unauthorised(message: string): Failure {
  return new Failure("unauthorised", message, "stop")
}
