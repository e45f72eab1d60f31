import { fromBase64Url, toBase64Url } from "../../platform/encoding"
import { hmac, isSigned, sha256Hex } from "../../platform/signature"
import { database } from "../../store/database"
import { spend } from "../../store/settings/signins"

type Keys = Pick<Env, "HASH_KEY" | "API_TOKEN">

const HOUR = 3_600_000

const NONCE_BYTES = 16

/**
 * A word that signs in once, within an hour, as who holds API_TOKEN: for whoever starts the deployment and so has its
 * keys. It belongs behind the # of an address, which no server and no log sees.
 */
export async function newSignInWord(keys: Keys, now: number): Promise<string> {
  const nonce = toBase64Url(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)))
  const text = `${now + HOUR}.${nonce}`
  return `${text}.${toBase64Url(await hmac("SHA-256", keys.HASH_KEY, await signed(keys, text)))}`
}

/** Spends such a word. False when it is nobody's, older than an hour, or spent. */
export async function redeem(env: Env, word: string, now: number): Promise<boolean> {
  const [, text = "", until = "", nonce = "", signature = ""] =
    /^((\d{1,15})\.([\w-]{1,32}))\.([\w-]{1,64})$/.exec(word) ?? []
  const bytes = fromBase64Url(signature)
  const left = Number(until) - now
  if (!bytes || !(left > 0 && left <= HOUR)) return false
  if (!(await isSigned("SHA-256", env.HASH_KEY, await signed(env, text), bytes))) return false
  return spend(database(env.DB), nonce, { at: now, old: now - HOUR })
}

/** It ends with the token it stands for. */
async function signed({ API_TOKEN }: Keys, text: string): Promise<string> {
  return `paythread:signin:${JSON.stringify([await sha256Hex(API_TOKEN), text])}`
}
