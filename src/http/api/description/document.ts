import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi"
import { idempotencyHeader } from "../routing/idempotency"
import type { Route } from "../routing/route"
import { withExamples } from "./examples"
import { OPEN_PATHS, refusalSaying } from "./open"

export type OpenApi = ReturnType<typeof createDocument>

/** The OpenAPI 3.1 document of the routes. */
export function documentOf(routes: readonly Route[]): OpenApi {
  const paths: ZodOpenApiPathsObject = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, "{$1}")
    paths[path] = { ...paths[path], [route.method]: operationOf(route) }
  }
  const tags = new Set([...routes.map(({ tag }) => tag), "Session", "Description"])
  const written = createDocument(
    {
      openapi: "3.1.1",
      info: {
        title: "Paythread",
        version: "1",
        description: INTRODUCTION,
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
        contact: { name: "Who operates this deployment" },
      },
      servers: [{ url: "/api" }],
      security: [{ token: [] }, { session: [] }, { access: [] }],
      tags: [...tags].map((name) => ({ name, description: TAGS[name] ?? "" })),
      paths: { ...paths, ...OPEN_PATHS },
      components: { securitySchemes: SECURITY },
    },
    { override: ({ jsonSchema }) => extended(jsonSchema) },
  )
  return withExamples(written)
}

/** What stands under a tag. */
const TAGS: Record<string, string> = {
  "Payment configuration": "How payments are taken: set once, used by every payment step.",
  "Payment accounts": "Accounts at payment providers: where the money goes.",
  "Channel accounts": "Accounts on channels: the numbers that customers write to.",
  Flows: "What is said and asked: a draft that is worked on, and versions that never change.",
  Orders: "Requests for money, and what can be done about one.",
  Conversations: "Who wrote, and what was said and done.",
  Events: "What happened, as a stream.",
  Deployment: "Tokens, settings and facts of the deployment itself.",
  "Sandbox phone": "A pretend customer's phone, on somebody's own machine.",
  Session: "The browser's session: how the studio signs in and out.",
  Description: "What describes all of this.",
}

/** Who may ask: any one of these. */
const SECURITY = {
  token: { type: "http", scheme: "bearer", description: "The secret API_TOKEN, or a token made under /tokens." },
  session: {
    type: "apiKey",
    in: "cookie",
    name: "__Host-paythread",
    description: "The browser's session; a change carries its `csrf` as `x-csrf-token` too.",
  },
  access: {
    type: "apiKey",
    in: "header",
    name: "cf-access-jwt-assertion",
    description: "Cloudflare Access, where it is set up; a change carries `x-csrf-token` too.",
  },
} as const

/** The words of a schema that are not JSON Schema's but its forms': they are extensions here. */
function extended(schema: Record<string, unknown>): void {
  for (const word of Object.keys(schema)) {
    if (VOCABULARY.has(word) || word.startsWith("x-")) continue
    if (word === "secret") schema.writeOnly = true
    else schema[`x-${word}`] = schema[word]
    delete schema[word]
  }
}

/** JSON Schema 2020-12, as far as zod writes it. */
const VOCABULARY = new Set(
  [
    "$ref $defs id type properties required additionalProperties propertyNames patternProperties items prefixItems",
    "anyOf oneOf allOf not const enum title description default examples deprecated readOnly writeOnly discriminator",
    "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength pattern format contentEncoding",
    "minItems maxItems uniqueItems minProperties maxProperties contentMediaType",
  ].flatMap((line) => line.split(" ")),
)

const INTRODUCTION =
  "Every request carries `Authorization: Bearer <token>`, the deployment's secret API_TOKEN or one made under /tokens; the studio's browser has a session instead. Times are milliseconds since 1970; amounts are decimals in text. A field or query parameter that is not described here is refused."

const REFUSALS = {
  400: ["unreadable", "The body is not JSON."],
  401: ["unauthorised", "No token or a wrong one."],
  403: ["forbidden", "The token lacks the right, or the request came from another site."],
  404: ["not_found", "There is no such thing."],
  409: ["conflict", "It conflicts with how things stand."],
  413: ["too_large", "The body is larger than 1 MB."],
  422: ["invalid", "A field is wrong; the faults name it."],
  502: ["unavailable", "The provider said no, or did not answer."],
  503: ["not_configured", "This deployment is not set up for it."],
} as const

function operationOf(route: Route): ZodOpenApiOperationObject {
  const { name, needs, method, tag, summary, description, params, query, body, status, answer, refusals, media } = route
  const refused: (keyof typeof REFUSALS)[] = [401, 403, 503, ...refusals]
  if (params) refused.push(404)
  if (query) refused.push(422)
  if (body) refused.push(400, 413, 422)
  if (method === "post") refused.push(400, 409, 413, 422)
  const success = {
    description: summary,
    ...(status !== 204 && { content: { [media]: { schema: answer } } }),
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

function refusal(status: keyof typeof REFUSALS) {
  const [code, description] = REFUSALS[status]
  return [status, refusalSaying(status, code, description)] as const
}
