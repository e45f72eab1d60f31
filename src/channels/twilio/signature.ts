import type { RawRequest } from "../../platform/request"
import { equal, fromBase64, isSigned, sha256Hex } from "../../platform/signature"

/**
 * Whether Twilio signed the request with one of the tokens ("Validating Signatures from Twilio"). The address is built
 * from the deployment's own: Host and X-Forwarded-* are the sender's to choose.
 */
export async function isFromTwilio(
  request: RawRequest,
  publicUrl: string,
  tokens: readonly string[],
): Promise<boolean> {
  const signature = fromBase64(request.headers.get("x-twilio-signature") ?? "")
  if (!signature) return false
  const address = publicUrl + pathOf(request.url)
  const bodyHash = bodyHashOf(address)
  if (bodyHash !== null && !(await equal(bodyHash, await sha256Hex(request.body)))) return false
  const signed = bodyHash !== null || request.method === "GET" ? "" : joined(formOf(request.body))
  for (const spelling of spellings(address)) {
    for (const token of tokens) if (await isSigned("SHA-1", token, spelling + signed, signature)) return true
  }
  return false
}

/** The hash of the body that Twilio puts into the address when the body is JSON; null when it is a form. */
export function bodyHashOf(address: string): string | null {
  return new URL(address).searchParams.get("bodySHA256")
}

/** The fields of a form, decoded, each with all its values. */
export function formOf(body: Uint8Array | string): Map<string, string[]> {
  const text =
    typeof body === "string" ? body : new TextDecoder("utf-8", { fatal: false, ignoreBOM: true }).decode(body)
  const form = new Map<string, string[]>()
  // A leading question mark belongs to the first name, which the parser would take off.
  for (const [name, value] of new URLSearchParams(`?${text}`)) form.set(name, [...(form.get(name) ?? []), value])
  return form
}

function joined(form: Map<string, string[]>): string {
  return [...form.keys()]
    .sort()
    .flatMap((name) => [...new Set(form.get(name))].sort().map((value) => name + value))
    .join("")
}

/** Path and query exactly as they came: writing them anew may change what was signed. */
function pathOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^#]*)/i.exec(url)?.[1] ?? ""
}

/** Twilio signs with or without the standard port and, from older machines, an escaped query. */
function spellings(address: string): Set<string> {
  const normal = new URL(address).toString()
  const plain = [withoutPort(address), withPort(address), withoutPort(normal), withPort(normal)]
  return new Set([...plain, ...plain.slice(2).map(withEscapedQuery)])
}

const ORIGIN = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*@)?(\[[^\]]*\]|[^/?#:]*)(:[^/?#]*)?/i

function withoutPort(url: string): string {
  return url.replace(ORIGIN, (_, scheme, user = "", host) => `${scheme}://${user}${host}`)
}

function withPort(url: string): string {
  return url.replace(ORIGIN, (origin, scheme, _user, _host, port) =>
    port ? origin : `${origin}:${String(scheme).toLowerCase() === "https" ? 443 : 80}`,
  )
}

/** As Node's `querystring` writes it: values of one name side by side, nothing left unescaped but `!'()*-._~`. */
function withEscapedQuery(url: string): string {
  const start = url.indexOf("?")
  if (start === -1 || start === url.length - 1) return url
  const pairs = [...formOf(url.slice(start + 1))].flatMap(([name, values]) =>
    values.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
  )
  return `${url.slice(0, start)}?${pairs.join("&")}`
}
