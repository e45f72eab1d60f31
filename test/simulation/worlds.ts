import type { World } from "../../src/deployment/deployment"

/** The world of each environment under simulation. */
export const worlds = new WeakMap<object, World>()

/** Takes the place of src/deployment/cloudflare.ts when the simulation is bundled. */
export function worldOf(env: object): World {
  const world = worlds.get(env)
  if (!world) throw new Error("this environment is not under simulation")
  return world
}

/** The network is modelled: nothing under simulation asks what a flow may reach. */
export function reachOfFlows(): { local: boolean; ownHosts: string[] } {
  return { local: true, ownHosts: [] }
}
