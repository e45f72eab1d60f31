import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useMemo, useState, useSyncExternalStore } from "react"
import { type AnswerOf, call, Refusal } from "../../client/client"
import { documentFor } from "../../client/document"
import type { Stored } from "./autosave"
import { readDraft } from "./document"
import type { DraftEditor } from "./draft"
import { type KeptWork, keptWork } from "./keptwork"
import { useFaults } from "./useFaults"
import { Work, type WorkState } from "./work"

/** A flow with its draft, as the API answers it. */
export type FlowAnswer = AnswerOf<"flows.show">

/** Somebody else's save is seen this soon. */
const LOOK_EVERY = 10_000

/** Opens a draft: the contract for everything on the canvas, and what only the canvas itself needs. */
export function useEditor(
  answer: FlowAnswer,
  readOnly: boolean,
  onReplaced: () => void,
): { editor: DraftEditor; work: Work; state: WorkState } {
  const flow = answer.id
  const queries = useQueryClient()
  const [work] = useState(() => new Work(api(flow), keptHere(flow), storedOf(answer)))
  const state = useSyncExternalStore(work.subscribe, work.snapshot)
  const document = state.history.present
  const faults = useFaults(flow, document, state.revision)

  const latest = useQuery({
    queryKey: ["flow", flow],
    queryFn: () => call("flows.show", { params: { id: flow } }),
    refetchInterval: LOOK_EVERY,
  })
  useEffect(() => {
    if (latest.data && latest.data.revision > work.state.revision && work.hear(storedOf(latest.data))) onReplaced()
  }, [latest.data, work, onReplaced])

  useEffect(() => {
    const retry = () => work.retry()
    const warn = (event: BeforeUnloadEvent) => {
      if (work.state.saving !== "saved") event.preventDefault()
    }
    window.addEventListener("online", retry)
    window.addEventListener("focus", retry)
    window.addEventListener("beforeunload", warn)
    return () => {
      window.removeEventListener("online", retry)
      window.removeEventListener("focus", retry)
      window.removeEventListener("beforeunload", warn)
      work.leave()
      queries.invalidateQueries({ queryKey: ["flows"] })
    }
  }, [work, queries])

  const editor = useMemo<DraftEditor>(
    () => ({
      flow,
      document,
      revision: state.revision,
      readOnly,
      saving: state.saving,
      faults,
      selection: state.selection,
      select: work.select,
      change: readOnly ? () => {} : work.change,
      undo: work.undo,
      redo: work.redo,
      canUndo: !readOnly && state.history.past.length > 0,
      canRedo: !readOnly && state.history.future.length > 0,
      save: work.save,
      path: state.path,
      light: work.light,
    }),
    [flow, document, state, readOnly, faults, work],
  )
  return { editor, work, state }
}

function api(flow: string): ConstructorParameters<typeof Work>[0] {
  const params = { id: flow }
  return {
    async put(document, revision) {
      return (await call("flows.save", { params, body: { document: documentFor(document), revision } })).revision
    },
    async fetch() {
      try {
        return storedOf(await call("flows.show", { params }))
      } catch (error) {
        if (error instanceof Refusal && error.status === 404) return null
        throw error
      }
    },
    later(milliseconds, then) {
      const timer = setTimeout(then, milliseconds)
      return () => clearTimeout(timer)
    },
  }
}

function storedOf({ draft, revision }: FlowAnswer): Stored {
  return { document: readDraft(draft), revision }
}

function keptHere(flow: string): KeptWork {
  try {
    return keptWork(flow, localStorage)
  } catch (error) {
    // Storage that is forbidden altogether: work is only as safe as the page.
    console.warn(error)
    return { read: () => null, write: () => {} }
  }
}
