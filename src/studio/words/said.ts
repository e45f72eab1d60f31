import { useCallback, useContext } from "react"
import { RULE } from "../../core/text/issues"
import { type Values, worded } from "../../core/text/sentence"
import { type FieldsSaid, ruleAt } from "../forms/translated"
import { Spoken } from "."
import type { Members, Words } from "./language"

/** A sentence as the API and the checks tell it. */
export interface Told {
  message: string
  key?: string | undefined
  values?: Values | undefined
  /** Where it stands, of a field that is wrong. */
  path?: string
}

/** The sentence in the language of the words; in English where they lack it. */
export function saidIn({ sentences }: Words, { key = "", values = {}, message }: Told, members: Members = {}): string {
  const [home = "", own] = key.split(":")
  const known = own === undefined ? sentences : members[home]?.sentences
  return (known && worded(known, own ?? key, values)) ?? message
}

/** Says what is wrong in the language in use; a field's own rule in the words of its form. */
export function useSaid(): (told: Told, fields?: FieldsSaid) => string {
  const { words, members } = useContext(Spoken)
  return useCallback(
    (told, fields) => {
      const rule = told.key === RULE ? ruleAt(fields, (told.path ?? "").split(".")) : undefined
      return rule ?? saidIn(words, told, members)
    },
    [words, members],
  )
}
