import type { HttpRequest, HttpResponse } from "../../src/core/exchange"
import type { EmulatedService } from "../../src/platform/emulator"
import type { Outside, Perishable } from "../../src/platform/outside"

/** The world of an adapter in a test: what it asks is answered at once, and kept for a look. */
export interface TestOutside extends Outside {
  at: number
  readonly asked: HttpRequest[]
}

/** A world that answers in the given order, and then no more. */
export function answering(at: number, ...answers: readonly HttpResponse[]): TestOutside {
  const left = [...answers]
  return worldOf(at, () => {
    const next = left.shift()
    if (!next) throw new Error("nothing more was to be asked")
    return next
  })
}

/** A world in which an emulated service stands at that address. */
export function emulating(at: number, base: string, service: EmulatedService): TestOutside {
  const world = worldOf(at, async ({ method, url, headers, body = "" }) => {
    if (!url.startsWith(`${base}/`)) throw new Error(`${url} is not the emulated service's`)
    const { pathname, searchParams: query } = new URL(url)
    const path = pathname.slice(new URL(base).pathname.replace(/\/$/, "").length)
    const answered = await service({ at: world.at, method, path, query, headers, body })
    const { status, headers: said = {}, body: written } = answered ?? { status: 404, body: "nothing here" }
    return { status, headers: said, body: typeof written === "string" ? written : JSON.stringify(written) }
  })
  return world
}

function worldOf(at: number, answer: (request: HttpRequest) => HttpResponse | Promise<HttpResponse>): TestOutside {
  const kept = new Map<string, Perishable>()
  const asked: HttpRequest[] = []
  return {
    at,
    asked,
    async ask(request) {
      asked.push(request)
      return answer(request)
    },
    async keep(name, make) {
      const known = kept.get(name)
      if (known && known.until > this.at) return known.value
      const made = await make()
      kept.set(name, made)
      return made.value
    },
    async forget(name) {
      kept.delete(name)
    },
  }
}
