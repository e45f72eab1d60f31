import type { World } from "../../src/deployment/deployment"
import { database } from "../../src/store/database"
import { d1Of } from "./d1"
import type { Scene } from "./scene"
import { worldFor } from "./world"
import { worlds } from "./worlds"

/** One isolate or instance under way: whatever it awaits from outside can be the last thing it did. */
export class Life {
  isAlive = true
  /** Rejects for those who wait for its answer. */
  readonly died: Promise<never>
  readonly env: Env
  readonly world: World
  /** Milliseconds that its clock is ahead. */
  readonly skew: number
  /** What it has loaded, as an isolate's memory would hold it. */
  readonly loaded = new Map<string, number>()
  /** When it began to send what it sends now; counted in steps of the scene. */
  sendingSince = 0
  private end: (reason: Error) => void = () => {}

  constructor(
    readonly scene: Scene,
    readonly kind: "object" | "worker",
    readonly name: string,
  ) {
    this.died = new Promise((_, reject) => {
      this.end = reject
    })
    this.died.catch((reason: unknown) => reason)
    // An object's alarm is kept by the clock that it reads.
    this.skew = kind === "worker" && scene.weather.strikes("clock-skew") ? scene.random.between(-90_000, 90_000) : 0
    const d1 = d1Of(this, scene.tables)
    this.world = worldFor(this, database(d1))
    // Variables of the deployment come through the world; of the environment only the objects are used.
    const env = { DB: d1, ENVIRONMENT: "local", PUBLIC_URL: scene.publicUrl, CONVERSATION: scene.namespaceFor(this) }
    this.env = env as unknown as Env
    worlds.set(this.env, this.world)
  }

  /** Every await of the outside goes through here. A dead asker never hears an answer. */
  async point<Answer>(what: string, deed: () => Answer | Promise<Answer>, crossing = false): Promise<Answer> {
    if (!this.isAlive) return never()
    const { scene } = this
    const death = scene.deathAt(this)
    if (death === "before") return this.die(what, death)
    if (crossing || scene.isSlow()) await scene.clock.wait(scene.latency(crossing))
    if (!this.isAlive) return never()
    const answer = await deed()
    if (!this.isAlive) return never()
    if (death === "after") return this.die(what, death)
    if (crossing) await scene.clock.wait(scene.latency(crossing))
    if (!this.isAlive) return never()
    return answer
  }

  kill(): void {
    if (!this.isAlive) return
    this.isAlive = false
    this.end(new Error("the isolate was reset"))
  }

  private die(what: string, when: string): Promise<never> {
    this.scene.trace(`CRASH of ${this.kind} ${this.name} ${when} ${what}`)
    this.kill()
    return never()
  }
}

function never(): Promise<never> {
  return new Promise(() => {})
}
