import { Conversation } from "../../src/conversation/object"
import type { State } from "../../src/conversation/state"
import { Life } from "./life"
import type { Scene } from "./scene"
import type { Shelf } from "./storage"

const METHODS = ["receive", "move", "heardOf", "claim", "lead", "hear", "show", "answer", "rouse", "drain"] as const

type Method = (typeof METHODS)[number]

/** Tries of an alarm after the first one; then the platform is silent ("Alarms", Durable Objects). */
const ALARM_TRIES = 6

/** One Durable Object: its storage, and the instance that lives now, if any. */
export class Host {
  life: Life | null = null
  /** An alarm that the platform forgot: only another event wakes the object now. */
  lostAlarm = false
  /** Steps of the scene at which the customer's wish for silence became durable; null while there is none. */
  silentSince: number | null = null
  /** Whether it ever began, and the message that said so, as far as it was sent since. */
  wasSilent = false
  lastWord: number | null = null
  private object: Conversation | null = null
  private inFlight = 0
  private ringing = 0
  private scheduled: number | null = null
  private read: State | null | undefined = undefined

  constructor(
    private readonly scene: Scene,
    readonly name: string,
    readonly shelf: Shelf,
  ) {}

  /** A call from a Worker, as its stub makes it. */
  call(caller: Life, method: Method, argument: unknown): Promise<unknown> {
    // It crosses to another machine, and what is not plain data does not.
    const sent: unknown = structuredClone(argument)
    return caller.point(`call of ${method}`, async () =>
      structuredClone(await this.during((object) => invoke(object, method, sent))),
    )
  }

  evict(): void {
    if (!this.life || this.inFlight > 0 || this.ringing > 0) return
    this.life.kill()
    this.forget(this.life)
    this.scene.trace(`evicted ${this.name}`)
  }

  /** As of the last transaction: nothing else writes it. */
  state(): State | null {
    if (this.read === undefined) {
      const text = this.stored()
      this.read = text === null ? null : (JSON.parse(text) as State)
    }
    return this.read
  }

  private stored(): string | null {
    const [row] = this.shelf.rows("SELECT state FROM state WHERE id = 1")
    return row ? String(row.state) : null
  }

  get isIdle(): boolean {
    return this.inFlight === 0 && this.ringing === 0
  }

  private async during(deed: (object: Conversation) => Promise<unknown>): Promise<unknown> {
    const { object, life } = this.awake()
    this.inFlight += 1
    try {
      return await Promise.race([deed(object), life.died])
    } finally {
      this.rest(life)
    }
  }

  private awake(): { object: Conversation; life: Life } {
    if (this.object && this.life?.isAlive) return { object: this.object, life: this.life }
    const life = new Life(this.scene, "object", this.name)
    this.life = life
    this.inFlight = 0
    life.died.catch(() => this.forget(life))
    const context = {
      storage: this.storageFor(life),
      waitUntil: (work: Promise<unknown>) => this.hold(life, work),
    }
    this.object = new Conversation(context as unknown as DurableObjectState, life.env)
    return { object: this.object, life }
  }

  private storageFor(life: Life) {
    const { shelf } = this
    const living = () => {
      if (!life.isAlive) throw new Error("a dead instance wrote")
    }
    return {
      sql: {
        exec: (sql: string, ...values: (string | number | null)[]) => {
          living()
          return shelf.exec(sql, values)
        },
      },
      transactionSync: <Result>(closure: () => Result) => {
        living()
        const result = shelf.transact(closure)
        this.committed()
        return result
      },
      setAlarm: async (at: number) => {
        living()
        shelf.alarm = at
        this.schedule()
      },
    }
  }

  /** Silence begins with the transaction that notes it. */
  private committed(): void {
    this.read = undefined
    if (this.stored()?.includes('"optedOutAt":null') !== false) {
      this.silentSince = null
      this.lastWord = null
    } else {
      this.wasSilent = true
      this.silentSince ??= this.scene.steps
    }
    this.schedule()
  }

  private hold(life: Life, work: Promise<unknown>): void {
    this.inFlight += 1
    Promise.race([work, life.died])
      .catch((error: unknown) => this.scene.trace(`background work ended: ${String(error)}`))
      .finally(() => this.rest(life))
  }

  private rest(life: Life): void {
    if (life !== this.life) return
    this.inFlight -= 1
    if (this.inFlight > 0) return
    if (this.isIdle) this.scene.checkRest(this)
    if (this.scene.weather.strikes("eviction")) this.evict()
  }

  private forget(life: Life): void {
    this.scene.dead(life)
    if (this.life !== life) return
    this.life = null
    this.object = null
    this.inFlight = 0
  }

  private schedule(): void {
    const { alarm } = this.shelf
    if (alarm === null || alarm === this.scheduled) return
    this.scheduled = alarm
    this.scene.clock.at(alarm, () => {
      if (this.scheduled === alarm) this.scheduled = null
      if (this.shelf.alarm !== alarm) return
      if (this.scene.weather.strikes("alarm-lost")) {
        this.scene.trace(`alarm of ${this.name} lost`)
        this.lostAlarm = true
        return
      }
      this.shelf.alarm = null
      this.ring(0)
      if (this.scene.weather.strikes("alarm-twice"))
        this.scene.clock.after(this.scene.random.between(0, 4000), () => this.ring(0))
    })
  }

  /** The platform's alarm. */
  ring(tries = 0): void {
    this.ringing += 1
    this.scene.trace(`alarm of ${this.name}`)
    this.during((object) => object.alarm())
      .catch((error: unknown) => {
        if (tries === ALARM_TRIES) return
        this.scene.trace(`alarm of ${this.name} failed: ${String(error)}`)
        this.ringing += 1
        this.scene.clock.after(2000 * 2 ** tries, () => {
          this.ringing -= 1
          this.ring(tries + 1)
        })
      })
      .finally(() => {
        this.ringing -= 1
        if (this.isIdle) this.scene.checkRest(this)
      })
  }
}

function invoke(object: Conversation, method: Method, argument: unknown): Promise<unknown> {
  const member: unknown = Reflect.get(object, method)
  return typeof member === "function" ? member.call(object, argument) : Promise.reject(new Error(`no ${method}`))
}

/** The objects as an isolate reaches them. */
export function namespaceOf(caller: Life, find: (name: string) => Host) {
  return {
    getByName(name: string) {
      const host = find(name)
      return Object.fromEntries(
        METHODS.map((method) => [method, (argument: unknown) => host.call(caller, method, argument)]),
      )
    },
  }
}
