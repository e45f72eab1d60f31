import { fromBase64Url } from "../../platform/encoding"
import { Failure } from "../../platform/failure"
import { objectIn, textOf } from "../../platform/reading"
import type { RawRequest } from "../../platform/request"
import { fromHex, isSigned, sha256Hex } from "../../platform/signature"

/** Vonage repeats a webhook for a day; whatever is older is no repeat of theirs. Younger ones are told by their ids. */
const OLDEST_SECONDS = 90_000

/** What two clocks may differ by. */
const AHEAD_SECONDS = 300

/** Who signs: an account of Vonage's, and when the webhook came. */
interface Signer {
  apiKey: string
  secrets: readonly string[]
  /** Milliseconds since 1970. */
  at: number
}

/** The fields of a webhook of the SMS API, and of no other, by name; null when it is none. */
export type Fields = ReadonlyMap<string, string>

/**
 * Proves a webhook of the Messages API: a token in its header names the body's digest ("Signed Webhooks"). Throws a Failure
 * `unauthorised`.
 */
export async function proveToken(request: RawRequest, signer: Signer): Promise<void> {
  const [, head = "", claims = "", signature = ""] =
    /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(request.headers.get("authorization") ?? "") ?? []
  const said = jsonIn(claims)
  const fits =
    // Never what the token says it is signed by: "none" and a public key taken for a secret are old tricks.
    jsonIn(head)?.alg === "HS256" &&
    (await isSignedBy(signer, "SHA-256", `${head}.${claims}`, fromBase64Url(signature))) &&
    said?.iss === "Vonage" &&
    said.payload_hash === (await sha256Hex(request.body)) &&
    (said.api_key === undefined || said.api_key === signer.apiKey) &&
    isRecent(Number(said.iat), signer.at)
  if (!fits) throw forged()
}

/**
 * Proves a webhook of the SMS API: its fields, in order, with `&` and `=` in them as `_` ("Signing Messages"; HMAC only).
 * Throws a Failure `unauthorised`.
 */
export async function proveFields(fields: Fields, signer: Signer): Promise<void> {
  const signature = fromHex((fields.get("sig") ?? "").toLowerCase())
  const signed = [...fields]
    .filter(([name]) => name !== "sig")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `&${name}=${value.replace(/[&=]/g, "_")}`)
    .join("")
  const algorithm = signature?.length === 64 ? "SHA-512" : "SHA-256"
  const fits =
    (await isSignedBy(signer, algorithm, signed, signature)) && isRecent(Number(fields.get("timestamp")), signer.at)
  if (!fits) throw forged()
}

/** The fields of a signed webhook of the SMS API: in a query, a form or an object. Null when there is no signature. */
export function signedFields(request: RawRequest): Fields | null {
  const isForm = (request.headers.get("content-type") ?? "").startsWith("application/x-www-form-urlencoded")
  const text = new TextDecoder().decode(request.body)
  const fields =
    request.method === "GET"
      ? once(new URL(request.url).searchParams)
      : isForm
        ? once(new URLSearchParams(text))
        : namesIn(text)
  return fields?.has("sig") ? fields : null
}

function forged(): Failure {
  return new Failure("unauthorised", "The webhook is not signed with this account's signature secret.", "stop")
}

async function isSignedBy(
  { secrets }: Signer,
  algorithm: "SHA-256" | "SHA-512",
  signed: string,
  signature: Uint8Array | null,
): Promise<boolean> {
  for (const secret of secrets) if (signature && (await isSigned(algorithm, secret, signed, signature))) return true
  return false
}

function isRecent(seconds: number, at: number): boolean {
  const age = at / 1000 - seconds
  return age >= -AHEAD_SECONDS && age <= OLDEST_SECONDS
}

function jsonIn(part: string): Record<string, unknown> | null {
  const bytes = fromBase64Url(part)
  return bytes && objectIn(new TextDecoder().decode(bytes))
}

function namesIn(text: string): Fields | null {
  const value = objectIn(text)
  return value && new Map(Object.entries(value).map(([name, field]) => [name, textOf(field)]))
}

/** Null where a name comes twice: which of them was signed is nobody's to say. */
function once(params: URLSearchParams): Fields | null {
  const fields = new Map(params)
  return fields.size === [...params].length ? fields : null
}
