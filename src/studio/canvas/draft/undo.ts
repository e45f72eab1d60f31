import type { Draft } from "./draft"

/** Steps that can be taken back. Documents share what did not change, so a step is small. */
const MOST_STEPS = 200

/** The document with all that was before and, after undoing, all that comes again. */
export interface History {
  past: readonly Draft[]
  present: Draft
  future: readonly Draft[]
  /** What the last step was about: the next step about the same is part of it. */
  merge: string | null
}

/** A document that nothing was done to yet. */
export function begun(document: Draft): History {
  return { past: [], present: document, future: [], merge: null }
}

/** One step further. A change that changes nothing is none; steps with the same `merge` in a row are one. */
export function stepped(history: History, next: Draft, merge?: string): History {
  if (next === history.present) return history
  const same = merge !== undefined && merge === history.merge
  return {
    past: same ? history.past : [...history.past, history.present].slice(-MOST_STEPS),
    present: next,
    future: [],
    merge: merge ?? null,
  }
}

/** One step back, if there is one. */
export function undone(history: History): History {
  const before = history.past.at(-1)
  if (!before) return history
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    merge: null,
  }
}

/** One undone step again, if there is one. */
export function redone(history: History): History {
  const [after, ...future] = history.future
  if (!after) return history
  return { past: [...history.past, history.present], present: after, future, merge: null }
}

/** With a document put in before the present one: undoing leads to it. */
export function following(history: History, before: Draft): History {
  return { ...history, past: [...history.past, before].slice(-MOST_STEPS), merge: null }
}
