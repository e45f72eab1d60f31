import { createContext, useContext } from "react"
import type { FlowFault } from "../../../flow/checks/check"

/** A node as it is being drawn: what it is called and how it is set may be unfinished. */
export interface DraftNode {
  id: string
  name: string
  type: string
  config: Record<string, unknown>
  /** The id of the next node by the name of the exit. */
  exits: Record<string, string>
  position?: { x: number; y: number }
}

/** A flow as it is being drawn: the document that the API keeps as its draft. */
export interface Draft {
  name: string
  language: string
  triggers: { keywords: string[]; anyMessage: boolean; accounts: string[] }
  /** Said to words that no node waits for; absent or empty is the product's own. */
  standing?: string
  /** The id of the first node; empty while there is none. */
  start: string
  nodes: DraftNode[]
}

/** What a try-out passed, lit up on the canvas. Edges are `<node id>/<exit name>`. */
export interface Path {
  nodes: ReadonlySet<string>
  edges: ReadonlySet<string>
  /** The node it waits at. */
  current: string | null
}

/** The draft that is open, and all that can be done with it. */
export interface DraftEditor {
  /** The flow's id. */
  flow: string
  document: Draft
  /** Of the draft as it was last saved. */
  revision: number
  /** Narrow screens look and try, and change nothing. */
  readOnly: boolean
  saving: "saved" | "saving" | "unsaved" | "offline" | "conflict"
  /** Faults of the document as it stands now. */
  faults: readonly FlowFault[]
  /** Ids of the selected nodes; the side panel shows the only one. */
  selection: readonly string[]
  select(nodes: readonly string[]): void
  /** Changes the document in one step that can be undone; steps with the same `merge` in a row are one. */
  change(next: (document: Draft) => Draft, merge?: string): void
  undo(): void
  redo(): void
  canUndo: boolean
  canRedo: boolean
  /** Saves at once what autosave would save soon; rejects with a Refusal. */
  save(): Promise<void>
  path: Path | null
  light(path: Path | null): void
}

/** The editor of the flow that is open. */
export const Editing = createContext<DraftEditor | null>(null)

/** The draft that is open; only below the canvas. */
export function useDraft(): DraftEditor {
  const editor = useContext(Editing)
  if (!editor) throw new Error("used outside the canvas")
  return editor
}
