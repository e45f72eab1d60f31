/** On every answer, and on the studio's files by its `_headers`. */
const HEADERS: [string, string][] = [
  ["x-content-type-options", "nosniff"],
  ["referrer-policy", "no-referrer"],
  [
    "permissions-policy",
    "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
  ],
]

/** Only over https does the last one say anything (RFC 6797 §7.2). */
const OVER_HTTPS: [string, string][] = [...HEADERS, ["strict-transport-security", "max-age=31536000"]]

/** What stands on every answer to a request at that address. */
export function headersFor(url: string): readonly [string, string][] {
  return url.startsWith("https:") ? OVER_HTTPS : HEADERS
}
