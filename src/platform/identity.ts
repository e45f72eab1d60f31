import { toBase32 } from "../core/order/number"
import { toBase64Url } from "./encoding"
import { Failure } from "./failure"
import { equal, hmac, sha256Hex } from "./signature"

/** 100 bits, five a character: nobody guesses one, and a link with it still fits one SMS. */
const CHARACTERS = 20

/** Less than this can be found by trying every telephone number against every key. */
const MIN_KEY_LENGTH = 32

/**
 * The name of the conversation with an address (a phone number or a channel's own id), the same one each time and
 * telling nothing of it. An address that changed hands names another with each `generation`. `key` is the secret `HASH_KEY`; every function here throws a Failure `not_configured` for a
 * short one.
 */
export async function conversationName(
  key: string,
  channel: string,
  account: string,
  address: string,
  generation = 0,
): Promise<string> {
  const parts = [channel, account, address, ...(generation === 0 ? [] : [String(generation)])]
  return `c1.${toBase64Url(await keyed(key, "conversation", parts))}`
}

/** The opaque id of the order that an effect opens: 20 lower-case base 32 characters. */
export async function orderId(key: string, effectKey: string): Promise<string> {
  return short(await keyed(key, "order", [effectKey]))
}

/** The secret part of the customer's link, made anew whenever it is needed: 20 lower-case base 32 characters. */
export async function linkId(key: string, order: string): Promise<string> {
  return short(await keyed(key, "link", [order]))
}

/** What is stored of a link: enough to find its order, not enough to open it. */
export function linkHash(link: string): Promise<string> {
  return sha256Hex(link)
}

/**
 * What makes the address at which a service calls an account unguessable, where nothing else proves who calls: 20 lower-case
 * base 32 characters. Another `revision` is another address.
 */
export async function addressProof(
  key: string,
  kind: "webhook" | "callback",
  account: string,
  revision: number,
): Promise<string> {
  return short(await keyed(key, kind, [account, String(revision)]))
}

/** The name of an address at which one wait of one run is answered, which nobody can make who does not know the key. */
export async function hookName(key: string, run: string, node: string, visit: number): Promise<string> {
  return `${run}.${node}.${visit}.${short(await keyed(key, "hook", [run, node, String(visit)]))}`
}

/** The wait that such a name is for; null where it was not made here. */
export async function readHookName(
  key: string,
  name: string,
): Promise<{ conversation: string; run: string; node: string; visit: number } | null> {
  const [, run = "", conversation = "", node = "", digits = ""] = HOOK.exec(name) ?? []
  const visit = Number(digits)
  if (run === "" || !(await equal(name, await hookName(key, run, node, visit)))) return null
  return { conversation, run, node, visit }
}

/** Run, node, visit, proof. */
const HOOK = /^((c1\.[\w-]{43})\.\d{1,9})\.([\w-]{1,40})\.(\d{1,9})\.[0-9a-z]{20}$/

/** What a page made at that time puts into its form, which nobody can make who was not shown it. `at` is milliseconds since 1970. */
export async function formProof(key: string, link: string, at: number): Promise<string> {
  return `${at}.${short(await keyed(key, "form", [link, String(at)]))}`
}

/** A fresh id for something that an operator makes: 16 lower-case letters and digits, not a secret. */
export function newId(): string {
  return toBase32(crypto.getRandomValues(new Uint8Array(10))).toLowerCase()
}

function keyed(key: string, domain: string, parts: string[]): Promise<Uint8Array> {
  if (key.length < MIN_KEY_LENGTH) {
    const message = `The secret HASH_KEY must be set to at least ${MIN_KEY_LENGTH} random characters, and never change.`
    throw new Failure("not_configured", message, "hold")
  }
  // As JSON no two lists of parts read the same, wherever their separators stand.
  return hmac("SHA-256", key, `paythread:${domain}:${JSON.stringify(parts)}`)
}

function short(bytes: Uint8Array): string {
  return toBase32(bytes).slice(0, CHARACTERS).toLowerCase()
}
