import type { EmulateChannel, EmulatedChannel, Said } from "../../src/channels/emulator"
import type { HttpRequest, HttpResponse } from "../../src/core/exchange"
import type { Asked, Call } from "../../src/platform/emulator"
import type { Outside } from "../../src/platform/outside"
import { type Customer, STOPS } from "./customers"
import type { Life } from "./life"
import type { Copy, Speaker } from "./phones"
import { Random } from "./random"
import { lost, type Scene, unauthorised } from "./scene"

/** How long the services that are emulated send a webhook again. */
const LASTS = 86_400_000

/** A channel by its own emulator, under the same faults as the modelled ones. */
export class Handset implements Speaker {
  private readonly emulator: EmulatedChannel
  readonly base: string
  private readonly heard: Said[] = []

  constructor(
    private readonly scene: Scene,
    emulate: EmulateChannel,
  ) {
    const random = new Random(scene.options.seed, scene.index, 19)
    this.base = `https://${scene.channel}.test`
    const now = () => scene.clock.now
    const setting = { base: this.base, callTo: () => scene.webhookUrl, now, random: () => random.next() }
    this.emulator = emulate(setting, (said) => this.heard.push(said))
  }

  get fields(): Readonly<Record<string, unknown>> {
    return this.emulator.config
  }

  isFor(url: string): boolean {
    return url.startsWith(`${this.base}/`)
  }

  async answer(request: HttpRequest, life: Life): Promise<HttpResponse> {
    const { scene } = this
    const { weather } = scene
    if (scene.isChannelRevoked()) return this.serve(unauthorised(request))
    if (weather.strikes("channel-timeout")) return lost(scene)
    if (weather.strikes("channel-500")) return { status: 500, headers: {}, body: "oops" }
    if (weather.strikes("channel-429")) return { status: 429, headers: { "retry-after": "20" }, body: "slow down" }
    const answer = await this.serve(request)
    const said = this.heard.shift()
    if (!said) return answer
    const { to, text, link } = said
    const { host, reference, seq } = scene.placeOf(said)
    const copy: Copy = {
      ...{ to, text, link: link ?? "", reference, seq, template: false },
      ...{ life, unheard: false, certain: false },
    }
    scene.accepted(host, copy)
    const isLost = weather.strikes("channel-timeout-after")
    const isBroken = !isLost && weather.strikes("channel-500-after")
    copy.unheard = isLost || isBroken
    this.tellStatus(said, copy.unheard)
    if (isLost) return lost(scene)
    return isBroken ? { status: 500, headers: {}, body: "oops after all" } : answer
  }

  write(customer: Customer, text: string): void {
    this.send(customer, text).catch((error: unknown) => this.scene.violate("harness", String(error)))
  }

  /** Who can only be reached by their number has no other one. */
  move(): void {
    this.scene.violate("harness", "nobody can change their number here")
  }

  private async send(customer: Customer, text: string): Promise<void> {
    const { scene } = this
    const { phone = "" } = customer.addresses
    const at = scene.clock.now
    for (const call of await this.emulator.write(text, { phone, name: "Thandi" })) {
      const ids = await this.idsIn(call)
      scene.trace(`${phone} writes ${text} (${ids.join(", ")})`)
      for (const id of ids) scene.authors.set(`m:${id}`, customer)
      this.post(call, `message of ${phone}`, () => {
        for (const id of ids) {
          scene.checkTaken(id)
          if (STOPS.includes(text)) scene.checkSilence(id, at)
        }
        scene.heardFrom(customer, phone)
      })
    }
  }

  /** What the channel calls the messages in a webhook of its own. */
  private async idsIn({ method, url, headers, body }: Call): Promise<string[]> {
    const raw = { method, url, headers: new Headers(headers), body: new TextEncoder().encode(body) }
    const nobody = () => Promise.reject(new Error("nothing is to be asked"))
    const outside: Outside = { at: this.scene.clock.now, ask: nobody, keep: nobody, forget: nobody }
    const { inbound } = await this.scene.channelConnection.receive(raw, outside)
    return inbound.flatMap((item) => (item.type === "message" ? [item.id] : []))
  }

  private tellStatus(said: Said, always: boolean): void {
    const { scene, emulator } = this
    if (!emulator.report || (!always && !scene.random.chance(scene.scripted ? 0 : 0.15))) return
    const failed = scene.weather.strikes("channel-delivery-failed")
    let delay = 0
    for (const status of failed ? (["sent", "failed"] as const) : (["sent", "delivered", "read"] as const)) {
      delay += scene.random.between(500, 6000)
      scene.clock.after(delay, () => {
        emulator.report?.(said, status).then(
          (calls) => {
            for (const call of calls) this.post(call, `status ${status} of ${said.id}`, () => {})
          },
          (error: unknown) => scene.violate("harness", String(error)),
        )
      })
    }
  }

  private async serve({ method, url, headers, body = "" }: HttpRequest): Promise<HttpResponse> {
    const { pathname: path, searchParams: query } = new URL(url)
    const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    const asked: Asked = { at: this.scene.clock.now, method, path, query, headers: named, body }
    const answered = (await this.emulator.service(asked)) ?? { status: 404, body: {} }
    return {
      status: answered.status,
      headers: answered.headers ?? {},
      body: typeof answered.body === "string" ? answered.body : JSON.stringify(answered.body),
    }
  }

  private post({ url, headers, body }: Call, what: string, acknowledged: () => void): void {
    const path = url.slice(this.scene.publicUrl.length)
    this.scene.courier.bring("webhook", { what, path, body, sign: () => headers, acknowledged, lasts: LASTS })
  }
}
