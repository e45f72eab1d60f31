import type { HttpRequest, HttpResponse } from "../../src/core/exchange"
import { Failure } from "../../src/platform/failure"
import type { Outside, Perishable } from "../../src/platform/outside"
import type { RawRequest } from "../../src/platform/request"
import { type Answer, NOW, setting, type Unsigned } from "./fixture"

/** The world as an adapter has it in the suite: it answers by a script and remembers what was asked. */
export interface Played extends Outside {
  requests: HttpRequest[]
}

/** Answers in that order; the request after the last one is answered by nobody, which fails the test. */
export function playing(answers: readonly Answer[], at = NOW): Played {
  const requests: HttpRequest[] = []
  const shelf = new Map<string, Perishable>()
  return {
    at,
    requests,
    async ask(request) {
      const answer = answers[requests.length]
      requests.push(request)
      if (answer === undefined)
        throw new Error(`nobody answers request ${requests.length}: ${request.method} ${request.url}`)
      return typeof answer === "function" ? answer(request) : answer
    },
    async keep(name, make) {
      const kept = shelf.get(name) ?? (await make())
      shelf.set(name, kept)
      return kept.value
    },
    async forget(name) {
      shelf.delete(name)
    },
  }
}

/** The script up to a step, and from then on always the same answer. */
export function failingAt(answers: readonly Answer[], step: number, bad: HttpResponse): Answer[] {
  return [...answers.slice(0, step - 1), ...Array.from({ length: 20 }, () => bad)]
}

/** The Failure that a deed ends in; an error when there is none. */
export async function failureOf(deed: () => Promise<unknown>): Promise<Failure> {
  try {
    await deed()
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error("nothing was refused")
}

/** A callback as the Worker receives it. */
export function received({ method = "POST", query = "", headers = {}, body = "" }: Unsigned): RawRequest {
  const url = `${setting.callbackUrl}${query}`
  return { method, url, headers: new Headers(headers), body: new TextEncoder().encode(body) }
}
