import { cancelForm } from "../support/cancelling"
import type { Session } from "./bank"
import type { Copy } from "./phones"
import type { Scene } from "./scene"

/** Something a customer does, so many milliseconds after what made them do it. */
export type Deed = { at: number } & (
  | { do: "say"; text: string }
  | { do: "open" }
  | { do: "pay"; late?: boolean; twice?: boolean; minor?: number }
  | { do: "decline" }
  | { do: "slow"; ends: "paid" | "failed"; after: number }
  | { do: "cancel" }
  /** Cancels on one device and pays on another. */
  | { do: "race" }
  | { do: "return" }
  /** Changes their number, which somebody else has soon after the channel told of it. */
  | { do: "move" }
  /** Gives their number up without a word, but not their user id. */
  | { do: "leave" }
)

/** Where a customer writes from. */
export interface Addresses {
  phone?: string
  userId?: string
}

/** What a customer does from the start, and from when they have a link. */
export interface Plan {
  start: Deed[]
  link: Deed[]
}

/** How people ask for silence, and how they do it in words of their own. */
export const STOPS = [
  "STOP",
  "STOP",
  "unsubscribe.",
  "Stop texting me",
  "please stop sending me messages",
  "opt out",
  "No me escriban más",
]

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A person with a phone, who answers what they are asked and pays as they planned to. */
export class Customer {
  private readonly links = new Map<string, string>()
  private readonly pages = new Map<string, Session>()
  private answers = 0

  constructor(
    private readonly scene: Scene,
    /** Who they are to the channel now: a number, a user id, or both. */
    public addresses: Addresses,
    private readonly plan: Plan,
  ) {
    for (const deed of plan.start) scene.clock.after(deed.at, () => this.perform(deed, ""))
  }

  /** Reads a message. */
  read({ text, link }: Copy): void {
    const { scene } = this
    if (/^(NAME|HELP)\?/.test(text) && this.answers++ < 6)
      scene.clock.after(scene.random.between(2000, 40_000), () => this.write(`Ann ${this.answers}`))
    if (link === "" || this.links.has(link)) return
    this.links.set(link, text)
    // A first order as planned, a second one paid at once, and no third: their chatting would begin orders for ever.
    const again: Deed[] = [{ at: 5000, do: "pay" }]
    for (const deed of this.links.size === 1 ? this.plan.link : this.links.size === 2 ? again : [])
      scene.clock.after(deed.at, () => this.perform(deed, link))
  }

  /** One more word, to see whether anybody is still there. */
  write(text: string): void {
    this.scene.phones.write(this, text)
  }

  private move(): void {
    const { scene, addresses } = this
    this.addresses = scene.newAddresses()
    scene.give(addresses, null)
    scene.give(this.addresses, this)
    let isTold = false
    scene.phones.move(addresses, this.addresses, () => {
      if (isTold) return
      isTold = true
      scene.givenUp(addresses)
      this.replace(addresses.phone)
    })
  }

  private leave(): void {
    const { scene } = this
    const { phone, userId } = this.addresses
    if (phone === undefined || userId === undefined) return
    this.addresses = { userId }
    scene.give({ phone }, null)
    this.replace(phone)
  }

  /** Somebody else gets the number after a while, and writes from it. */
  private replace(phone: string | undefined): void {
    const { scene } = this
    if (phone === undefined || !scene.identities.chance(0.7)) return
    const { userId } = scene.newAddresses()
    const addresses = { phone, ...(userId !== undefined && { userId }) }
    scene.clock.after(scene.identities.between(5000, scene.scripted ? 60_000 : HOUR), () =>
      scene.welcome(addresses, {
        start: [
          { at: 0, do: "say", text: "hi" },
          { at: 30_000, do: "say", text: "resend" },
        ],
        link: [{ at: 5000, do: "pay" }],
      }),
    )
  }

  private perform(deed: Deed, link: string): void {
    this.doing(deed, link).catch((error: unknown) => this.scene.violate("harness", String(error)))
  }

  /** Whoever means it has read the page that asks. */
  private cancelling(path: string): Promise<RequestInit> {
    return cancelForm(this.scene.hashKey, path, this.scene.clock.now)
  }

  private async doing(deed: Deed, link: string): Promise<void> {
    const { scene } = this
    const path = link.slice(scene.publicUrl.length)
    switch (deed.do) {
      case "move":
        return this.move()
      case "leave":
        return this.leave()
      case "say":
        // No two are the same, so that each can be told from the other by its echo.
        return this.write(deed.text === "hello" ? `hello ${++scene.greetings}` : deed.text)
      case "cancel":
        await scene.courier.ask("page cancel", `${path}/cancel`, await this.cancelling(path))
        return
      case "return":
        await scene.courier.ask("page return", `${path}/return`, { method: "GET" })
        return
    }
    const session = await this.page(link, path)
    if (!session || deed.do === "open") return
    await scene.clock.wait(scene.random.between(3000, 60_000))
    if (deed.do === "race") {
      scene.clock.after(scene.random.between(0, 1200), () => void scene.bank.capture(session, { late: true }))
      await scene.courier.ask("page cancel", `${path}/cancel`, await this.cancelling(path))
      return
    }
    if (deed.do === "decline") return scene.bank.decline(session)
    if (deed.do === "slow") {
      if (!(await scene.bank.begin(session))) return
      scene.clock.after(
        deed.after,
        () => void (deed.ends === "paid" ? scene.bank.clear(session) : scene.bank.fail(session)),
      )
      return
    }
    const { late = false, minor } = deed
    const paid = await scene.bank.capture(session, { late, ...(minor !== undefined && { minor }) })
    if (paid && deed.twice) scene.clock.after(20_000, () => void scene.bank.capture(session, { again: true }))
  }

  /** The provider's page: the one that is still open in the browser, or a new one through the link. */
  private async page(link: string, path: string): Promise<Session | null> {
    for (let tries = 0; tries < 4; tries++) {
      const pressed = this.scene.bank.pressing(this.addresses)
      const { status, location } = await this.scene.courier.ask("page checkout", `${path}/checkout`, pressed)
      const order = await this.scene.orderBehind(path)
      const session = status === 303 ? this.scene.bank.behind({ location, order }) : null
      if (session) {
        this.pages.set(link, session)
        return session
      }
      if (status === 303) break
      await this.scene.clock.wait(10_000)
    }
    return this.pages.get(link) ?? null
  }
}

/** A customer as they come. */
export function anyPlan(scene: Scene): Plan {
  const { random, weather, expirySeconds } = scene
  const expiry = expirySeconds * 1000
  const start: Deed[] = [{ at: random.between(0, 10 * MINUTE), do: "say", text: "hi" }]
  const link: Deed[] = []
  const soon = random.between(2000, expiry * 0.9)
  const kind = random.between(0, 100)
  if (weather.strikes("customer-opens-link-twice"))
    link.push({ at: 1000, do: "open" }, { at: random.pick([1000, 1050, 40 * MINUTE]), do: "open" })
  if (kind < 50) link.push({ at: soon, do: "pay", twice: weather.strikes("customer-pays-twice") })
  else if (kind < 56) link.push({ at: 2000, do: "decline" }, { at: soon, do: "pay" })
  else if (kind < 64)
    link.push({
      at: soon,
      do: "slow",
      ends: random.pick(["paid", "paid", "failed"]),
      after: random.between(MINUTE, 30 * HOUR),
    })
  else if (kind < 72) link.push({ at: soon, do: "say", text: "cancel" }, { at: soon + 30_000, do: "say", text: "yes" })
  else if (kind < 77) link.push({ at: soon, do: "cancel" })
  else if (kind < 82) link.push({ at: Math.max(0, expiry - random.between(-40_000, 60_000)), do: "pay" })
  if (weather.strikes("customer-pays-wrong-amount"))
    link.push({ at: soon, do: "pay", minor: random.pick([1, 9949, 99_500]) })
  if (weather.strikes("customer-cancels-while-paying")) link.push({ at: soon, do: "race" })
  if (weather.strikes("customer-pays-late"))
    link.push({ at: 1000, do: "open" }, { at: expiry + random.between(1000, 20 * HOUR), do: "pay", late: true })
  if (random.chance(0.2)) link.push({ at: soon + random.between(0, 90_000), do: "return" })
  if (weather.strikes("customer-chats"))
    for (let count = random.between(1, 5); count > 0; count--)
      link.push({
        at: random.between(0, expiry * 1.1),
        do: "say",
        text: random.pick(["hello", "hello", "paid", "resend", "help", "info", "shop", "cancel", "no"]),
      })
  if (weather.strikes("customer-stops")) {
    // At any time, or while the first answer is on its way.
    const at = random.pick([random.between(MINUTE, expiry), (start[0]?.at ?? 0) + random.between(0, 4000)])
    start.push({ at, do: "say", text: random.pick(STOPS) })
    if (random.chance(0.4)) start.push({ at: expiry + random.between(0, 10 * HOUR), do: "say", text: "START" })
  }
  if (scene.channel === "whatsapp") {
    // Before the link, while it is open, or when all is over.
    const { identities } = scene
    const sometime = () => identities.between(0, expiry * 1.5)
    if (weather.strikes("customer-moves")) identities.pick([start, link]).push({ at: sometime(), do: "move" })
    if (weather.strikes("customer-moves")) identities.pick([start, link]).push({ at: sometime(), do: "move" })
    if (weather.strikes("number-recycled")) link.push({ at: sometime(), do: "leave" })
  }
  return { start, link }
}
