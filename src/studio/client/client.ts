import type { z } from "zod"
import type { problem } from "../../http/api/routing/problem"

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

/** Query parameters; those that are undefined or empty are left out. */
export type Parameters = Record<string, string | number | boolean | undefined>

/** Asks the API; paths are below /api. Throws a Refusal. */
export async function ask<Answer>(path: string, parameters: Parameters = {}): Promise<Answer> {
  return request<Answer>("GET", path + queryOf(parameters))
}

/** Has the API change something. Throws a Refusal. */
export async function tell<Answer = void>(
  method: "POST" | "PUT" | "DELETE",
  path: string,
  body?: unknown,
): Promise<Answer> {
  return request<Answer>(method, path, body)
}

/** The parameters as they stand in an address, with the question mark. */
export function queryOf(parameters: Parameters): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== "")
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return query === "" ? "" : `?${query}`
}

async function request<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
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
