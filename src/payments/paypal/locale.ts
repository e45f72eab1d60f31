/** What PayPal's pages speak ("Locale codes", developer.paypal.com), the most usual of a language first. */
const LOCALES = (
  "da-DK de-DE en-US en-AU en-GB es-ES fr-FR fr-CA he-IL id-ID it-IT ja-JP nl-NL no-NO pl-PL pt-BR pt-PT ru-RU sv-SE " +
  "th-TH zh-CN zh-HK zh-TW"
).split(" ")

/** PayPal's locale for a BCP 47 language; null when it has none near it, which leaves it to PayPal and the browser. */
export function paypalLocale(language: string): string | null {
  const wanted = language.toLowerCase().replaceAll("_", "-")
  const base = wanted.split("-")[0]
  const exact = LOCALES.find((locale) => locale.toLowerCase() === wanted)
  return exact ?? LOCALES.find((locale) => locale.split("-")[0] === (base === "nb" ? "no" : base)) ?? null
}
