import { setTimeout as pause } from "node:timers/promises"

/** How requests went, the resent ones among them. */
export interface Post {
  sent: number
  resent: number
  acknowledged: number
  /** Set when the time is over: nothing is sent any more. */
  over: boolean
}

/** Longest that Meta and Stripe wait for an answer; they wait longer, but here nothing takes that long. */
const PATIENCE_MILLISECONDS = 10_000

/** Sends a request until it is acknowledged, as Meta and Stripe do; `make` writes it anew for each try. */
export async function deliver(
  post: Post,
  url: string,
  make: () => Promise<{ headers: Record<string, string>; body: string }>,
): Promise<Response> {
  for (let tries = 0; ; tries++) {
    if (post.over) throw new Error(`${url} was never answered`)
    post.sent += 1
    if (tries > 0) post.resent += 1
    const response = await ask(url, { method: "POST", ...(await make()) })
    if (response && response.status < 400) {
      post.acknowledged += 1
      return response
    }
    await pause(100)
  }
}

/** The answer, read to its end; null when there is none: the Worker is down, or went down. */
export async function ask(url: string, init: RequestInit = {}): Promise<Response | null> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS)
    const response = await fetch(url, { ...init, redirect: "manual", signal })
    const body = await response.arrayBuffer()
    return new Response(body.byteLength === 0 ? null : body, { status: response.status, headers: response.headers })
  } catch (error) {
    // fetch throws a TypeError for any connection that fails or breaks off.
    if (error instanceof TypeError || (error instanceof DOMException && error.name === "TimeoutError")) return null
    throw error
  }
}
