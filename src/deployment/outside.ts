import { Failure } from "../platform/failure"
import { log } from "../platform/log"
import type { Outside, Perishable } from "../platform/outside"
import { dropKept, readKept, writeKept } from "../store/accounts/kept"
import { databaseError } from "../store/database"
import type { World } from "./deployment"

/** Requests of one exchange: a Worker may make only so many, and a customer waits meanwhile. */
const MOST_REQUESTS = 8

/** Things kept in an isolate: more accounts are hardly at work in one. */
const MOST_KEPT = 500

/** An account as it is connected. */
export interface Connected {
  kind: "channel" | "payment"
  account: string
  /** Another one each time it is saved. */
  version: string
}

/**
 * The world as one account's adapter has it for one thing that it carries out. `timeoutSeconds` is for each request, where
 * somebody waits.
 */
export function outsideOf(world: World, of: Connected, timeoutSeconds?: number): Outside {
  const shelf = shelves.get(world) ?? new Map<string, Perishable>()
  shelves.set(world, shelf)
  const at = world.now()
  const keyOf = (name: string) => JSON.stringify([of.kind, of.account, of.version, name])
  let asked = 0
  return {
    at,
    async ask(request) {
      asked += 1
      if (asked > MOST_REQUESTS)
        throw new Failure("endless", "The service was asked too often for one thing.", "again", true)
      return world.perform(timeoutSeconds === undefined ? request : { ...request, timeoutSeconds }, "adapter")
    },
    async keep(name, make) {
      const known = shelf.get(keyOf(name)) ?? (await stored(world, of, name, at))
      // Only what was made is shared, never the making: another request's promise may never settle.
      const good = known !== null && known.until > at ? known : await made(world, of, name, make)
      if (shelf.size >= MOST_KEPT) shelf.clear()
      shelf.set(keyOf(name), good)
      return good.value
    },
    async forget(name) {
      shelf.delete(keyOf(name))
      await unlessLost(of, dropKept(world.db, { kind: of.kind, account: of.account, name }))
    },
  }
}

const shelves = new WeakMap<World, Map<string, Perishable>>()

async function stored(world: World, of: Connected, name: string, at: number): Promise<Perishable | null> {
  return (await unlessLost(of, readKept(world.db, world.secretsKey, { ...of, name }, at))) ?? null
}

async function made(world: World, of: Connected, name: string, make: () => Promise<Perishable>): Promise<Perishable> {
  const fresh = await make()
  await unlessLost(of, writeKept(world.db, world.secretsKey, { ...of, name }, fresh))
  return fresh
}

/** What is kept can be had again: nothing fails because it cannot be. */
async function unlessLost<Value>({ kind, account }: Connected, deed: Promise<Value>): Promise<Value | undefined> {
  try {
    return await deed
  } catch (error) {
    log("kept.lost", { kind, account, reason: String(databaseError(error)) })
    return undefined
  }
}
