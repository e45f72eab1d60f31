import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hash,
  type KeyObject,
  sign,
  verify,
} from "node:crypto"
import type { Clock, Timer } from "./clock"

let current: Clock | null = null

let chance: () => number = () => 0

/** Makes this clock the one that Date.now and setTimeout mean, and this chance the one that Math.random means. */
export function setClock(clock: Clock, random: () => number): void {
  current = clock
  chance = random
}

/**
 * Takes real time and real threads out of the process: without them the same seed gives the same run. Signatures are
 * computed by the same algorithms, in place rather than on a pool of threads.
 */
export function makeStill(say: (line: string) => void): void {
  Date.now = () => current?.now ?? 0
  Math.random = () => chance()
  const timers = new Map<number, Timer>()
  let ids = 0
  const setTimer = (deed: () => void, milliseconds = 0): number => {
    const id = ++ids
    const timer = current?.after(milliseconds, () => {
      timers.delete(id)
      deed()
    })
    if (timer) timers.set(id, timer)
    return id
  }
  const clearTimer = (id: number) => {
    const timer = timers.get(id)
    if (timer) timer.deed = null
    timers.delete(id)
  }
  Object.assign(globalThis, { setTimeout: setTimer, clearTimeout: clearTimer })
  Object.assign(console, { log: say })
  Object.defineProperty(crypto, "subtle", { value: subtle, configurable: true })
}

type Bytes = ArrayBuffer | Uint8Array

interface Key {
  key: KeyObject
  hash: string
}

interface Sealing {
  iv: Uint8Array
  additionalData: Uint8Array
}

/** Of GCM, behind what it sealed. */
const TAG_BYTES = 16

const subtle = {
  importKey: async (format: string, key: Bytes, use: string | { hash: string }): Promise<Key> => ({
    key: kept(format, key),
    hash: typeof use === "string" ? "" : use.hash,
  }),
  sign: async (name: string, { key, hash }: Key, data: Bytes) =>
    exact(name === "HMAC" ? digest({ key, hash }, data) : sign(nameOf(hash), viewOf(data), key)),
  verify: async (name: string, { key, hash }: Key, signature: Bytes, data: Bytes) =>
    name === "HMAC"
      ? digest({ key, hash }, data).equals(viewOf(signature))
      : verify(nameOf(hash), viewOf(data), key, viewOf(signature)),
  encrypt: async ({ iv, additionalData }: Sealing, { key }: Key, data: Bytes) => {
    const cipher = createCipheriv("aes-256-gcm", key, iv)
    cipher.setAAD(additionalData)
    return exact(Buffer.concat([cipher.update(viewOf(data)), cipher.final(), cipher.getAuthTag()]))
  },
  decrypt: async ({ iv, additionalData }: Sealing, { key }: Key, data: Bytes) => {
    const cipher = createDecipheriv("aes-256-gcm", key, iv)
    cipher.setAAD(additionalData)
    const view = viewOf(data)
    cipher.setAuthTag(view.subarray(-TAG_BYTES))
    return exact(Buffer.concat([cipher.update(view.subarray(0, -TAG_BYTES)), cipher.final()]))
  },
  digest: async (name: string, data: Bytes) => exact(hash(nameOf(name), viewOf(data), "buffer")),
}

const keys = new Map<string, KeyObject>()

function kept(format: string, bytes: Bytes): KeyObject {
  const view = viewOf(bytes)
  const name = `${format} ${Buffer.from(view).toString("latin1")}`
  const key = keys.get(name) ?? keyOf(format, Buffer.from(view))
  keys.set(name, key)
  return key
}

function keyOf(format: string, key: Buffer): KeyObject {
  if (format === "pkcs8") return createPrivateKey({ key, format: "der", type: "pkcs8" })
  return format === "spki" ? createPublicKey({ key, format: "der", type: "spki" }) : createSecretKey(key)
}

function digest({ key, hash }: Key, data: Bytes): Buffer {
  return createHmac(nameOf(hash), key).update(viewOf(data)).digest()
}

function nameOf(hash: string): string {
  return hash.replace("-", "").toLowerCase()
}

function viewOf(bytes: Bytes): Uint8Array {
  return bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)
}

function exact(buffer: Buffer): ArrayBuffer {
  const copy = new ArrayBuffer(buffer.length)
  new Uint8Array(copy).set(buffer)
  return copy
}
