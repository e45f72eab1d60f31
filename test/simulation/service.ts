import type { HttpRequest, HttpResponse } from "../../src/core/exchange"
import type { Life } from "./life"
import { lost, type Scene } from "./scene"

/** Tries of a call that is not answered. */
const TRIES = 12

/** A call to the address of a wait, and what came of it. */
export interface Call {
  path: string
  parcel: string
  statuses: number[]
}

/** The shop's own system, as a flow asks it: it makes a cart at every request, and calls back where it is told to. */
export class Service {
  readonly calls = new Map<string, Call>()
  private readonly asked = new Map<string, { life: Life; unheard: boolean; certain: boolean }>()

  constructor(private readonly scene: Scene) {}

  async answer(request: HttpRequest, life: Life): Promise<HttpResponse> {
    const { weather } = this.scene
    const key = request.headers["idempotency-key"] ?? ""
    if (weather.strikes("service-500")) return { status: 500, headers: {}, body: "no" }
    const before = this.asked.get(key)
    if (before) {
      if (before.unheard || !before.life.isAlive) this.scene.ambiguousRequests += 1
      else this.scene.violate("unexplained-copy", "the shop's system was asked twice though its answer was heard")
    }
    const { call } = JSON.parse(request.body ?? "{}") as { call?: string }
    if (call !== undefined) this.promise(call)
    const asked = { life, unheard: false, certain: false }
    this.asked.set(key, asked)
    if (weather.strikes("service-timeout-after")) {
      asked.unheard = true
      return lost(this.scene)
    }
    return { status: 200, headers: {}, body: JSON.stringify({ cart: `C${this.asked.size}` }) }
  }

  /** Calls there some time from now, be the run at its wait by then or not; who asks twice is called twice. */
  private promise(address: string): void {
    const { scene } = this
    const path = address.slice(scene.publicUrl.length)
    const call = this.calls.get(path) ?? { path, parcel: `P${this.calls.size + 1}`, statuses: [] }
    this.calls.set(path, call)
    const seconds = scene.scripted ? 5 : scene.random.pick([0, 5, 60, 600, 1795, 2400])
    scene.clock.after(seconds * 1000 + scene.random.between(0, 4000), () => this.call(call, 0))
  }

  private async call(call: Call, tries: number): Promise<void> {
    const { courier, clock, weather, random } = this.scene
    const init = { method: "POST", headers: { "content-type": "application/json" } }
    const body = JSON.stringify({ parcel: call.parcel })
    const { status } = await courier.ask("call of a wait", call.path, { ...init, body })
    this.scene.trace(`call of ${call.parcel}: ${status}`)
    call.statuses.push(status)
    if (status >= 200 && status < 500) {
      if (tries === 0 && weather.strikes("callback-duplicated"))
        clock.after(random.between(0, 600_000), () => this.call(call, TRIES))
      return
    }
    if (tries < TRIES) clock.after(Math.min(5000 * 2 ** tries, 6 * 3_600_000), () => this.call(call, tries + 1))
  }
}
