import * as z from "zod"
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi"
import { PROBLEM_TYPE } from "../../refusal"
import { sessionView, signInBody } from "../deployment/view"
import { idempotencyHeader } from "../routing/idempotency"
import { problem } from "../routing/problem"
import type { Route } from "../routing/route"

export type OpenApi = ReturnType<typeof createDocument>

/** The OpenAPI 3.1 document of the routes. */
export function documentOf(routes: readonly Route[]): OpenApi {
  const paths: ZodOpenApiPathsObject = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, "{$1}")
    paths[path] = { ...paths[path], [route.method]: operationOf(route) }
  }
  return createDocument(
    {
      openapi: "3.1.1",
      info: { title: "Paythread", version: "1", description: INTRODUCTION },
      servers: [{ url: "/api" }],
      security: [{ token: [] }],
      tags: [...new Set([...routes.map(({ tag }) => tag), "Session"])].map((name) => ({ name })),
      paths: { ...paths, ...OPEN_PATHS },
      components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
    },
    {
      override({ jsonSchema }) {
        if (jsonSchema.secret !== true) return
        delete jsonSchema.secret
        jsonSchema.writeOnly = true
      },
    },
  )
}

const INTRODUCTION =
  "Every request carries `Authorization: Bearer <token>`, the deployment's secret API_TOKEN or one made under /tokens; the studio's browser has a session instead. Times are milliseconds since 1970; amounts are decimals in text. A field or query parameter that is not described here is refused."

const signedIn = { description: "Who is signed in", content: { "application/json": { schema: sessionView } } }

/** What is there without a token. */
const OPEN_PATHS: ZodOpenApiPathsObject = {
  "/session": {
    get: {
      tags: ["Session"],
      summary: "Show who is signed in",
      security: [],
      responses: { 200: signedIn, 401: { description: "Nobody is." } },
    },
    post: {
      tags: ["Session"],
      summary: "Sign in with a token",
      description: "For browsers: the answer sets a cookie of twelve hours, which no script can read.",
      security: [],
      requestBody: { required: true, content: { "application/json": { schema: signInBody } } },
      responses: {
        200: signedIn,
        401: { description: "The token is not known." },
        429: { description: "Ten tries of one address within a minute, or a hundred of all." },
      },
    },
    delete: {
      tags: ["Session"],
      summary: "Sign out",
      description: "The session is over for whoever has a copy of its cookie too.",
      security: [],
      requestParams: { query: z.object({ everywhere: z.enum(["true", "false"]).optional() }) },
      responses: { 204: { description: "The session is over; with everywhere=true every session is." } },
    },
  },
  "/openapi.json": {
    get: {
      summary: "This description for machines",
      security: [],
      responses: { 200: { description: "OpenAPI 3.1", content: { "application/json": {} } } },
    },
  },
  "/docs": {
    get: {
      summary: "This description for people",
      security: [],
      responses: { 200: { description: "A page", content: { "text/html": {} } } },
    },
  },
}

const REFUSALS: Record<number, string> = {
  400: "The body is not JSON.",
  401: "No token or a wrong one.",
  403: "The token lacks the right, or the request came from another site.",
  404: "There is no such thing.",
  409: "It conflicts with how things stand.",
  413: "The body is larger than 1 MB.",
  422: "A field is wrong; the faults name it.",
  502: "The provider said no, or did not answer.",
  503: "This deployment is not set up for it.",
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  const { name, needs, method, tag, summary, description, params, query, body, status, answer, refusals } = route
  const refused = [401, 403, 503, ...refusals]
  if (params) refused.push(404)
  if (query) refused.push(422)
  if (body) refused.push(400, 413, 422)
  if (method === "post") refused.push(400, 409, 413, 422)
  const success = {
    description: summary,
    ...(status !== 204 && { content: { "application/json": { schema: answer } } }),
  }
  return {
    operationId: name,
    tags: [tag],
    summary,
    description: `${description === "" ? "" : `${description}\n\n`}Needs the right \`${needs}\`.`,
    requestParams: {
      ...(params && { path: params }),
      ...(query && { query }),
      ...(method === "post" && { header: idempotencyHeader }),
    },
    ...(body && {
      requestBody: { required: !body.safeParse(undefined).success, content: { "application/json": { schema: body } } },
    }),
    responses: { [status]: success, ...Object.fromEntries([...new Set(refused)].sort().map(refusal)) },
  }
}

function refusal(status: number) {
  const description = REFUSALS[status] ?? ""
  return [status, { description, content: { [PROBLEM_TYPE]: { schema: problem satisfies z.ZodType } } }] as const
}
