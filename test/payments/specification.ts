import { expect } from "vitest"
import type * as z from "zod"
import type { EmulatedService } from "../../src/platform/emulator"

/** What a provider's own specification says of one operation. */
export interface Operation {
  method: string
  path: RegExp
  /** Header names that it demands, and what it demands of them. */
  headers?: Readonly<Record<string, RegExp>>
  query?: z.ZodType
  /** Of a JSON body; absent where there is none, or it is no JSON. */
  body?: z.ZodType
  /** Of a good answer. */
  answer: z.ZodType
}

/** The service, every request to it and every good answer of it held against the specification; `seen` counts the operations. */
export function specified(
  service: EmulatedService,
  operations: Readonly<Record<string, Operation>>,
): { service: EmulatedService; seen: Map<string, number> } {
  const seen = new Map<string, number>()
  return {
    seen,
    async service(request) {
      const { method, path, headers, query, body } = request
      const found = Object.entries(operations).find(([, one]) => one.method === method && one.path.test(path))
      if (!found) throw new Error(`${method} ${path} is not in the specification`)
      const [name, operation] = found
      for (const [header, form] of Object.entries(operation.headers ?? {})) expect(headers[header] ?? "").toMatch(form)
      if (operation.query) operation.query.parse(Object.fromEntries(query))
      if (operation.body) operation.body.parse(JSON.parse(body))
      else if (method === "GET") expect(body).toBe("")
      const answer = await service(request)
      if (answer && answer.status < 300) operation.answer.parse(answer.body)
      seen.set(name, (seen.get(name) ?? 0) + 1)
      return answer
    },
  }
}
