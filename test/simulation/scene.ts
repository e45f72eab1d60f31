import { findChannel } from "../../src/channels"
import type { ChannelConnection } from "../../src/channels/channel"
import type { Said } from "../../src/channels/emulator"
import type { HttpRequest, HttpResponse } from "../../src/core/exchange"
import { decimal, type Money } from "../../src/core/money"
import { paymentConfiguration } from "../../src/core/order/configuration"
import { callUrl } from "../../src/deployment/callurl"
import { callbackUrlOf } from "../../src/deployment/payments"
import { sweep } from "../../src/http/scheduled"
import { findProvider } from "../../src/payments"
import { Failure } from "../../src/platform/failure"
import { linkHash } from "../../src/platform/identity"
import { Bank, type Counter, type Session, STRIPE_SECRET, TILL_SECRET } from "./bank"
import { Clock, settled } from "./clock"
import { Courier } from "./courier"
import { type Addresses, anyPlan, Customer, type Plan } from "./customers"
import type { Tables } from "./d1"
import { type Fault, Weather } from "./faults"
import { helpFlow, shopFlow, words } from "./flows"
import { Handset } from "./handset"
import { judge } from "./judge"
import { Life } from "./life"
import { channelEmulators, emulators } from "./members"
import { Host, namespaceOf } from "./objects"
import { APP_SECRET, type Copy, Phones, rowOf, SANDBOX_SECRET, type Speaker } from "./phones"
import { Random } from "./random"
import { Service } from "./service"
import { setClock } from "./stillness"
import type { Shelf } from "./storage"
import { Till } from "./till"
import { Trace } from "./trace"

/** A death at the given await of the scene. */
export interface Crash {
  at: number
  when: "before" | "after"
}

export interface SceneOptions {
  /** Which of several plays of the same scene this is. */
  take?: number
  seed: number
  index: number
  customers: number
  faults: readonly Fault[]
  /** Lines of its trace that a replay prints. */
  lines: number
  /** Providers to pick from, as often as they are named; everyone where there are none. */
  providers?: readonly string[]
  channels?: readonly string[]
  /** Instead of chance: these settings, these deeds, these deaths. */
  script?: {
    channel: string
    provider: string
    policy: string
    plan: Plan
    expirySeconds?: number
    userIds?: boolean
  }
  crashes?: readonly Crash[]
}

export interface Violation {
  invariant: string
  what: string
}

/** Members that are modelled, with more ways to go wrong than an emulator has: Stripe keeps answers under keys for longer than any emulator, the sandbox only what went well. */
const MODELLED = ["whatsapp", "stripe", "sandbox"]

/** Who takes the money, where nobody in particular does: half of them modelled, which know more ways to go wrong. */
const EVERYONE = [
  ...["stripe", "stripe", "sandbox"],
  ...["stripe"],
  ...Object.keys(emulators).filter((name) => !MODELLED.includes(name)),
]

/** Where customers write, where nowhere in particular; on Twilio the carrier keeps silence, which these customers do not know. */
const EVERYWHERE = [...["whatsapp", "whatsapp", "whatsapp"], ...["sandbox", "sandbox"], ...["vonage", "africastalking"]]

const START = Date.UTC(2026, 10, 20, 8)
const HOUR = 3_600_000

/** Looks are an hour apart at most, and each waits for its sweep. */
const LONGEST_UNTOLD = 63 * 60_000

/** More than any scene needs: whoever is not done by then goes in a circle. */
const STEPS_A_CUSTOMER = 4000

/** A deployment with some customers, the services around it, and the weather they live in. */
export class Scene {
  readonly clock = new Clock(START)
  readonly random: Random
  readonly weather: Weather
  readonly story: Trace
  readonly publicUrl = "https://pay.test"
  readonly hashKey = "simulated-hash-key-simulated-hash-key"
  readonly phoneNumberId: string
  readonly index: number
  readonly account: string
  readonly till: string
  readonly channel: string
  readonly provider: string
  readonly expirySeconds: number
  readonly scripted: boolean
  readonly courier = new Courier(this)
  readonly phones: Speaker
  private readonly handset: Handset | null
  readonly bank: Counter
  /** The provider's emulator, where it is not modelled. */
  private readonly emulated: Till | null
  readonly service = new Service(this)
  readonly violations: Violation[] = []
  readonly copies = new Map<Host, Copy[]>()
  readonly hosts = new Map<string, Host>()
  readonly routes: { flow: string; keyword: string | null }[]
  readonly configuration
  channelConnection: ChannelConnection
  webhookUrl: string
  private readonly price: Money
  providerFields: Readonly<Record<string, unknown>>
  readonly apiBase: string | null
  /** The signing secret was entered wrongly: no callback is ever believed. */
  readonly refusesCallbacks: boolean
  published = 1
  steps = 0
  points = 0
  greetings = 0
  /** Copies that an attempt whose answer was lost explains, and messages that were in flight when silence was asked for. */
  ambiguous = 0
  inFlightAtStop = 0
  ambiguousRequests = 0
  /** Messages that came in parts: what they say, and between when their parts may have been taken. */
  readonly cut: { text: string; ids: readonly string[]; takenSince: number; takenUntil: number }[] = []
  /** Who wrote each message, by its mark in the object that took it. */
  readonly authors = new Map<string, Customer>()
  /** Chance of its own: who has which address changes nothing else. */
  readonly identities: Random
  private readonly userIds: boolean
  private readonly customers: Customer[] = []
  /** Who has an address now; null while nobody has. */
  private readonly holders = new Map<string, Customer | null>()
  /** What the deployment was told for sure of an address: whose it is, or nobody's; and at which step. */
  private readonly known = new Map<string, { holder: Customer | null; since: number }>()
  private numbers = 0
  private readonly documents = new Map<string, ReturnType<typeof helpFlow>>()
  private outage: [number, number] = [0, 0]
  private channelRevoked: [number, number] = [0, 0]
  private revoked: [number, number] = [0, 0]
  private sweepAt: number | null = null

  constructor(
    readonly options: SceneOptions,
    readonly tables: Tables,
    private readonly shelves: Shelf[],
  ) {
    const { seed, index, faults, script } = options
    this.index = index
    this.story = new Trace(this.clock, options.lines)
    this.random = new Random(seed, index)
    setClock(this.clock, () => this.random.next())
    this.scripted = script !== undefined
    this.identities = new Random(seed, index, 11)
    this.weather = new Weather(
      this.clock,
      new Random(seed, index, 7),
      faults,
      START + this.random.between(6, 80) * HOUR,
    )
    const refused = !this.scripted && this.weather.strikes("callbacks-refused")
    // Caches of the real store outlive a scene: nothing in it has a name from another one, or from another take of it.
    const name = options.take === undefined ? String(index) : `${index}-${options.take}`
    this.account = `wa-${name}`
    this.till = `till-${name}`
    this.phoneNumberId = String(70_000 + index)
    this.channel = script?.channel ?? this.random.pick(options.channels ?? EVERYWHERE)
    this.userIds = this.channel === "whatsapp" && (script ? script.userIds === true : this.identities.chance(0.5))
    this.provider = script?.provider ?? this.random.pick(options.providers ?? EVERYONE)
    const emulate = MODELLED.includes(this.provider) ? undefined : emulators[this.provider]
    this.refusesCallbacks = refused && !emulate
    this.emulated = emulate ? new Till(this, emulate) : null
    this.bank = this.emulated ?? new Bank(this)
    this.price = this.emulated?.emulator.price ?? { minor: 9950, currency: "ZAR" }
    this.expirySeconds = script?.expirySeconds ?? this.random.pick([300, 1800, 1800, 7200, 86_400])
    this.configuration = paymentConfiguration.parse({
      account: this.till,
      merchant: "Bakery",
      currency: this.price.currency,
      orderNumber: this.random.pick(["{YY}{MM}{DD}-{random:6}", "S-{seq:4}"]),
      latePayment: script?.policy ?? this.random.pick(["tell", "tell", "refund", "agent"]),
      withOrder: emulate !== undefined && new Random(seed, index, 17).chance(0.4),
      messages: words,
    })
    const speak = MODELLED.includes(this.channel) ? undefined : channelEmulators[this.channel]
    this.handset = speak ? new Handset(this, speak) : null
    this.phones = this.handset ?? new Phones(this)
    this.webhookUrl = `${this.publicUrl}/webhooks/${this.channel}/${this.account}`
    this.channelConnection = this.connected()
    this.apiBase = this.emulated ? `https://${this.provider}.test` : null
    this.providerFields =
      this.emulated?.emulator.config ??
      (this.provider === "stripe"
        ? { secretKey: "sk_test_simulated", webhookSecret: STRIPE_SECRET }
        : { secret: TILL_SECRET })
    this.routes = [
      { flow: "shop", keyword: null },
      { flow: "shop", keyword: "shop" },
      { flow: "help", keyword: "help" },
    ]
  }

  async play(): Promise<void> {
    const { script, customers } = this.options
    if (this.handset) {
      this.webhookUrl = await this.provenWebhookUrl()
      this.channelConnection = this.connected()
    }
    if (this.emulated) {
      const learnt = await this.emulated.arrange(await this.callbackUrl())
      this.providerFields = { ...this.providerFields, ...learnt }
    }
    for (let count = 0; count < customers; count++) this.welcome(this.newAddresses(), script?.plan ?? anyPlan(this))
    this.plague()
    await this.run()
    this.weather.until = this.clock.now
    // What the platform forgot, the next event makes good.
    for (const host of this.hosts.values())
      if (host.lostAlarm) {
        host.lostAlarm = false
        // Nobody writes to a closed one, so there it has to be the platform that makes it good.
        if (host.state()?.closed) host.ring()
        else for (const author of this.authorsIn(host)) author.write("still there?")
      }
    await settled()
    await this.run()
    if (this.violations.length === 0) judge(this)
    for (const host of this.hosts.values()) {
      host.life?.kill()
      this.shelves.push(host.shelf)
    }
  }

  private connected(): ChannelConnection {
    const { account, publicUrl, webhookUrl, phoneNumberId, handset } = this
    const whatsapp = {
      ...{ phoneNumberId, accessToken: "token", appSecret: APP_SECRET },
      ...{ verifyToken: "verify", fallbackTemplate: "update" },
    }
    const channel = findChannel(this.channel)
    if (!channel) throw new Error(`there is no channel ${this.channel}`)
    const setting = { account, publicUrl, webhookUrl }
    if (handset) return channel.connect(handset.fields, { ...setting, apiBase: handset.base })
    return channel.connect(this.channel === "whatsapp" ? whatsapp : { secret: SANDBOX_SECRET }, setting)
  }

  private provenWebhookUrl(): Promise<string> {
    const proof = findChannel(this.channel)?.webhooks.proof ?? "signature"
    const account = { id: this.account, revision: 1 }
    return callUrl(this.publicUrl, this.hashKey, { kind: "webhook", service: this.channel, proof, account })
  }

  /**
   * The conversation that a message is from, and its number there. Where a channel gives nothing back that says so, it is
   * the one that owes these words to that number.
   */
  placeOf({ to, text, reference }: Said): { host: Host; reference: string; seq: number } {
    if (reference !== undefined)
      return { host: this.senderOf(reference), reference, seq: Number.parseInt(reference, 10) }
    for (const host of this.hosts.values()) {
      if (host.state()?.contact.phone !== to) continue
      const [row] = host.shelf.rows("SELECT seq, effect FROM outbox WHERE status = 'due' ORDER BY seq LIMIT 1")
      const said = JSON.parse(String(row?.effect ?? "{}")) as { message?: { text: string } }
      if (row && said.message !== undefined && text.startsWith(said.message.text))
        return { host, reference: `${row.seq}.${host.name}`, seq: Number(row.seq) }
    }
    throw new Error(`nobody owes "${text}" to ${to}`)
  }

  /** Where the provider calls the account. */
  async callbackUrl(): Promise<string> {
    const provider = findProvider(this.provider)
    if (!provider) throw new Error(`there is no provider ${this.provider}`)
    return callbackUrlOf(this.publicUrl, this.hashKey, provider, { id: this.till, revision: 1 })
  }

  /** The order whose page that path is. */
  async orderBehind(path: string): Promise<string> {
    const link = await linkHash(path.split("/").at(-1) ?? "")
    return String(this.tables.rows("SELECT id FROM orders WHERE link = ?", link)[0]?.id)
  }

  /** A number that nobody writes from, for who shows none in the chat. */
  spareNumber(): string {
    return `${this.prefix}${2000 + this.index}`
  }

  /** Mobile numbers where the money is at home: some providers ask on the phone. */
  private get prefix(): string {
    return this.price.currency === "KES" ? "+25471110" : "+2782111"
  }

  trace(line: string): void {
    this.story.add(line)
  }

  violate(invariant: string, what: string): void {
    this.trace(`VIOLATION of ${invariant}: ${what}`)
    this.violations.push({ invariant, what })
  }

  host(name: string): Host {
    let host = this.hosts.get(name)
    if (!host) {
      const shelf = this.shelves.pop()
      if (!shelf) throw new Error("no storage is left")
      shelf.clear()
      host = new Host(this, name, shelf)
      this.hosts.set(name, host)
    }
    return host
  }

  /** Somebody who is at these addresses from now on. */
  welcome(addresses: Addresses, plan: Plan): void {
    const customer = new Customer(this, addresses, plan)
    this.customers.push(customer)
    this.give(addresses, customer)
  }

  newAddresses(): Addresses {
    const number = ++this.numbers
    const userId = this.userIds ? { userId: `ZA.${this.index}N${number}` } : {}
    return { phone: `${this.prefix}${String(1000 + number)}`, ...userId }
  }

  give({ phone, userId }: Addresses, holder: Customer | null): void {
    for (const address of [phone, userId]) if (address !== undefined) this.holders.set(address, holder)
  }

  /** The deployment was told that these are not their former owner's any more. */
  givenUp({ phone, userId }: Addresses): void {
    for (const address of [phone, userId])
      if (address !== undefined) this.known.set(address, { holder: null, since: this.steps })
  }

  /** The deployment took a message from that number. */
  heardFrom(customer: Customer, phone: string): void {
    if (this.holders.get(phone) === customer && this.known.get(phone)?.holder !== customer)
      this.known.set(phone, { holder: customer, since: this.steps })
  }

  /** The conversation that a message is from. */
  senderOf(reference: string): Host {
    return this.host(reference.slice(reference.indexOf(".") + 1))
  }

  /** Who was heard in a conversation. */
  authorsIn(host: Host): Set<Customer> {
    const seen = host.shelf.rows("SELECT id FROM seen WHERE id LIKE 'm:%'")
    return new Set(seen.flatMap(({ id }) => this.authors.get(String(id)) ?? []))
  }

  namespaceFor(life: Life) {
    return namespaceOf(life, (name) => this.host(name))
  }

  document(flow: string, version: number) {
    const key = `${flow}/${version}`
    let document = this.documents.get(key)
    if (!document) {
      document = flow === "shop" ? shopFlow(version, this.expirySeconds, decimal(this.price)) : helpFlow(version)
      this.documents.set(key, document)
    }
    return document
  }

  /** Somebody's message is on its way in parts. */
  cutUp(text: string, ids: readonly string[]) {
    const message = { text, ids, takenSince: this.clock.now, takenUntil: this.clock.now }
    this.cut.push(message)
    return message
  }

  randomText(length: number): string {
    return Array.from({ length }, () => this.random.pick([..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"])).join("")
  }

  /** How long a round trip takes: across the network always, to the platform's own parts now and then. */
  latency(crossing: boolean): number {
    if (this.scripted) return crossing ? 20 : 1
    return crossing ? this.random.between(10, 400) : this.random.between(0, 60)
  }

  isSlow(): boolean {
    return !this.scripted && this.random.chance(0.15)
  }

  /** D1 hangs, as it is said to do for up to eighty seconds. */
  stall(): Promise<void> {
    return this.clock.wait(this.random.between(50, this.random.pick([1000, 80_000])))
  }

  isDown(): boolean {
    return this.clock.now >= this.outage[0] && this.clock.now < this.outage[1]
  }

  /** The provider does not accept the shop's key. */
  isRevoked(): boolean {
    return this.clock.now >= this.revoked[0] && this.clock.now < this.revoked[1]
  }

  /** The channel refuses the account's token, whatever is sent. */
  isChannelRevoked(): boolean {
    return this.clock.now >= this.channelRevoked[0] && this.clock.now < this.channelRevoked[1]
  }

  /** Whether and when the asker dies at the await it has come to. */
  deathAt(life: Life): "before" | "after" | null {
    const point = this.points++
    const planned = this.options.crashes?.find(({ at }) => at === point)
    if (planned) return planned.when
    if (!this.weather.strikes(`${life.kind}-crash`)) return null
    return this.random.pick(["before", "after"])
  }

  async answer(request: HttpRequest, life: Life): Promise<HttpResponse> {
    const { url } = request
    if (this.phones.isFor(url)) return this.phones.answer(request, life)
    if (this.bank.isFor(url)) return this.bank.answer(request)
    return this.service.answer(request, life)
  }

  /** A callback can overtake the write of its own order. */
  async beforeWrite(bound: readonly { sql: string; values: unknown[] }[]): Promise<void> {
    const opening = bound.find(({ sql }) => sql.startsWith('insert into "orders"'))
    if (!opening) return
    const columns = (/\(([^)]*)\) values/.exec(opening.sql)?.[1] ?? "").split(", ")
    const places = placesOf(opening.sql)
    const given = columns.filter((_, index) => places[index]?.includes("?"))
    const bindingOf = (name: string) => opening.values[given.indexOf(`"${name}"`)]
    const id = String(bindingOf("id"))
    if (this.tables.rows("SELECT 1 FROM orders WHERE id = ?", id).length > 0) return
    if (this.refusesCallbacks || this.bank.sessions.some(({ order }) => order === id)) return
    if (!this.bank.push || !this.weather.strikes("callback-before-order")) return
    this.bank.push(id, Number(bindingOf("minor")), String(bindingOf("currency")))
    await this.clock.wait(1500)
  }

  checkTables(): void {
    if (!this.tables.dirty) return
    for (const { invariant, what } of this.tables.wrongs.splice(0)) this.violate(invariant, what)
    const [row] = this.tables.rows("SELECT min(sweep_at) AS at FROM orders WHERE sweep_at IS NOT NULL")
    this.tables.dirty = false
    this.expectSweep(row?.at == null ? null : Number(row.at))
  }

  /** A message reached the channel, which will deliver it. */
  accepted(host: Host, copy: Copy): void {
    const { seq, text, life } = copy
    const before = this.copies.get(host) ?? []
    const last = before.at(-1)
    this.trace(`${host.name.slice(0, 8)} #${seq} ${text.slice(0, 40)}`)
    const row = rowOf(host, seq)
    if (!row || !String(row.effect).startsWith('{"type":"send"')) this.violate("cause", `#${seq} is not in the outbox`)
    if (last && seq < last.seq) this.violate("in-order", `#${seq} was sent after #${last.seq}`)
    for (const earlier of before.filter((one) => one.seq === seq)) {
      if (earlier.unheard || (!earlier.life.isAlive && !earlier.certain)) this.ambiguous += 1
      else this.violate("unexplained-copy", `#${seq} was sent twice though its answer was heard`)
    }
    if (host.silentSince !== null && isLastWord(host, row)) host.lastWord = seq
    else if (host.silentSince !== null) {
      if (life.sendingSince < host.silentSince || (life.sendingSince === host.silentSince && row?.status === "dropped"))
        this.inFlightAtStop += 1
      else this.violate("silence-after-stop", `#${seq} was sent to somebody who asked for silence`)
    }
    this.copies.set(host, [...before, copy])
    const known = this.known.get(copy.to)
    if (known && life.sendingSince > known.since) {
      const authors = this.authorsIn(host)
      const isTheirs = [known.holder, this.holders.get(copy.to)].some((holder) => holder && authors.has(holder))
      if (authors.size > 0 && !isTheirs)
        this.violate("nobody-elses", `#${seq} was sent to ${copy.to}, which is somebody else's by now`)
    }
    this.holders.get(copy.to)?.read(copy)
  }

  /** A checkout was opened: its attempt must be on record, and be the only one. */
  opened(session: Session, before: readonly Session[]): void {
    const { order, attempt } = session
    this.trace(`checkout ${session.id} for ${order}, attempt ${attempt}`)
    const rows = this.tables.rows("SELECT 1 FROM attempts WHERE order_id = ? AND attempt = ?", order, Number(attempt))
    if (rows.length === 0) this.violate("cause", `a checkout of ${order} was opened without a stored attempt`)
    if (before.some((one) => one.order === order && one.attempt === attempt))
      this.violate("checkout-once", `attempt ${attempt} of ${order} opened two checkouts`)
  }

  /** An instance is gone: what it had marked as done by then was done. */
  dead(life: Life): void {
    for (const [host, copies] of this.copies)
      if (host.name === life.name)
        for (const copy of copies.filter((one) => one.life === life))
          if (rowOf(host, copy.seq)?.status !== "due") copy.certain = true
  }

  /** Money was taken that only looks can find: it is told by the next one, where nothing else is in the way. */
  captured(order: string): void {
    if (!this.refusesCallbacks || this.weather.odds.size > 1) return
    this.clock.after(LONGEST_UNTOLD, () => {
      const [row] = this.tables.rows("SELECT told FROM orders WHERE id = ?", order)
      if (row?.told !== "paid") this.violate("told-in-time", `the money of ${order} was not told within an hour`)
    })
  }

  /** A customer agreed to pay what has to be taken then: it is, where nothing else is in the way. */
  approved(order: string): void {
    const [row] = this.tables.rows("SELECT expires_at FROM orders WHERE id = ?", order)
    const isCalm = [...this.weather.odds.keys()].every((fault) => fault === "eviction")
    if (!isCalm || Number(row?.expires_at) < this.clock.now + 2 * LONGEST_UNTOLD) return
    this.clock.after(LONGEST_UNTOLD, () => {
      const [found] = this.tables.rows("SELECT status FROM orders WHERE id = ?", order)
      if (found?.status === "open") this.violate("approved-is-taken", `what ${order} was approved for was not taken`)
    })
  }

  checkTaken(id: string): void {
    if (![...this.hosts.values()].some((host) => isKept(host, id)))
      this.violate("acknowledged-is-durable", `${id} was acknowledged and is not kept`)
  }

  /** Once a wish for silence is acknowledged nothing is said, unless a later wish ended the silence. */
  checkSilence(id: string, at: number): void {
    for (const host of this.hosts.values()) {
      if (!isKept(host, id)) continue
      const { optedOutAt = null, optedInAt = 0 } = host.state() ?? {}
      // Messages carry whole seconds: a START of the same second may have come behind it.
      if (optedOutAt === null && optedInAt < Math.floor(at / 1000) * 1000)
        this.violate("stop-is-heard", `${host.name} is not silent after STOP`)
    }
  }

  checkEvent(id: string): void {
    const known = this.tables.rows(
      "SELECT 1 FROM order_facts WHERE id = ?1 UNION ALL SELECT 1 FROM unmatched WHERE id = ?1",
      id,
    )
    if (known.length === 0) this.violate("acknowledged-is-durable", `${id} was acknowledged and is not kept`)
  }

  /** An object at rest that still has something to do must have its alarm set. */
  checkRest(host: Host): void {
    if (host.shelf.alarm !== null || !host.isIdle) return
    const due = host.shelf.rows("SELECT 1 FROM outbox WHERE status = 'due' LIMIT 1").length > 0
    const { stack, parts = [] } = host.state() ?? {}
    const waits = parts.length > 0 || stack?.runs.some(({ wait }) => wait?.until != null)
    if (due || waits) this.violate("alarm-armed", `${host.name} rests without an alarm though something is to come`)
  }

  private async run(): Promise<void> {
    while (this.violations.length === 0 && (await this.clock.step())) {
      this.steps += 1
      const limit = this.customers.length * STEPS_A_CUSTOMER
      if (this.steps > limit) this.violate("quiescent", `nothing came to rest in ${limit} steps`)
    }
  }

  /** What befalls a whole deployment, once each. */
  private plague(): void {
    if (this.scripted) return
    const { weather, random, clock } = this
    const sometime = () => random.between(0, 3 * HOUR)
    if (weather.strikes("d1-outage")) {
      const begin = clock.now + sometime()
      this.outage = [begin, begin + random.between(60_000, 2 * HOUR)]
    }
    if (weather.strikes("payment-key-revoked")) {
      const begin = clock.now + sometime()
      this.revoked = [begin, begin + random.between(300_000, 5 * HOUR)]
    }
    if (weather.strikes("channel-revoked")) {
      const begin = clock.now + random.between(0, 600_000)
      this.channelRevoked = [begin, begin + random.between(600_000, 4 * HOUR)]
    }
    if (weather.strikes("flow-published"))
      clock.after(random.between(0, HOUR), () => {
        this.published = 2
      })
    if (weather.strikes("clock-jump"))
      clock.after(sometime(), () => {
        clock.now += random.pick([300_000, HOUR, 30 * HOUR])
      })
  }

  private expectSweep(due: number | null): void {
    if (due === null) return
    const at = Math.ceil(Math.max(due, this.clock.now + 1) / 60_000) * 60_000
    if (this.sweepAt !== null && this.sweepAt <= at) return
    this.sweepAt = at
    this.clock.at(at, () => {
      if (this.sweepAt === at) this.sweepAt = null
      this.tables.dirty = true
      if (!this.weather.strikes("sweep-lost")) this.sweep()
      if (this.weather.strikes("sweep-twice")) this.sweep()
      // Lost or not, the next minute has its own.
      this.checkTables()
    })
  }

  private sweep(): void {
    const life = new Life(this, "worker", "sweep")
    Promise.race([sweep(life.env), life.died])
      .catch((error: unknown) => this.trace(`the sweep failed: ${String(error)}`))
      .finally(() => {
        this.tables.dirty = true
        this.checkTables()
      })
  }
}

/** Whether a message is the one that may be said after STOP: that nothing more is. Its copies are it too. */
function isLastWord(host: Host, row: Record<string, unknown> | null): boolean {
  return String(row?.key).startsWith("consent/") && (host.lastWord === null || host.lastWord === row?.seq)
}

/** Nobody answers in time, whether or not it was done. */
export async function lost(scene: Scene): Promise<never> {
  await scene.clock.wait(15_000)
  throw new Failure("unanswered", "nobody answered in time", "again", true)
}

/** A message that was heard, or a part that waits for the others. */
function isKept(host: Host, id: string): boolean {
  const waiting = host.state()?.parts ?? []
  if (waiting.some(({ parts }) => parts.some((part) => part.id === id))) return true
  return host.shelf.rows("SELECT 1 FROM seen WHERE id = ?", `m:${id}`).length > 0
}

/** The same request by a key that is taken no longer. */
export function unauthorised(request: HttpRequest): HttpRequest {
  const headers = Object.entries(request.headers).map(([name, value]) => {
    switch (name.toLowerCase()) {
      case "authorization":
        return [name, `${value.split(" ")[0]} cmV2b2tlZDprZXk=`]
      case "apikey":
        return [name, "revoked"]
      default:
        return [name, value]
    }
  })
  return { ...request, headers: Object.fromEntries(headers) }
}

/** What an insert puts into each column, as it is written: commas within brackets part nothing. */
function placesOf(sql: string): string[] {
  const places = [""]
  let depth = 0
  for (const sign of sql.slice(sql.indexOf(") values (") + 10)) {
    if (sign === "(") depth += 1
    if (sign === ")") depth -= 1
    if (depth < 0) break
    if (sign === "," && depth === 0) places.push("")
    else places[places.length - 1] += sign
  }
  return places
}
