/** Without backtracking: each part ends at a sign that the next cannot begin with. */
const EMAIL = /^[^\s@<>()[\],;:"\\]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61})\.){1,8}[\p{L}\p{N}-]{2,63}$/u

/** Dots at an end or beside each other, a label that ends with a hyphen, a last one of digits (RFC 5321 §4.1.2, RFC 1123 §2.1). */
const BROKEN = /^\.|\.\.|\.@|-\.|-$|\.\p{N}+$/u

/** Whether the text is one full e-mail address. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && EMAIL.test(text) && !BROKEN.test(text)
}
