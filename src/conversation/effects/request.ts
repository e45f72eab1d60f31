import { Failure } from "../../platform/failure"
import { linkHash } from "../../platform/identity"
import { defineEffect } from "./effect"

/** Asks the service of an API integration, once: whether to ask again is for the flow to say. */
export const request = defineEffect({
  type: "request",
  dropsWithRun: true,

  async perform({ world, row }, { request }) {
    const named = request.method !== "GET" && !Object.keys(request.headers).some(isIdempotencyKey)
    const headers = named ? { ...request.headers, "idempotency-key": await linkHash(row.key) } : request.headers
    try {
      return { answer: { response: await world.perform({ ...request, headers }, "flow"), reason: null } }
    } catch (error) {
      if (error instanceof Failure) return { answer: { response: null, reason: error.message } }
      throw error
    }
  },

  fails: (_owed, _key, reason) => ({ answer: { response: null, reason } }),
  answered: (owed, led) => ({ ...owed, passed: led }),
  line: ({ request, passed }) => ({
    type: "request",
    text: `${request.method} ${hostOf(request.url)}`,
    ...(passed && { led: passed }),
  }),
})

function isIdempotencyKey(header: string): boolean {
  return header.toLowerCase() === "idempotency-key"
}

/** Addresses of API integrations may carry keys in their query: only the host is shown. */
function hostOf(url: string): string {
  return URL.parse(url)?.host ?? ""
}
