import type { HttpRequest, HttpResponse } from "../../src/core/exchange"
import type { Life } from "./life"
import { lost, type Scene } from "./scene"

/** The shop's own system, as a flow asks it: it makes a cart at every request. */
export class Service {
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
    const asked = { life, unheard: false, certain: false }
    this.asked.set(key, asked)
    if (weather.strikes("service-timeout-after")) {
      asked.unheard = true
      return lost(this.scene)
    }
    return { status: 200, headers: {}, body: JSON.stringify({ cart: `C${this.asked.size}` }) }
  }
}
