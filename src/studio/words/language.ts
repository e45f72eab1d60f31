import type { english } from "./english"

/** All that the studio says, by the part of it that says it. Sentences with a number or a name in them are functions. */
export type Words = typeof english

/** A language of the studio. */
export interface Language {
  /** BCP 47. */
  code: string
  /** Its own name for itself. */
  title: string
  load(): Promise<Words>
}
