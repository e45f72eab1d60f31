import type { HttpRequest, HttpResponse } from "../../src/core/exchange"
import type { Call, EmulatedService, EmulatorSetting } from "../../src/platform/emulator"
import { Failure } from "../../src/platform/failure"
import type { Outside, Perishable } from "../../src/platform/outside"
import type { RawRequest } from "../../src/platform/request"

/** Milliseconds since 1970 at which a member's own tests begin. */
export const START = 1_795_000_000_000

/** The world as an adapter has it, with one emulated service in it, at which anything can be made to go wrong. */
export class EmulatedOutside implements Outside {
  at = START
  readonly asked: HttpRequest[] = []
  readonly kept = new Map<string, Perishable>()
  /** Requests, counted from now, that are carried out and whose answers are lost. */
  private lost: number[] = []

  constructor(
    private readonly base: string,
    private readonly service: EmulatedService,
  ) {}

  async ask(request: HttpRequest): Promise<HttpResponse> {
    this.asked.push(request)
    const { method, url, headers, body = "" } = request
    if (!url.startsWith(`${this.base}/`)) throw new Error(`${url} is not the service's`)
    const { pathname, searchParams: query } = new URL(url)
    const path = pathname.slice(new URL(this.base).pathname.replace(/\/$/, "").length)
    const answer = await this.service({ at: this.at, method, path, query, headers, body })
    this.lost = this.lost.map((count) => count - 1)
    if (this.lost.includes(0)) throw new Failure("unanswered", "The service did not answer in time.", "again", true)
    if (!answer) return { status: 404, headers: {}, body: "<h1>Not found</h1>" }
    const text = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body)
    return { status: answer.status, headers: answer.headers ?? {}, body: text }
  }

  async keep(name: string, make: () => Promise<Perishable>): Promise<string> {
    const known = this.kept.get(name)
    if (known && known.until > this.at) return known.value
    const made = await make()
    this.kept.set(name, made)
    return made.value
  }

  async forget(name: string): Promise<void> {
    this.kept.delete(name)
  }

  /** The answers to these of the next requests, counted from 1, never come, though what was asked is done. */
  lose(...counts: number[]): void {
    this.lost = counts
  }

  /** What was asked since it was last told, as `METHOD path`. */
  trail(): string[] {
    return this.asked.splice(0).map(({ method, url }) => `${method} ${url.slice(this.base.length)}`)
  }
}

/** Chance that is the same each time. */
export function seeded(seed = 7): EmulatorSetting["random"] {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

/** A call as the Worker receives it. */
export function received({ method, url, headers, body }: Call): RawRequest {
  return { method, url, headers: new Headers(headers), body: new TextEncoder().encode(body) }
}

/** The Failure that comes of it; an error when none does. */
export async function failureOf(act: Promise<unknown>): Promise<Failure> {
  try {
    await act
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error("nothing was refused")
}
