import * as z from "zod"
import type { Flow } from "../../flow/flow"
import { findNode } from "../../flow/nodes"
import type { Sample } from "./tryout"

const stored = z.record(z.string(), z.object({ status: z.int(), body: z.string() }).nullable())

/** What is answered to the nodes of a flow in a try-out, kept in this browser; at first what the node type suggests. */
export function samplesOf(id: string, { nodes }: Pick<Flow, "nodes">) {
  const key = `paythread.samples.${id}`

  function all(): Record<string, Sample | null> {
    try {
      return stored.safeParse(JSON.parse(localStorage.getItem(key) ?? "{}")).data ?? {}
    } catch (error) {
      console.warn(error)
      return {}
    }
  }

  return {
    /** Null is no answer at all. */
    get(node: string): Sample | null {
      const known = all()
      if (Object.hasOwn(known, node)) return known[node] ?? null
      const type = nodes.find((candidate) => candidate.id === node)?.type
      return findNode(type ?? "")?.asks?.first ?? null
    },
    set(node: string, sample: Sample | null): void {
      try {
        localStorage.setItem(key, JSON.stringify({ ...all(), [node]: sample }))
      } catch (error) {
        // Storage that is full or forbidden: the sample is then the first one again.
        console.warn(error)
      }
    },
  }
}
