/** Whether letters and digits can be a tax number there: checked where the country is known to have a check, else by form alone. */
export function isTaxIdOf(country: string | null, plain: string): boolean {
  return country === "BR" ? isCpf(plain) || isCnpj(plain) : /^[A-Z0-9]{5,20}$/.test(plain)
}

/** A Brazilian person's number: eleven digits, of which the last two check the others. */
function isCpf(plain: string): boolean {
  return /^\d{11}$/.test(plain) && isNotOneSign(plain) && [9, 10].every((length) => checks(plain, length, 12))
}

/**
 * A Brazilian company's number: twelve digits, or since July 2026 letters too, and two digits that check them (Receita
 * Federal, Instrução Normativa RFB 2.229/2024: a sign counts as its code less 48).
 */
function isCnpj(plain: string): boolean {
  return (
    /^[A-Z0-9]{12}\d{2}$/.test(plain) && isNotOneSign(plain) && [12, 13].every((length) => checks(plain, length, 9))
  )
}

/** Whether the sign after so many checks them: weights count up from 2 at the end, and begin again after the highest. */
function checks(plain: string, length: number, highest: number): boolean {
  let sum = 0
  for (let at = 0; at < length; at++) {
    const weight = ((length - 1 - at) % (highest - 1)) + 2
    sum += (plain.charCodeAt(at) - 48) * weight
  }
  const rest = sum % 11
  return plain.charCodeAt(length) - 48 === (rest < 2 ? 0 : 11 - rest)
}

/** 000.000.000-00 and the like pass the sums and are nobody's. */
function isNotOneSign(plain: string): boolean {
  return new Set(plain).size > 1
}
