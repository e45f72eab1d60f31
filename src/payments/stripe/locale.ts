/** What Checkout can speak (type `Checkout.SessionCreateParams.Locale` of Stripe's library 23.1.0). */
const LOCALES = (
  "bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk " +
  "sl sv th tr vi zh zh-HK zh-TW"
).split(" ")

/** Names that say the same otherwise, or whose nearest relative is not found by dropping the region. */
const RELATIVES: Record<string, string> = { hi: "hi-IN", nn: "nb", no: "nb", tl: "fil" }

/** Stripe's locale for a BCP 47 language; `auto`, the browser's own, when Stripe has nothing near it. */
export function stripeLocale(language: string): string {
  const [base = "", ...rest] = language.toLowerCase().split(/[-_]/)
  const script = rest.find((part) => part.length === 4)
  const region = rest.find((part) => /^([a-z]{2}|\d{3})$/.test(part))
  return (
    (region !== undefined && find(`${base}-${region}`)) ||
    relative(base, region, script) ||
    find(base) ||
    (Object.hasOwn(RELATIVES, base) && RELATIVES[base]) ||
    "auto"
  )
}

function relative(base: string, region: string | undefined, script: string | undefined): string | null {
  if (base === "es" && region !== undefined && region !== "es") return "es-419"
  if (base === "zh" && (script === "hant" || region === "mo")) return region === "mo" ? "zh-HK" : "zh-TW"
  return null
}

function find(tag: string): string | null {
  return LOCALES.find((locale) => locale.toLowerCase() === tag) ?? null
}
