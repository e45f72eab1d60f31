/**
 * What a customer wrote, in the one form in which it is compared with words that somebody chose: keywords, titles of
 * choices, commands, wishes for silence. Words with one space between them, folded. Apostrophes vanish, since people type
 * three kinds of them or none ("I'm", "I’m", "im"); everything else that is no letter and no digit parts words, since
 * people write "check-in" and "check in". "" when there is no word in it.
 */
export function normal(text: string): string {
  return folded(text.replace(/[´`]/g, "'"))
    .replace(/['‘’ʼ′]/g, "")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim()
}

/**
 * The same letters whatever their case, accents and width, without what is invisible. Signs and spaces stay: "-5" is not
 * "5", and an address has its dots.
 */
export function folded(text: string): string {
  return (
    text
      .normalize("NFKD")
      .replace(ACCENTS, "")
      // Upper case first: "ß" and "SS" are one, and "ı" is "I".
      .toUpperCase()
      .toLowerCase()
      .replace(/ς/g, "σ")
      .normalize("NFC")
  )
}

/** The text with the decimal digits of every script as 0 to 9: "٢" and "２" are a 2. */
export function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => String(placeOf(digit.codePointAt(0) ?? 0)))
}

/** Digits of one script stand side by side, from its zero to its nine ("The Unicode Standard", 4.6). */
function placeOf(digit: number): number {
  let zero = digit
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return (digit - zero) % 10
}

/**
 * Accents on Latin, Greek and Cyrillic letters, the frame of a key, Hebrew and Arabic points, signs of style on emoji, and the invisible.
 * Marks of other scripts are letters of theirs: without them "दिन" and "दान", or "か" and "が", would be one word.
 */
const ACCENTS =
  /[\u0300-\u036f\u20e3\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]|[\ufe00-\ufe0f]|\p{Cf}/gu
