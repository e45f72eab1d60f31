import * as z from "zod"
import type { Sample } from "./tryout"

const stored = z.record(z.string(), z.object({ status: z.int(), body: z.string() }).nullable())

const FIRST: Sample = { status: 200, body: JSON.stringify({ number: "A-1001", ok: true }, null, 2) }

/** What the services of a flow's API integrations answer in a try-out, kept in this browser. */
export function samplesOf(flow: string) {
  const key = `paythread.samples.${flow}`

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
      return Object.hasOwn(known, node) ? (known[node] ?? null) : FIRST
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
