import { isRecord } from "../../../core/json"
import type { Stored } from "./autosave"
import { readDraft } from "./document"

/** Where unsaved work of one flow stays in the browser. */
export interface KeptWork {
  read(): Stored | null
  /** Null forgets what was written here; what another tab wrote stays. */
  write(work: Stored | null): void
}

/** Unsaved work in the browser's local storage. */
export function keptWork(flow: string, storage: Pick<Storage, "getItem" | "setItem" | "removeItem">): KeptWork {
  const key = `paythread.draft.${flow}`
  let written: string | null = null
  const get = () => {
    try {
      return storage.getItem(key)
    } catch (error) {
      // Storage that is forbidden: work is then only as safe as the page.
      console.warn(error)
      return null
    }
  }
  return {
    read() {
      const text = get()
      const work = text === null ? null : parse(text)
      if (work) written = text
      return work
    },
    write(work) {
      try {
        if (work) {
          written = JSON.stringify(work)
          storage.setItem(key, written)
        } else if (written !== null) {
          if (get() === written) storage.removeItem(key)
          written = null
        }
      } catch (error) {
        // Storage that is full or forbidden.
        console.warn(error)
      }
    },
  }
}

function parse(text: string): Stored | null {
  try {
    const value: unknown = JSON.parse(text)
    if (!isRecord(value) || !isRecord(value.document) || typeof value.revision !== "number") return null
    return { document: readDraft(value.document), revision: value.revision }
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
