/** How many SMS segments a text takes. `units` are septets in GSM-7 and UTF-16 code units in UCS-2. Empty text takes none. */
export function segments(text: string): { encoding: "GSM-7" | "UCS-2"; units: number; count: number } {
  const sizes = septets(text)
  if (sizes) return { encoding: "GSM-7", ...pack(sizes, 160, 153) }
  return {
    encoding: "UCS-2",
    ...pack(
      Array.from(text, (character) => character.length),
      70,
      67,
    ),
  }
}

/** How long a text may be. */
export interface TextLimits {
  /** UTF-16 code units; at least 2, or a pair that is one character could not be sent. */
  characters: number
  /** SMS segments; null where the channel is not SMS. */
  segments: number | null
}

/**
 * The text in parts within the limits, without loss but for spaces where it was cut: between paragraphs, else sentences,
 * else words, else anywhere but inside what people see as one character. Blank text gives no parts.
 */
export function splitText(text: string, limits: TextLimits): string[] {
  const parts: string[] = []
  let rest = text.trim()
  while (rest !== "") {
    const cut = fits(rest, limits) ? rest.length : cutOf(rest, longestPrefix(rest, limits))
    parts.push(rest.slice(0, cut).trimEnd())
    rest = rest.slice(cut).trimStart()
  }
  return parts
}

/** The GSM 7-bit default alphabet (3GPP TS 23.038), without the escape. */
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
)

/** Characters written as an escape and a second septet. */
const EXTENSION = new Set("\f^{}\\[~]|€")

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" })

/** The septets of each character, or null where one is not in GSM-7. */
function septets(text: string): number[] | null {
  const sizes: number[] = []
  for (const character of text) {
    if (BASIC.has(character)) sizes.push(1)
    else if (EXTENSION.has(character)) sizes.push(2)
    else return null
  }
  return sizes
}

/** Counts as phones do: a character of two units is never cut between segments, so a segment may end one unit early. */
function pack(sizes: number[], single: number, each: number): { units: number; count: number } {
  const units = sizes.reduce((sum, size) => sum + size, 0)
  if (units <= single) return { units, count: units === 0 ? 0 : 1 }
  let count = 1
  let used = 0
  for (const size of sizes) {
    if (used + size > each) {
      count++
      used = 0
    }
    used += size
  }
  return { units, count }
}

function fits(text: string, limits: TextLimits): boolean {
  return text.length <= limits.characters && (limits.segments === null || segments(text).count <= limits.segments)
}

/** A longer text never takes fewer segments, so halving finds the longest that fits. */
function longestPrefix(text: string, limits: TextLimits): number {
  let fitting = 0
  let tooLong = Math.min(text.length, limits.characters) + 1
  while (tooLong - fitting > 1) {
    const middle = Math.floor((fitting + tooLong) / 2)
    if (fits(text.slice(0, middle), limits)) fitting = middle
    else tooLong = middle
  }
  return fitting
}

/** Where to cut a text of which at most `longest` code units fit. */
function cutOf(text: string, longest: number): number {
  // The space after the last word that fits may stand just beyond the limit.
  const window = text.slice(0, longest + 1)
  const paragraph = lastEnd(window, /\n\s*\n(?=\s*)/g, longest)
  if (paragraph > longest / 3) return paragraph
  const sentence = lastEnd(window, /\n|[.!?…。！？]['")\]]*(?=\s)/g, longest)
  if (sentence > longest / 2) return sentence
  const word = lastEnd(window, /\S(?=\s)/g, longest)
  if (word > 0) return word
  const character = graphemes.segment(text).containing(longest)?.index ?? longest
  if (character > 0) return character
  const first = text.codePointAt(0) ?? 0
  const cutsPair = /[\ud800-\udbff]$/.test(text.slice(0, longest)) && /^[\udc00-\udfff]/.test(text.slice(longest))
  return Math.max(cutsPair ? longest - 1 : longest, first > 0xffff ? 2 : 1)
}

/** The end of the last match that ends within the limit; 0 when there is none. */
function lastEnd(text: string, pattern: RegExp, longest: number): number {
  let end = 0
  for (const match of text.matchAll(pattern)) {
    const next = match.index + match[0].length
    if (next <= longest) end = next
  }
  return end
}
