/**
 * How people ask to be written to no more, and for help. All languages are always heard, whatever the flow speaks. In
 * capitals, in the form of `normal`: without accents and signs, with one space between words.
 */
export interface ConsentWords {
  /** Whole messages that ask for silence. */
  stop: readonly string[]
  /** Those of them that are answers to a flow ("alto" is a size) where no carrier takes such words for itself. */
  unclear: readonly string[]
  /** Whole messages that end the silence. */
  start: readonly string[]
  /** Whole messages that ask who writes and how to make it stop. */
  help: readonly string[]
  /** Words of politeness that may stand before and after a sentence, as alternatives of a pattern. */
  before: string
  after: string
  /** Patterns of sentences that ask for silence. Every word has its place, so that "stop at the corner" is none. */
  sentences: readonly string[]
}

/** Any number of the alternatives, each with the space before it. */
export function some(alternatives: string): string {
  return `(?: (?:${alternatives}))*`
}
