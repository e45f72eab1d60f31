import type { Rendered } from "../../core/template"
import type { Sentence } from "../../core/text/sentence"
import { say } from "../sentences"

/** Whether the text is an https address without credentials in it, fit to be shown to a customer. */
export function isHttps(text: string): boolean {
  return text.length <= 2000 && HTTPS.test(text)
}

/** What is wrong with a template for an address to call, for people; null when nothing is. */
export function addressFault(template: string): Sentence | null {
  const origin = ORIGIN.exec(template)
  if (!origin) return say("callHost")
  const [, scheme, host = ""] = origin
  if (scheme?.toLowerCase() === "http" && !LOCAL.includes(host.toLowerCase())) return say("callNotHttps")
  if (/\{%/.test(template)) return say("callTags")
  return /[\s\\]/.test(template.replace(OUTPUTS, "")) ? say("callBlank") : null
}

/** The part of a template for an address that every run has alike, such as "https://api.example.com/"; null without one. */
export function originOf(template: string): string | null {
  const origin = addressFault(template) === null ? ORIGIN.exec(template)?.[0] : undefined
  return origin === undefined ? null : `${origin}/`
}

/**
 * The address to call, or why there is none, for people. Each value is encoded, so that it stays within its place in the
 * path or query, unless the template does so itself.
 */
export function renderAddress(template: string, render: (template: string) => Rendered): Rendered {
  const fault = addressFault(template)
  if (fault !== null) return { ok: false, reason: fault.message }
  let text = ""
  for (const part of template.split(OUTPUTS)) {
    if (!part.startsWith("{{")) {
      text += part
      continue
    }
    const rendered = render(part)
    if (!rendered.ok) return rendered
    text += ENCODED.test(part) ? rendered.text : encode(rendered.text)
  }
  const path = text.replace(ORIGIN, "").split(/[?#]/)[0] ?? ""
  if (path.split("/").some((segment) => DOTS.test(segment)))
    return { ok: false, reason: "the address would lead out of its own path" }
  if (text.length > 4000) return { ok: false, reason: "the address is longer than 4000 characters" }
  return UNSAFE.test(text)
    ? { ok: false, reason: "the address has a character that no address has" }
    : { ok: true, text }
}

/** The value as part of an address; what is no Unicode (half a pair) is replaced. */
export function encode(value: string): string {
  return encodeURIComponent(value.toWellFormed())
}

const HTTPS = /^https:\/\/[^\s/?#@\\]+(?:[/?#][^\s\\]*)?$/i
const ORIGIN = /^(https?):\/\/([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::\d{1,5})?(?=[/?#]|$)/i
const LOCAL = ["localhost", "127.0.0.1"]
const OUTPUTS = /(\{\{[^{}]*\}\})/g
const ENCODED = /\|\s*url_encode\s*-?\}\}$/
/** A segment that means the folder above, however it is spelt. */
const DOTS = /^(?:\.|%2e){1,2}$/i
const UNSAFE = /[^\x21-\x7e]|\\/
