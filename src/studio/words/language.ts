import type { Wordings } from "../../core/text/sentence"
import type { FieldsSaid } from "../forms/translated"
import type { english } from "./english"

/** All that the studio says, by the part of it that says it. Sentences with a number or a name in them are functions. */
export type Words = typeof english

/** A language of the studio. */
export interface Language {
  /** BCP 47. */
  code: string
  /** Its own name for itself. */
  title: string
  load(): Promise<Said>
}

/** A language as it was loaded. */
export interface Said {
  words: Words
  /** What channels, providers and nodes say of themselves. */
  members: Members
}

/** What a channel, a provider, a node type or a form says of itself in a language other than English. */
export interface MemberSaid {
  title?: string
  fields: FieldsSaid
  steps?: Readonly<Record<string, { title: string; text: string }>>
  exits?: Readonly<Record<string, string>>
  sentences?: Wordings
}

/** What all of them say, by the folder that holds each: "payments/stripe", "flow/nodes/menu", "core/order". */
export type Members = Readonly<Record<string, MemberSaid>>
