import type { Draft, DraftEditor } from "./draft"
import { same } from "./same"

/** A draft with the revision that it is, or is based on. */
export interface Stored {
  document: Draft
  revision: number
}

/** What a Refusal says: 0 is the status when nobody was reached. */
export interface Refused {
  status: number
  /** As it was thrown. */
  cause: unknown
}

/** What saving needs of the world around it. */
export interface Outside {
  /** The document as it stands now. */
  read(): Draft
  /** Has the API save a document on top of a revision and answers the new one. Throws a Refusal. */
  put(document: Draft, revision: number): Promise<number>
  /** The draft that the API has; null when the flow is gone. Throws a Refusal. */
  fetch(): Promise<Stored | null>
  /** Keeps unsaved work in the browser; null forgets it. */
  keep(work: Stored | null): void
  /** Calls back once, unless it is called off by what it answers. */
  later(milliseconds: number, then: () => void): () => void
  /** Hears that something here is different now. */
  changed(): void
}

/** After the last change. */
const SAVE_AFTER = 800

/** After each failure twice as long as after the one before. */
const FIRST_RETRY = 2_000
const LONGEST_RETRY = 60_000

/** Saves the document soon after every change, keeps what is not saved, and never overwrites a newer draft. */
export class Autosave {
  saving: DraftEditor["saving"] = "saved"
  /** Why the last attempt was refused, where waiting does not help. */
  problem: Refused | null = null
  /** What stands against the document in a conflict; null when the flow is gone. */
  theirs: Stored | null = null
  revision: number
  #saved: Draft
  #outside: Outside
  #running: Promise<void> | null = null
  #waiting: (() => void) | null = null
  #failures = 0

  constructor(outside: Outside, stored: Stored) {
    this.#outside = outside
    this.#saved = stored.document
    this.revision = stored.revision
  }

  /** Whether the API has the document as it stands now. */
  get clean(): boolean {
    return this.#outside.read() === this.#saved
  }

  /** To be called after every change of the document. */
  touched(): void {
    if (this.clean && !this.#running && this.saving !== "conflict") return this.#settle()
    this.#keep()
    // A save that runs, waits for the network or for somebody to decide goes on by itself.
    if (!this.#running && this.saving !== "conflict" && this.saving !== "offline") this.#wait(SAVE_AFTER, "unsaved")
    else this.#outside.changed()
  }

  /** Saves now and until all is saved. Rejects with the Refusal; in a conflict the API refuses, as the base is old. */
  async save(): Promise<void> {
    if (this.#running) await this.#running.catch(() => undefined)
    while (!this.clean) {
      await this.#attempt()
    }
  }

  /** Tries again at once what waits for the network or for somebody to sign in. */
  retry(): void {
    if (this.#waiting && (this.saving === "offline" || this.problem?.status === 401)) this.#attemptQuietly()
  }

  /** Hears what the API has now. True when it is newer and nothing here is unsaved: it is the document to show. */
  hear(stored: Stored): boolean {
    if (this.#running || stored.revision <= this.revision) return false
    if (this.saving === "conflict" || !this.clean) {
      if (this.theirs?.revision !== stored.revision) this.#conflict(stored)
      return false
    }
    this.adopt(stored)
    return true
  }

  /** From here on the document is this stored one. To be called with the document already in place. */
  adopt(stored: Stored): void {
    this.revision = stored.revision
    this.#saved = stored.document
    this.#settle()
  }

  /** Saves the document on top of theirs. */
  keepMine(): Promise<void> {
    if (this.theirs) {
      this.revision = this.theirs.revision
      this.#saved = this.theirs.document
    }
    this.#set("unsaved", null)
    this.#keep()
    return this.save()
  }

  /** Starts from work that was kept in the browser while the API may have something newer. */
  restored(base: number, stored: Stored): void {
    if (base === stored.revision) return this.#wait(0, "unsaved")
    this.revision = base
    this.#conflict(stored)
  }

  /** No timer is left running. */
  stop(): void {
    this.#waiting?.()
    this.#waiting = null
  }

  #attempt(): Promise<void> {
    this.#running ??= this.#put().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  #attemptQuietly(): void {
    // What failed is in `saving` and `problem`, where people see it.
    this.#attempt().catch(() => undefined)
  }

  async #put(): Promise<void> {
    this.stop()
    const document = this.#outside.read()
    this.#set("saving", null)
    try {
      this.revision = await this.#outside.put(document, this.revision)
      this.#saved = document
      this.#failures = 0
    } catch (error) {
      if (!(await this.#survived(error, document))) throw error
    }
    if (this.clean) return this.#settle()
    this.#keep()
    this.#wait(SAVE_AFTER, "unsaved")
  }

  /** Whether the API has the document after all: an answer that was lost on its way looks like somebody else's save. */
  async #survived(error: unknown, document: Draft): Promise<boolean> {
    let cause = error
    const { status } = refusalOf(error)
    if (status === 409 || status === 404) {
      try {
        const theirs = await this.#outside.fetch()
        if (!theirs || !same(theirs.document, document)) {
          this.#conflict(theirs)
          return false
        }
        this.revision = theirs.revision
        this.#saved = document
        this.#failures = 0
        return true
      } catch (failure) {
        cause = failure
      }
    }
    this.#failed(cause, document)
    return false
  }

  #failed(cause: unknown, document: Draft): void {
    const refusal = refusalOf(cause)
    const passing = refusal.status === 0 || refusal.status === 429 || refusal.status >= 500
    if (!passing && refusal.status !== 401)
      return this.#outside.read() === document ? this.#set("unsaved", refusal) : this.#wait(SAVE_AFTER, "unsaved")
    const pause = Math.min(FIRST_RETRY * 2 ** this.#failures++, LONGEST_RETRY)
    this.#wait(pause, passing ? "offline" : "unsaved", passing ? null : refusal)
  }

  #conflict(theirs: Stored | null): void {
    this.stop()
    this.theirs = theirs
    this.#set("conflict", null)
  }

  #wait(milliseconds: number, saving: DraftEditor["saving"], problem: Refused | null = null): void {
    this.stop()
    this.#waiting = this.#outside.later(milliseconds, () => this.#attemptQuietly())
    this.#set(saving, problem)
  }

  #keep(): void {
    this.#outside.keep({ document: this.#outside.read(), revision: this.revision })
  }

  #settle(): void {
    this.stop()
    this.theirs = null
    this.#outside.keep(null)
    this.#set("saved", null)
  }

  #set(saving: DraftEditor["saving"], problem: Refused | null): void {
    this.saving = saving
    this.problem = problem
    this.#outside.changed()
  }
}

function refusalOf(error: unknown): Refused {
  if (typeof error === "object" && error !== null && "status" in error && typeof error.status === "number")
    return { status: error.status, cause: error }
  return { status: -1, cause: error }
}
