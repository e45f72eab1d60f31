/**
 * A sentence for people about what is wrong: which one it is and what is filled in, so that each language says it by
 * itself, and how English says it.
 */
export interface Sentence {
  /** Stable: answers of the API carry it. */
  key: string
  values: Values
  message: string
}

export type Values = Readonly<Record<string, string | number>>

/** Sentences in one language by their keys, each made of what is filled in. */
export type Wordings = Readonly<Record<string, (values: never) => string>>

/** The same sentences in another language. One that lacks any of them does not compile. */
export type Translation<English extends Wordings> = { readonly [Key in keyof English]: English[Key] }

/** A way to say the sentences of one catalogue. Their keys begin with `home`, where they are not the house's own. */
export function speaker<const English extends Wordings>(english: English, home = "") {
  return <Key extends keyof English & string>(key: Key, ...values: Parameters<English[Key]>): Sentence => {
    const [filled = {}] = values
    return { key: home === "" ? key : `${home}:${key}`, values: filled, message: worded(english, key, filled) ?? key }
  }
}

/** The sentence of that key in a language; null where the language has none. */
export function worded(wordings: Wordings, key: string, values: Values): string | null {
  const wording = Object.hasOwn(wordings, key) ? (wordings[key] as (values: Values) => string) : null
  return wording?.(values) ?? null
}
