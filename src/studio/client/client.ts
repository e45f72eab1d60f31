import type { z } from "zod"
import type { Api } from "../../http/api"
import type { problem } from "../../http/api/routing/problem"
import { addresses } from "./addresses"

/** A fault in one field of what was sent. */
export type Fault = NonNullable<z.output<typeof problem>["faults"]>[number]

/** Everything that keeps a request from being answered, in words for people. */
export class Refusal extends Error {
  constructor(
    /** 0 when nobody was reached. */
    readonly status: number,
    readonly code: string,
    message: string,
    readonly faults: readonly Fault[] = [],
    /** Of the draft as it is stored, where a newer one was saved. */
    readonly revision: number | null = null,
    /** Which sentence the message is, and what is filled into it. */
    readonly said: { key?: string | undefined; values?: Fault["values"] } = {},
  ) {
    super(message)
  }
}

/** What the session's answers say of the browser's session; the cookie itself no script can read. */
const session: { csrf: string | null; onLost: () => void } = { csrf: null, onLost: () => {} }

/** Remembers the session: every change carries its token, and `onLost` hears when it is over. */
export function holdSession(csrf: string | null, onLost: () => void): void {
  session.csrf = csrf
  session.onLost = onLost
}

/** What can be left out where nothing in it must be there. */
type Nothing = Record<string, never>

/** A route of the API by its name. */
type Named = keyof typeof addresses

/** What a route must be given, and may be. */
type Given<Route extends Api[Named]> = Part<"params", Route["params"]> &
  Part<"query", Route["query"]> &
  Part<"body", Route["body"]>

type Part<Key extends string, Value> = undefined extends Value
  ? { [Each in Key]?: Value }
  : Nothing extends Value
    ? { [Each in Key]?: Value }
    : { [Each in Key]: Value }

/** What a route is asked with; a query parameter that is undefined or empty is left out. */
export type QueryOf<Name extends keyof Api> = Api[Name]["query"]

/** What a route is told. */
export type BodyOf<Name extends keyof Api> = Api[Name]["body"]

/** What a route answers. */
export type AnswerOf<Name extends keyof Api> = Api[Name]["answer"]

/** Calls a route of the API by its name. Throws a Refusal. */
export function call<Name extends Named>(
  name: Name,
  ...[given]: Nothing extends Given<Api[Name]> ? [given?: Given<Api[Name]>] : [given: Given<Api[Name]>]
): Promise<AnswerOf<Name>> {
  const { params = {}, query = {}, body }: { params?: object; query?: object; body?: unknown } = given ?? {}
  const [method = "", path = ""] = addresses[name].split(" ")
  return request(method, filled(path, params) + queryOf(query), body)
}

/** The address of what a browser loads by itself, as a link. */
export function addressOf<Name extends Named>(name: Name, query: QueryOf<Name>): string {
  const [, path = ""] = addresses[name].split(" ")
  return `/api${path}${queryOf(query)}`
}

function filled(path: string, params: object): string {
  const known = new Map<string, unknown>(Object.entries(params))
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(known.get(name))))
}

function queryOf(parameters: object): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== "")
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return query === "" ? "" : `?${query}`
}

/** Asks what no name stands for. Throws a Refusal. */
export async function request<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await reach(method, path, body)
  if (response.status === 204) return undefined as Answer
  const text = await response.text()
  const answer = read(text)
  if (response.ok && answer !== undefined) return answer as Answer
  const refusal = refusalOf(response.status, answer)
  if (response.status === 401 && path !== "/session") session.onLost()
  throw refusal
}

async function reach(method: string, path: string, body: unknown): Promise<Response> {
  const headers: Record<string, string> = {}
  if (method !== "GET" && session.csrf !== null) headers["x-csrf-token"] = session.csrf
  if (body !== undefined) headers["content-type"] = "application/json"
  try {
    return await fetch(`/api${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  } catch (error) {
    throw new Refusal(0, "unreachable", error instanceof Error ? error.message : String(error))
  }
}

function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function refusalOf(status: number, answer: unknown): Refusal {
  const { code, detail, faults = [], revision = null, ...said } = (answer ?? {}) as Partial<z.output<typeof problem>>
  if (code === undefined || detail === undefined) return new Refusal(status, "unexpected", "")
  return new Refusal(status, code, detail, faults, revision, said)
}
