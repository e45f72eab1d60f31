import type { Sentence } from "../core/text/sentence"
import { say } from "../core/text/sentences"

/** Names that never belong to a public service: resolved inside a machine, an office or a cloud. */
const PRIVATE_ENDINGS: readonly string[] = [
  "localhost",
  "local",
  "localdomain",
  "internal",
  "intranet",
  "private",
  "corp",
  "home",
  "lan",
  "arpa",
  "onion",
]

/** Names that no public server has (RFC 6761, RFC 2606). A machine of one's own may know them all the same. */
const RESERVED_ENDINGS: readonly string[] = ["test", "example", "invalid"]

/** The metadata service of Google's cloud by its public-looking name. */
const METADATA_HOSTS: readonly string[] = ["metadata.goog"]

/** Longer addresses are cut by proxies on the way. */
const MAX_LENGTH = 8000

/** Where a request comes from: what it may reach depends on that. */
export interface Reach {
  /** Local development: this very machine may be asked too, over http and on any port, and names that only it knows. */
  local: boolean
  /** Names of this deployment's own hosts, which are refused: for addresses that an operator or a customer wrote. */
  ownHosts?: readonly string[]
}

/** Why no request to this URL is sent from there; null when it may be. Publishing and running both ask it. */
export function unreachable(url: string, { local, ownHosts = [] }: Reach): Sentence | null {
  if (local && isLoopback(url)) return null
  return hostFault(url, ownHosts) ?? (local ? null : reservedFault(url))
}

/**
 * Why a request to this URL is refused anywhere; null when it may be sent. Only https on its own port to a public
 * name passes: no IP address in any spelling, no local name, no password in the URL, none of the hosts in `own`. What a
 * name resolves to cannot be seen from a Worker: the flag `global_fetch_strictly_public` covers that.
 */
export function hostFault(url: string, own: readonly string[] = []): Sentence | null {
  if (url.length > MAX_LENGTH) return say("addressTooLong", { limit: MAX_LENGTH })
  // The URL parser drops tabs and line ends and reads a backslash as a slash: others read such a URL differently.
  if (/[\s\p{Cc}\\]/u.test(url)) return say("addressBlank")
  if (!/^https:\/\//i.test(url)) return say("addressNotHttps")
  if (!/^https:\/\/[^/?#@]+(?:[/?#]|$)/i.test(url)) return say("addressCredentials")
  if (!URL.canParse(url)) return say("addressNoUrl")
  const { hostname, port } = new URL(url)
  if (port !== "") return say("addressPort")
  // The parser has brought every spelling of an IPv4 address (octal, hexadecimal, short, full-width) to this one.
  if (/^\d+\.\d+\.\d+\.\d+$/.test(hostname) || hostname.startsWith("[")) return say("addressIp")
  if (hostname.endsWith(".")) return say("hostDot")
  if (!hostname.includes(".")) return say("hostShort")
  const ending = hostname.slice(hostname.lastIndexOf(".") + 1)
  if (PRIVATE_ENDINGS.includes(ending) || METADATA_HOSTS.some((host) => isWithin(hostname, host)))
    return say("hostPrivate")
  if (own.some((host) => hostname === host.toLowerCase())) return say("hostOwn")
  return null
}

function reservedFault(url: string): Sentence | null {
  const { hostname } = new URL(url)
  return RESERVED_ENDINGS.some((ending) => hostname.endsWith(`.${ending}`)) ? say("hostPrivate") : null
}

/** Whether the URL leads to this very machine, as http or https on any port: for local development only. */
export function isLoopback(url: string): boolean {
  if (/[\s\p{Cc}\\]/u.test(url) || !/^https?:\/\/[^/?#@]+(?:[/?#]|$)/i.test(url) || !URL.canParse(url)) return false
  const { hostname } = new URL(url)
  return isWithin(hostname, "localhost") || /^127\.\d+\.\d+\.\d+$/.test(hostname) || hostname === "[::1]"
}

function isWithin(hostname: string, host: string): boolean {
  return hostname === host || hostname.endsWith(`.${host}`)
}
