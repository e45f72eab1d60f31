import { placed } from "../board/layout"
import { Autosave, type Outside, type Stored } from "./autosave"
import type { Draft, DraftEditor, Path } from "./draft"
import type { KeptWork } from "./keptwork"
import { same } from "./same"
import { begun, following, type History, redone, stepped, undone } from "./undo"

/** All that is drawn of the open draft; another object after every change. */
export interface WorkState {
  history: History
  selection: readonly string[]
  path: Path | null
  saving: DraftEditor["saving"]
  problem: Autosave["problem"]
  theirs: Stored | null
  revision: number
}

/** The draft that is open: its document with history, selection and saving. React only looks at it. */
export class Work {
  readonly #save: Autosave
  #state: WorkState
  #listeners = new Set<() => void>()
  /** Whether work of an earlier visit was found in the browser. */
  readonly restored: boolean

  constructor(api: Pick<Outside, "put" | "fetch" | "later">, kept: KeptWork, answered: Stored) {
    const stored = withPlaces(answered)
    const left = kept.read()
    const restored = left && !same(left.document, answered.document) && !same(left.document, stored.document)
    this.restored = Boolean(restored)
    this.#state = {
      history: begun(left && restored ? placed(left.document) : stored.document),
      selection: [],
      path: null,
      saving: "saved",
      problem: null,
      theirs: null,
      revision: stored.revision,
    }
    this.#save = new Autosave(
      {
        ...api,
        fetch: async () => {
          const theirs = await api.fetch()
          return theirs && withPlaces(theirs)
        },
        read: () => this.#state.history.present,
        keep: (work) => kept.write(work),
        changed: () => this.#follow(),
      },
      stored,
    )
    if (left && restored) this.#save.restored(left.revision, stored)
    else if (left) kept.write(null)
  }

  get state(): WorkState {
    return this.#state
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  snapshot = (): WorkState => this.#state

  change = (next: (document: Draft) => Draft, merge?: string): void => {
    const { history } = this.#state
    const document = next(history.present)
    if (document !== history.present) this.#go(stepped(history, placed(document), merge))
  }

  undo = (): void => this.#go(undone(this.#state.history))

  redo = (): void => this.#go(redone(this.#state.history))

  select = (nodes: readonly string[]): void => {
    const before = this.#state.selection
    if (nodes.length === before.length && nodes.every((id, index) => id === before[index])) return
    this.#show({ selection: nodes })
  }

  light = (path: Path | null): void => this.#show({ path })

  save = (): Promise<void> => this.#save.save()

  retry = (): void => this.#save.retry()

  /** Tells what the API has now; true when it took the place of a document that had nothing unsaved. */
  hear(answered: Stored): boolean {
    const stored = withPlaces(answered)
    if (!this.#save.hear(stored)) return false
    this.#show({ history: begun(stored.document), ...this.#chosen(stored.document) })
    return true
  }

  /** Ends a conflict with the other draft; undoing leads back to this one. */
  takeTheirs = (): void => {
    const { theirs, history } = this.#state
    if (!theirs) return
    this.#show({ history: stepped(history, theirs.document), ...this.#chosen(theirs.document) })
    this.#save.adopt(theirs)
  }

  /** Ends a conflict with this draft on top of the other; undoing leads to the other. */
  keepMine = (): Promise<void> => {
    const { theirs, history } = this.#state
    if (theirs) this.#show({ history: following(history, theirs.document) })
    return this.#save.keepMine()
  }

  /** Ends a conflict whose work went elsewhere: nothing of it is kept or saved here any more. */
  giveUp = (): void => {
    const { history, revision, theirs } = this.#state
    this.#save.adopt({ document: history.present, revision: theirs?.revision ?? revision })
    this.#save.stop()
  }

  /** The page is left for another: what is unsaved is saved behind it, and stays in the browser until it is. */
  leave(): void {
    if (this.#state.saving === "saved" || this.#state.saving === "conflict") return
    this.save()
      .catch(() => undefined)
      .finally(() => this.#save.stop())
  }

  #go(history: History): void {
    if (history === this.#state.history) return
    this.#show({ history, ...this.#chosen(history.present) })
    this.#save.touched()
  }

  #chosen(document: Draft): Pick<WorkState, "selection"> {
    const ids = new Set(document.nodes.map(({ id }) => id))
    const { selection } = this.#state
    return { selection: selection.every((id) => ids.has(id)) ? selection : selection.filter((id) => ids.has(id)) }
  }

  #follow(): void {
    const { saving, problem, theirs, revision } = this.#save
    this.#show({ saving, problem, theirs, revision })
  }

  #show(part: Partial<WorkState>): void {
    this.#state = { ...this.#state, ...part }
    for (const listener of this.#listeners) listener()
  }
}

function withPlaces({ document, revision }: Stored): Stored {
  return { document: placed(document), revision }
}
