import * as z from "zod"
import type { ZodOpenApiPathsObject } from "zod-openapi"
import { PROBLEM_TYPE, problemOf, type RefusedStatus } from "../../refusal"
import { sessionView, signInBody } from "../deployment/view"
import { problem } from "../routing/problem"

/** The answer of a route that is done. */
const signedIn = { description: "Who is signed in", content: { "application/json": { schema: sessionView } } }

/** The answer that refuses something, and why. */
export function refusalSaying(status: RefusedStatus, code: string, description: string) {
  const example = problemOf(status, code, description)
  return { description, content: { [PROBLEM_TYPE]: { schema: problem satisfies z.ZodType, example } } }
}

const closed = refusalSaying(
  401,
  "unauthorised",
  "The deployment shows its description to nobody who is not signed in (API_DOCS).",
)

/** What is there without a token. */
export const OPEN_PATHS: ZodOpenApiPathsObject = {
  "/session": {
    get: {
      operationId: "session.show",
      tags: ["Session"],
      summary: "Show who is signed in",
      description: "Who the browser's cookie, a token or Cloudflare Access says it is, and what they may do.",
      security: [],
      responses: { 200: signedIn, 401: refusalSaying(401, "unauthorised", "Nobody is.") },
    },
    post: {
      operationId: "session.begin",
      tags: ["Session"],
      summary: "Sign in with a token",
      description: "For browsers: the answer sets a cookie of twelve hours, which no script can read.",
      security: [],
      requestBody: { required: true, content: { "application/json": { schema: signInBody } } },
      responses: {
        200: signedIn,
        400: refusalSaying(400, "unreadable", "The body is not JSON."),
        401: refusalSaying(401, "unauthorised", "The token is not known, or the word is spent."),
        403: refusalSaying(403, "foreign", "The request came from another site."),
        422: refusalSaying(422, "invalid", "A field is wrong; the faults name it."),
        429: refusalSaying(429, "too_many_tries", "Ten tries of one address within a minute, or a hundred of all."),
        503: refusalSaying(503, "not_configured", "The deployment has no API_TOKEN."),
      },
    },
    delete: {
      operationId: "session.end",
      tags: ["Session"],
      summary: "Sign out",
      description: "The session is over for whoever has a copy of its cookie too.",
      security: [],
      requestParams: {
        query: z.object({
          everywhere: z.enum(["true", "false"]).optional().meta({ description: "Whether every session ends." }),
        }),
      },
      responses: {
        204: { description: "The session is over; with everywhere=true every session is." },
        403: refusalSaying(403, "foreign", "The request came from another site."),
      },
    },
  },
  "/openapi.json": {
    get: {
      operationId: "description.document",
      tags: ["Description"],
      summary: "This description for machines",
      description: "OpenAPI 3.1. Open to everybody, unless the deployment's API_DOCS is `closed`.",
      security: [],
      responses: {
        200: { description: "The document", content: { "application/json": { schema: z.looseObject({}) } } },
        401: closed,
      },
    },
  },
  "/docs": {
    get: {
      operationId: "description.page",
      tags: ["Description"],
      summary: "This description for people",
      description: "One page without a script. Open to everybody, unless the deployment's API_DOCS is `closed`.",
      security: [],
      responses: {
        200: { description: "The page", content: { "text/html": { schema: z.string() } } },
        401: closed,
      },
    },
  },
}
