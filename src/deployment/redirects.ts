import type { HttpRequest, HttpResponse } from "../core/exchange"
import { Failure } from "../platform/failure"
import { type FetchPolicy, perform } from "../platform/fetch"
import { log } from "../platform/log"

/** Hops that a service may send a request on: those that answer from elsewhere take one or two. */
const MOST_HOPS = 3

const DEFAULT_SECONDS = 15

/**
 * As `perform`, and goes where the service sends it, each place held to the same policy: Google's web apps answer all they
 * are asked from elsewhere. What was asked for is not asked again there unless the service says so (307, 308), and what is
 * another's gets no header and no body of the request. An answer that leads nowhere, where nobody may be asked, or on and on, is returned as it is.
 */
export async function performFollowing(
  request: HttpRequest,
  policy: FetchPolicy,
  now: () => number,
): Promise<HttpResponse> {
  const endsAt = now() + (request.timeoutSeconds ?? DEFAULT_SECONDS) * 1000
  let asked = request
  let response = await perform(asked, policy)
  for (let hop = 1; hop <= MOST_HOPS; hop++) {
    const next = onward(asked, response)
    if (!next) return response
    const timeoutSeconds = (endsAt - now()) / 1000
    if (timeoutSeconds <= 0) throw new Failure("unanswered", `${hostOf(next)} did not answer in time.`, "again", true)
    log("request.redirected", { from: hostOf(asked), to: hostOf(next), status: response.status, hop })
    asked = { ...next, timeoutSeconds }
    const answer = await unlessRefused(() => perform(asked, policy))
    if (!answer) return response
    response = answer
  }
  return response
}

/** What comes of a hop; null where it leads to a host that may not be asked: nothing was sent there. */
async function unlessRefused(hop: () => Promise<HttpResponse>): Promise<HttpResponse | null> {
  try {
    return await hop()
  } catch (error) {
    if (error instanceof Failure && error.code === "host_refused") return null
    throw error
  }
}

function onward(asked: HttpRequest, { status, headers }: HttpResponse): HttpRequest | null {
  const to = headers.location === undefined ? null : URL.parse(headers.location, asked.url)
  if (!to) return null
  const isOwn = to.origin === new URL(asked.url).origin
  const own = isOwn ? asked.headers : {}
  const url = to.href
  if (status === 301 || status === 302 || status === 303) return { method: "GET", url, headers: withoutBody(own) }
  if (status !== 307 && status !== 308) return null
  if (asked.body === undefined) return { method: asked.method, url, headers: own }
  return isOwn ? { ...asked, url } : null
}

function withoutBody(headers: HttpRequest["headers"]): HttpRequest["headers"] {
  const isOfBody = (name: string) => ["content-type", "idempotency-key"].includes(name.toLowerCase())
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !isOfBody(name)))
}

function hostOf({ url }: HttpRequest): string {
  return URL.parse(url)?.hostname ?? ""
}
