import type { World } from "../deployment/deployment"
import type { HookAt } from "../flow/missing"
import { Failure } from "../platform/failure"
import { hookName } from "../platform/identity"

/**
 * The address at which a wait is answered: the same whenever it is made, and nothing that anybody could guess. Empty where
 * the deployment does not know its own address, which the check before publishing says.
 */
export async function hookAddress(world: World, { run, node, visit }: HookAt): Promise<string> {
  try {
    return `${await world.address()}/hooks/${await hookName(world.hashKey, run, node, visit)}`
  } catch (error) {
    if (error instanceof Failure && error.code === "not_configured") return ""
    throw error
  }
}
