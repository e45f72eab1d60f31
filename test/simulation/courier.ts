import { answer } from "../../src/http/front"
import { Life } from "./life"
import type { Scene } from "./scene"

/** Something that an outside service tells the deployment, again and again until it is acknowledged. */
export interface Parcel {
  what: string
  path: string
  body: string
  /** Headers; made anew for each try, for some signatures hold the time. */
  sign(): Record<string, string>
  acknowledged(): void
  /** For how long its service sends it again, in milliseconds; absent where that is longer than anything here lasts. */
  lasts?: number
  /** May be lost for good, because somebody will ask; called when it was. */
  lost?(): void
}

const DAY = 86_400_000

/** Tries before a service gives up; theirs last days. */
const TRIES = 40

/** Tries of what is refused for good: more would show nothing more. */
const FEW_TRIES = 3

/** Brings webhooks and callbacks, as badly as the weather is. */
export class Courier {
  constructor(private readonly scene: Scene) {}

  bring(kind: "webhook" | "callback", parcel: Parcel): void {
    const { weather, random, clock } = this.scene
    if (kind === "callback" && parcel.lost && weather.strikes("callback-lost-for-good")) {
      parcel.lost()
      this.scene.trace(`${parcel.what} is never told`)
      return
    }
    let delay = random.between(20, 400)
    const { lasts = Number.POSITIVE_INFINITY } = parcel
    const longest = lasts / 2
    const parcelled = { parcel, until: clock.now + lasts }
    if (weather.strikes(`${kind}-reordered`)) delay += random.between(1000, 120_000)
    if (weather.strikes(`${kind}-delayed-days`)) delay += Math.min(random.between(1, 72) * (DAY / 24), longest)
    if (weather.strikes(`${kind}-lost`)) delay += random.between(15_000, 60_000)
    clock.after(delay, () => this.try(parcelled, 0))
    if (weather.strikes(`${kind}-duplicated`))
      clock.after(delay + Math.min(random.between(0, random.pick([2000, 600_000, 3 * DAY])), longest), () =>
        this.try(parcelled, 0),
      )
    if (kind === "webhook" && weather.strikes("webhook-concurrent")) clock.after(delay, () => this.try(parcelled, 0))
  }

  /** One request to the deployment by somebody who hears what comes of it; status 0 when nobody answers. */
  async ask(what: string, path: string, init: RequestInit): Promise<{ status: number; location: string }> {
    const life = new Life(this.scene, "worker", what)
    try {
      const request = new Request(`${this.scene.publicUrl}${path}`, init)
      const response = await Promise.race([
        answer(request, life.env, this.context() as unknown as ExecutionContext),
        life.died,
      ])
      // An isolate lives on after its answer, but nothing of ours does.
      return { status: response.status, location: response.headers.get("location") ?? "" }
    } catch (error) {
      if (life.isAlive) this.scene.trace(`${what} failed: ${String(error)}`)
      return { status: 0, location: "" }
    }
  }

  private async try(parcelled: { parcel: Parcel; until: number }, tries: number): Promise<void> {
    const { parcel, until } = parcelled
    if (this.scene.clock.now >= until) return this.scene.trace(`${parcel.what} is given up`)
    const headers = { "content-type": "application/json", ...parcel.sign() }
    const { status } = await this.ask(parcel.what, parcel.path, { method: "POST", headers, body: parcel.body })
    this.scene.trace(`${parcel.what}: ${status}`)
    if (status >= 200 && status < 300) return parcel.acknowledged()
    if (parcel.path.startsWith("/callbacks/") && this.scene.refusesCallbacks && tries === FEW_TRIES) return
    if (tries === TRIES) return this.scene.violate("acknowledged", `${parcel.what} was refused ${tries} times`)
    const delay = Math.min(10_000 * 2 ** tries, DAY / 4)
    this.scene.clock.after(delay, () => this.try(parcelled, tries + 1))
  }

  private context() {
    return { waitUntil: () => {}, passThroughOnException: () => {}, props: {} }
  }
}
