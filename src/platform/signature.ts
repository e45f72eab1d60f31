import { Failure } from "./failure"

export type HmacAlgorithm = "SHA-1" | "SHA-256" | "SHA-512"

/** The HMAC of the data (text as UTF-8). Throws a Failure `not_configured` when the key is empty. */
export async function hmac(algorithm: HmacAlgorithm, key: string, data: Uint8Array | string): Promise<Uint8Array> {
  const known = keys.get(nameOf(algorithm, key)) ?? (await hmacKey(algorithm, key))
  return new Uint8Array(await crypto.subtle.sign("HMAC", known, bytesOf(data)))
}

/**
 * Whether the signature is the data's HMAC, compared in constant time. Throws a Failure `not_configured` when the key is
 * empty: a missing secret must never mean that everything is accepted.
 */
export async function isSigned(
  algorithm: HmacAlgorithm,
  key: string,
  data: Uint8Array | string,
  signature: Uint8Array,
): Promise<boolean> {
  const known = keys.get(nameOf(algorithm, key)) ?? (await hmacKey(algorithm, key))
  return crypto.subtle.verify("HMAC", known, signature, bytesOf(data))
}

/** Whether two secrets are the same, in a time that tells nothing of where they differ: their digests are compared. */
export async function equal(a: string, b: string): Promise<boolean> {
  const [left, right] = await Promise.all([sha256(a), sha256(b)])
  let difference = 0
  for (const [index, byte] of left.entries()) difference |= byte ^ (right[index] ?? 0)
  return difference === 0
}

/** SHA-256 as 64 lower-case hex digits; text is taken as UTF-8. */
export async function sha256Hex(data: Uint8Array | string): Promise<string> {
  return toHex(await sha256(data))
}

/** Lower-case hex digits. */
export function toHex(bytes: WithHex): string {
  if (bytes.toHex) return bytes.toHex()
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}

/** The bytes of lower-case hex digits; null for anything else, so that a signature has exactly one spelling. */
export function fromHex(text: string): Uint8Array | null {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) return null
  if (ofHex.fromHex) return ofHex.fromHex(text)
  return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(index * 2, index * 2 + 2), 16),
  )
}

/** What runtimes have by themselves lately (ECMAScript 2026), faster by far. */
type WithHex = Uint8Array & { toHex?(): string }
type WithBase64 = Uint8Array & { toBase64?(): string }
const ofHex: typeof Uint8Array & { fromHex?(text: string): Uint8Array } = Uint8Array

/** Base64 of the standard alphabet, padded. */
export function toBase64(bytes: WithBase64): string {
  if (bytes.toBase64) return bytes.toBase64()
  let binary = ""
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** The bytes of padded standard Base64; null for anything else, other spellings of the same bytes included. */
export function fromBase64(text: string): Uint8Array | null {
  // atob forgives blanks, missing padding and unused bits: writing the bytes back shows what it forgave.
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null
  try {
    const binary = atob(text)
    const bytes = new Uint8Array(binary.length)
    for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index)
    return btoa(binary) === text ? bytes : null
  } catch (error) {
    if (error instanceof DOMException) return null
    throw error
  }
}

/** Keys by algorithm and secret: importing one takes as long as using it. Never one of an empty secret. */
const keys = new Map<string, CryptoKey>()

/** Far more secrets than the accounts of one isolate have; the oldest goes first. */
const MAX_KEYS = 200

function nameOf(algorithm: HmacAlgorithm, key: string): string {
  return `${algorithm} ${key}`
}

async function hmacKey(algorithm: HmacAlgorithm, key: string): Promise<CryptoKey> {
  if (key === "") throw new Failure("not_configured", "The signing secret is empty: fill it in.", "hold")
  const kind = { name: "HMAC", hash: algorithm }
  const made = await crypto.subtle.importKey("raw", bytesOf(key), kind, false, ["sign", "verify"])
  if (keys.size >= MAX_KEYS) keys.delete(keys.keys().next().value ?? "")
  keys.set(nameOf(algorithm, key), made)
  return made
}

async function sha256(data: Uint8Array | string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytesOf(data)))
}

function bytesOf(data: Uint8Array | string): Uint8Array {
  return typeof data === "string" ? new TextEncoder().encode(data) : data
}
