import createClient from "openapi-fetch"
import { addresses } from "./addresses.js"
import type { components, operations, paths } from "./schema.js"

export type { components, operations, paths } from "./schema.js"

/** The name of an operation, as in orders.refund. */
export type Name = keyof operations & keyof typeof addresses

/** What is wrong with one field of what was sent. */
export type Fault = components["schemas"]["Fault"]

type Parameters<One extends Name> = operations[One]["parameters"]

type Sent<One extends Name> = operations[One] extends { requestBody?: { content: { "application/json": infer Body } } }
  ? operations[One] extends { requestBody: unknown }
    ? { body: Body }
    : { body?: Body }
  : { body?: never }

/** What an operation is called with. */
export type Given<One extends Name> = Sent<One> &
  (Parameters<One> extends { path: infer Path } ? { path: Path } : { path?: never }) &
  (Parameters<One> extends { query?: infer Query } ? { query?: Query } : { query?: never }) & {
    /** The Idempotency-Key of a POST: the same key is the same deed. One is made for each call unless given. */
    key?: string
  }

type Answered<Responses> = Responses extends { 200: infer Answer }
  ? Answer
  : Responses extends { 201: infer Answer }
    ? Answer
    : never

/** What an operation answers; nothing where there is nothing to say. */
export type Answer<One extends Name> =
  Answered<operations[One]["responses"]> extends { content: infer Content } ? Content[keyof Content] : undefined

/** The API said no, or what was asked could not be done: problem details (RFC 9457). */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    /** A stable word, such as not_found. */
    readonly code: string,
    /** For people: what happened and what to do. */
    message: string,
    readonly faults: readonly Fault[] = [],
  ) {
    super(message)
  }
}

/** Calls an operation by its name. Throws a Refusal. */
export type Call = <One extends Name>(
  name: One,
  ...given: Record<string, never> extends Given<One> ? [given?: Given<One>] : [given: Given<One>]
) => Promise<Answer<One>>

/** Which deployment, and as whom. */
export interface Options {
  /** Where the deployment is, such as https://pay.example.com. */
  url: string
  /** The secret API_TOKEN, or a token made in the studio. */
  token: string
  fetch?: (request: Request) => Promise<Response>
  /** Times that something is tried in all; 3 unless given. */
  tries?: number
}

/**
 * A client of one deployment. What fails by no fault of the request is tried again after a pause; nothing is done twice by it,
 * since every POST carries an Idempotency-Key.
 */
export function paythread({ url, token, fetch, tries = 3 }: Options): Call {
  const http = createClient<paths>({
    baseUrl: `${url.replace(/\/+$/, "")}/api`,
    headers: { authorization: `Bearer ${token}` },
    ...(fetch && { fetch }),
  })

  async function attempt(name: Name, { path, query, body, key }: Loose, id: string): Promise<Outcome> {
    const [method, address] = addresses[name]
    const header = method === "post" ? { "idempotency-key": key ?? id } : {}
    const asked = { params: { path, query, header }, ...(body !== undefined && { body }), parseAs: "text" }
    return http.request(method, address as never, asked as never)
  }

  return async (name, ...[given = {}]) => {
    const id = crypto.randomUUID()
    for (let left = tries - 1; ; left--) {
      const outcome = await attempt(name, given as Loose, id).catch((error: unknown) => unreached(error, left))
      const response = outcome?.response
      if (outcome && response?.ok) return read(outcome) as Answer<typeof name>
      if (outcome && (left <= 0 || !isPassing(outcome.response))) throw refusalOf(outcome)
      await pause(Number(response?.headers.get("retry-after") ?? 1))
    }
  }
}

/** What became of one try: a text, or the error that was answered, read where it is JSON. */
interface Outcome {
  response: Response
  data?: string
  error?: unknown
}

/** What the types above have checked. */
interface Loose {
  path?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
  key?: string
}

/** Nobody answered: null where it may be tried again. */
function unreached(error: unknown, left: number): null {
  if (left <= 0) throw error
  return null
}

/** Whether the same request may go through a little later. */
function isPassing(response: Response): boolean {
  return [429, 502, 503].includes(response.status) || (response.status === 409 && response.headers.has("retry-after"))
}

const MAX_PAUSE_SECONDS = 30

function pause(seconds: number): Promise<void> {
  const known = Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), MAX_PAUSE_SECONDS) : 1
  return new Promise((resolve) => setTimeout(resolve, known * 1000))
}

function read({ response, data = "" }: Outcome): unknown {
  if (response.status === 204) return undefined
  return /\bjson\b/.test(response.headers.get("content-type") ?? "") ? JSON.parse(data) : data
}

function refusalOf({ response: { status }, error }: Outcome): Refusal {
  if (typeof error !== "object" || error === null || !("detail" in error))
    return new Refusal(status, "unexpected", String(error).slice(0, 200))
  const { code, detail, faults } = error as components["schemas"]["Problem"]
  return new Refusal(status, code, detail, faults)
}
