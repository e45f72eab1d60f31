import { fromBase64Url, toBase64Url } from "./encoding"
import { Failure } from "./failure"
import { fromBase64 } from "./signature"

/** As NIST SP 800-38D recommends for GCM. */
const IV_BYTES = 12

const KEY_BYTES = 32

/**
 * Encrypts and authenticates a text with AES-256-GCM as `v1.<key id>.<iv>.<cipher>`. `keys` is the secret `SECRETS_KEY`:
 * `<key id>:<Base64 of 32 bytes>`, then older ones after commas; the first one seals. The context (such as a table and
 * a row) must be given again to open it. Throws a Failure `not_configured` when the keys cannot be read.
 */
export async function seal(keys: string, text: string, context: string): Promise<string> {
  const [first] = keysOf(keys)
  if (!first) throw unreadableKeys()
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const key = await importKey(first.bytes, "encrypt")
  const cipher = await crypto.subtle.encrypt(algorithm(iv, context), key, new TextEncoder().encode(text))
  return `v1.${first.id}.${toBase64Url(iv)}.${toBase64Url(new Uint8Array(cipher))}`
}

/**
 * The text that `seal` was given. Throws a Failure: `not_configured` when the keys cannot be read, `unsealable` when the
 * key it was sealed with is gone, the context is another one, or it was changed.
 */
export async function unseal(keys: string, sealed: string, context: string): Promise<string> {
  const known = keysOf(keys)
  const [version, id, iv, cipher, ...rest] = sealed.split(".")
  const [ivBytes, cipherBytes] = [fromBase64Url(iv ?? ""), fromBase64Url(cipher ?? "")]
  if (version !== "v1" || rest.length > 0 || ivBytes?.length !== IV_BYTES || !cipherBytes)
    throw unsealable("is not in the form this version writes")
  const key = known.find((candidate) => candidate.id === id)
  if (!key) throw unsealable(`was sealed with the key "${id}", which SECRETS_KEY no longer lists`)
  try {
    const bytes = await crypto.subtle.decrypt(
      algorithm(ivBytes, context),
      await importKey(key.bytes, "decrypt"),
      cipherBytes,
    )
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof DOMException && error.name === "OperationError")
      throw unsealable(
        `does not open with the key "${id}": it was changed, or SECRETS_KEY lists another key by that name`,
      )
    throw error
  }
}

/** What is wrong with the secret `SECRETS_KEY`, for people; null when it can be read. */
export function keyFault(keys: string | undefined): string | null {
  try {
    keysOf(keys ?? "")
    return null
  } catch (error) {
    if (error instanceof Failure) return error.message
    throw error
  }
}

function keysOf(keys: string): { id: string; bytes: Uint8Array }[] {
  const read = keys.split(",").map((entry) => {
    const [, id, encoded] = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]{43}=)$/.exec(entry.trim()) ?? []
    const bytes = fromBase64(encoded ?? "")
    if (id === undefined || bytes?.length !== KEY_BYTES) throw unreadableKeys()
    return { id, bytes }
  })
  if (new Set(read.map((key) => key.id)).size < read.length) throw unreadableKeys()
  return read
}

function importKey(bytes: Uint8Array, usage: "encrypt" | "decrypt"): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, [usage])
}

function algorithm(iv: Uint8Array, context: string) {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(context) }
}

function unreadableKeys(): Failure {
  const form = "<key id>:<Base64 of 32 bytes>, each key id once, with commas between keys"
  return new Failure("not_configured", `The secret SECRETS_KEY must be set in the form ${form}.`, "hold")
}

function unsealable(reason: string): Failure {
  return new Failure(
    "unsealable",
    `A stored secret ${reason}. Put that key back into SECRETS_KEY, or enter the account's secrets again.`,
    "hold",
  )
}
