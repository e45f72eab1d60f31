import { createHmac, createSecretKey, hash, type KeyObject } from "node:crypto"
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

const subtle = {
  importKey: async (_: string, key: Bytes, { hash }: { hash: string }): Promise<Key> => ({ key: kept(key), hash }),
  sign: async (_: string, key: Key, data: Bytes) => exact(digest(key, data)),
  verify: async (_: string, key: Key, signature: Bytes, data: Bytes) => digest(key, data).equals(viewOf(signature)),
  digest: async (name: string, data: Bytes) => exact(hash(nameOf(name), viewOf(data), "buffer")),
}

const keys = new Map<string, KeyObject>()

function kept(bytes: Bytes): KeyObject {
  const view = viewOf(bytes)
  const name = Buffer.from(view).toString("latin1")
  const key = keys.get(name) ?? createSecretKey(view)
  keys.set(name, key)
  return key
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
