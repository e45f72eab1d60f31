/** The value of `stripe-signature` for a callback, as Stripe's service makes it. `timestamp` is in seconds. */
export function signStripe(body: string, secret: string, timestamp: number): Promise<string> {
  return timestamped(body, secret, timestamp)
}

/** The value of `sandbox-signature` for a callback. `timestamp` is in seconds. */
export function signSandboxPayment(body: string, secret: string, timestamp: number): Promise<string> {
  return timestamped(body, secret, timestamp)
}

async function timestamped(body: string, secret: string, timestamp: number): Promise<string> {
  const bytes = new TextEncoder()
  const algorithm = { name: "HMAC", hash: "SHA-256" }
  const key = await crypto.subtle.importKey("raw", bytes.encode(secret), algorithm, false, ["sign"])
  const digest = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes.encode(`${timestamp}.${body}`)))
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")
  return `t=${timestamp},v1=${hex}`
}
