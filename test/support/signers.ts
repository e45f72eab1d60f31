/** `X-Hub-Signature-256` as Meta writes it over the raw body. Written apart from what it tests; runs in Node too. */
export async function signMeta(body: string | Uint8Array, secret: string): Promise<string> {
  return `sha256=${hex(await hmac("SHA-256", secret, body))}`
}

/** `X-Twilio-Signature` as Twilio writes it: the address and, for a form, every name and value in order. */
export async function signTwilio(
  url: string,
  params: Readonly<Record<string, string | readonly string[]>>,
  token: string,
): Promise<string> {
  let data = url
  for (const name of Object.keys(params).sort()) {
    const values = [params[name] ?? ""].flat()
    for (const value of [...new Set(values)].sort()) data += name + value
  }
  return btoa(String.fromCharCode(...(await hmac("SHA-1", token, data))))
}

/** `X-Sandbox-Signature` over the raw body. */
export async function signSandbox(body: string | Uint8Array, secret: string): Promise<string> {
  return `sha256=${hex(await hmac("SHA-256", secret, body))}`
}

async function hmac(hash: "SHA-1" | "SHA-256", secret: string, data: string | Uint8Array): Promise<Uint8Array> {
  const encoder = new TextEncoder()
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash }, false, ["sign"])
  const bytes = typeof data === "string" ? encoder.encode(data) : data
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, new Uint8Array(bytes)))
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}
