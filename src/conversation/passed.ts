import type { Flows, StackTurn } from "../flow/stack"

/** A node that a turn passed, by the name it had then; `exit` is null where the run waits or ended. */
export interface Passed {
  flow: string
  node: string
  exit: string | null
}

/** The nodes that a turn passed, as the timeline names them. */
export function passedBy({ passages, stack }: StackTurn, before: StackTurn["stack"], flows: Flows): Passed[] {
  const runs = [...stack.ended.map(({ run, version }) => ({ id: run, version })), ...before.runs, ...stack.runs]
  return passages.map(({ run, flow, node, exit }) => {
    const version = runs.find(({ id }) => id === run)?.version
    const document = version === undefined ? null : flows.version(flow, version)
    return { flow, node: document?.nodes.find(({ id }) => id === node)?.name ?? node, exit }
  })
}
