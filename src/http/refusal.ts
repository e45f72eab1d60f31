import type { Context } from "hono"

/** The media type of problem details (RFC 9457). */
export const PROBLEM_TYPE = "application/problem+json"

/** Statuses that something is refused with. */
export type RefusedStatus = 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 422 | 429 | 500 | 502 | 503

const TITLES = {
  400: "Unreadable",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  410: "Gone",
  413: "Too large",
  422: "Unacceptable",
  429: "Too many requests",
  500: "Fault of this deployment",
  502: "The service behind said no",
  503: "Not ready",
} satisfies Record<RefusedStatus, string>

/** Problem details: what was refused and why, for machines by `code` and for people by `detail`. */
export function problemOf(status: RefusedStatus, code: string, detail: string) {
  return { type: `urn:paythread:problem:${code}`, title: TITLES[status], status, code, detail }
}

/** Refuses a request, in words for people. */
export function refuse<Bindings extends object>(
  c: Context<{ Bindings: Bindings }>,
  status: RefusedStatus,
  code: string,
  detail: string,
): Response {
  return c.json(problemOf(status, code, detail), status, { "content-type": PROBLEM_TYPE })
}

/** The same without a router's context. */
export function refusal(
  status: RefusedStatus,
  code: string,
  detail: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json(problemOf(status, code, detail), {
    status,
    headers: { ...headers, "content-type": PROBLEM_TYPE },
  })
}
