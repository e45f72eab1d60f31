/** A flow that must be loaded before the turn can be taken; `version` null means the one published now. */
export interface Need {
  flow: string
  version: number | null
}

/** Which wait an address is for: of a run, at a node, counted by how often the node was left. */
export interface HookAt {
  run: string
  node: string
  visit: number
}

/** Says from within a turn what it cannot be taken without. Goes through all that a turn catches. */
export class Missing extends Error {
  constructor(readonly need: Need | { hooks: readonly HookAt[] }) {
    super("something that the turn needs is not loaded yet")
  }
}
