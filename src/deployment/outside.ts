import { Failure } from "../platform/failure"
import type { Outside, Perishable } from "../platform/outside"
import type { World } from "./deployment"

/** Requests of one exchange: a Worker may make only so many, and a customer waits meanwhile. */
const MOST_REQUESTS = 8

/** The world as one account's adapter has it for one thing that it carries out. */
export function outsideOf(world: World, account: string): Outside {
  const shelf = shelves.get(world) ?? new Map<string, Perishable>()
  shelves.set(world, shelf)
  let asked = 0
  const at = world.now()
  return {
    at,
    ask(request) {
      asked += 1
      if (asked > MOST_REQUESTS) throw new Failure("endless", "The service was asked too often for one thing.", "stop")
      return world.perform(request, "adapter")
    },
    async keep(name, make) {
      const key = `${account}/${name}`
      const kept = shelf.get(key)
      if (kept && kept.until > at) return kept.value
      // Only what was made is shared, never the making: another request's promise may never settle.
      const made = await make()
      shelf.set(key, made)
      return made.value
    },
    async forget(name) {
      shelf.delete(`${account}/${name}`)
    },
  }
}

const shelves = new WeakMap<World, Map<string, Perishable>>()
