import { env, exports } from "cloudflare:workers"
import * as z from "zod"
import { api } from "../../src/http/api"

/** An answer of the API: its status, its JSON and the very text. */
export interface Answer {
  status: number
  headers: Headers
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  json: any
}

/** Every answer that `call` has had in this file: what must never hold a secret. */
export const answers: Answer[] = []

/** Calls the API with the operator's token. A text is sent as it is, anything else as JSON. */
export async function call(method: string, path: string, body?: unknown): Promise<Answer> {
  return read(await exports.default.fetch(`https://pay.test/api${path}`, init(method, body)))
}

/** The same on a deployment whose settings differ. */
export async function callWith(change: Partial<Env>, method: string, path: string, body?: unknown): Promise<Answer> {
  return read(await api.request(path, init(method, body), { ...env, ...change }))
}

/** The faults of a refusal as "path: message". */
export function faultsOf(answer: Answer): string[] {
  const body = z.object({ faults: z.array(z.object({ path: z.string(), message: z.string() })) }).parse(answer.json)
  return body.faults.map(({ path, message }) => `${path}: ${message}`)
}

function init(method: string, body: unknown): RequestInit {
  const headers = { authorization: "Bearer test-token" }
  if (body === undefined) return { method, headers }
  return { method, headers, body: typeof body === "string" ? body : JSON.stringify(body) }
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text()
  const type = response.headers.get("content-type") ?? ""
  const json = type.includes("json") && text !== "" ? JSON.parse(text) : null
  const answer = { status: response.status, headers: response.headers, text, json }
  answers.push(answer)
  return answer
}
