import { toBase64Url } from "../../platform/encoding"
import { Failure } from "../../platform/failure"
import { fromBase64, sha256Hex } from "../../platform/signature"

/** How long a token is good for: one request, and what a clock may differ by. */
const TOKEN_SECONDS = 900

/**
 * A token of an application, signed with its private key ("Authentication: JSON Web Tokens"). Made anew for each request:
 * that costs less than keeping it. Throws a Failure `unauthorised` when the key is none.
 */
export async function applicationToken(applicationId: string, privateKey: string, at: number): Promise<string> {
  const seconds = Math.floor(at / 1000)
  const jti = (await sha256Hex(`${applicationId}:${at}`)).slice(0, 32)
  const claims = { application_id: applicationId, iat: seconds, exp: seconds + TOKEN_SECONDS, jti }
  const signed = `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}`
  const key = await keyOf(privateKey)
  const signature = await crypto.subtle.sign("RSASSA-PKCS1-v1_5", key, new TextEncoder().encode(signed))
  return `${signed}.${toBase64Url(new Uint8Array(signature))}`
}

function part(value: object): string {
  return toBase64Url(new TextEncoder().encode(JSON.stringify(value)))
}

/** Lines and blanks within do not matter: a form of one line takes them out. */
async function keyOf(pem: string): Promise<CryptoKey> {
  const bytes = fromBase64(pem.replace(/-----(BEGIN|END) PRIVATE KEY-----|\\n|\s/g, ""))
  try {
    const rsa = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }
    if (bytes) return await crypto.subtle.importKey("pkcs8", bytes, rsa, false, ["sign"])
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
  }
  throw new Failure("unauthorised", "The private key is not the one that Vonage gave for the application.", "hold")
}
