import type { Host } from "./objects"
import type { Copy } from "./phones"
import { judgePublished } from "./published"
import type { Scene } from "./scene"
import type { Call } from "./service"

interface OrderRow {
  id: string
  key: string
  number: string
  conversation: string
  status: string
  worth: string
  told: string
  folded: number
  minor: number
  captured: number
  refunded: number
  over: number
  late: number
  payment: string | null
  surplus: string
}

type Row = Record<string, unknown>

/** Looks at everything once it has come to rest. */
export function judge(scene: Scene): void {
  const orders = scene.tables.rows("SELECT * FROM orders") as unknown as OrderRow[]
  for (const order of orders) judgeOrder(scene, order)
  // What came before an order that was then not opened is kept for people to see.
  const kept = new Set(scene.tables.rows("SELECT payment FROM unmatched").map(({ payment }) => payment))
  for (const { order, payment } of scene.bank.captures)
    if (!orders.some(({ id }) => id === order) && !kept.has(payment))
      scene.violate("captured-in-order", `${payment} is in no order, and not kept`)
  judgeNumbers(scene, orders)
  judgePublished(scene)
  for (const [key, refund] of scene.bank.refunds)
    if (refund.copies > 1) scene.violate("unexplained-copy", `refund ${key} was made ${refund.copies} times`)
  for (const host of scene.hosts.values()) judgeConversation(scene, host, orders)
  for (const message of scene.cut) judgeParts(scene, message)
  for (const call of scene.service.calls.values()) judgeCall(scene, call)
}

/** A call that was acknowledged is on record, and what it brought is said at most once; a run that heard it says it. */
function judgeCall(scene: Scene, { path, parcel, statuses }: Call): void {
  const [, conversation = "", id = ""] = /^\/hooks\/(c1\.[\w-]{43})\.(.+)\.\w+$/.exec(path) ?? []
  const host = scene.hosts.get(conversation)
  const taken = host?.shelf.rows("SELECT entry FROM seen WHERE id = ?", `h:${id}`) ?? []
  const run = `${conversation}.${id.split(".")[0]}/`
  const rows = (host?.shelf.rows("SELECT key, effect FROM outbox") ?? []).filter(({ key }) =>
    String(key).startsWith(run),
  )
  const effects = rows.map(({ effect }) => String(effect))
  const said = effects.filter((effect) => effect.includes(`"text":"CALLED ${parcel} `))
  if (statuses.includes(200) && taken.length === 0)
    scene.violate("acknowledged-is-durable", `the call of ${parcel} was acknowledged and is not on record`)
  if (statuses[0] === 200 && statuses.some((status) => status >= 400 && status < 500))
    scene.violate("applied-once", `the call of ${parcel} was taken and then refused: ${statuses.join(", ")}`)
  if (said.length > 1) scene.violate("applied-once", `the call of ${parcel} is told ${said.length} times`)
  // One that came before the run waited for it must not be waited for in vain.
  const waited = effects.some((effect) => effect.includes('"node":"Tell","exit":"ok"'))
  if (taken.length > 0 && said.length === 0 && waited && effects.some((effect) => effect.includes('"text":"BYE ')))
    scene.violate("told", `the call of ${parcel} was taken and the wait gave up`)
  const heard = taken.some(({ entry }) => String(entry).includes('"exit":"answered"'))
  if (heard && said.length === 0 && host && !hasStopped(host))
    scene.violate("told", `the call of ${parcel} was heard and nothing was said`)
}

/** Less than a conversation waits for the parts of a long message, by clocks that differ. */
const SOON = 30_000

/** Every part is heard once, and all together where they came soon one after the other. */
function judgeParts(scene: Scene, { text, ids, takenSince, takenUntil }: Scene["cut"][number]): void {
  const heard = [...scene.hosts.values()].flatMap((host) =>
    host.shelf.rows("SELECT id, entry FROM seen WHERE id LIKE 'm:%'").map(({ id, entry }) => ({
      id: String(id).slice(2),
      entry: JSON.parse(String(entry)) as { text?: string; part?: string },
    })),
  )
  const own = heard.filter(({ id }) => ids.includes(id))
  if (own.length !== ids.length)
    scene.violate("parts-once", `${own.length} of ${ids.length} parts of "${text}" were heard`)
  const texts = own.flatMap(({ entry }) => (entry.part === undefined ? [entry.text ?? ""] : []))
  const isSoon = takenUntil - takenSince < SOON
  if (isSoon && texts.join("/") !== text) scene.violate("parts-once", `"${text}" was heard as "${texts.join("/")}"`)
}

function judgeOrder(scene: Scene, order: OrderRow): void {
  const { id, status, minor } = order
  const captures = scene.bank.captures.filter((capture) => capture.order === id)
  const taken = captures.reduce((sum, one) => sum + one.minor, 0)
  const counted = [order.payment ?? "", ...(JSON.parse(order.surplus) as string[])]
  if (counted.some((payment) => payment.startsWith("pi_foreign")))
    scene.violate("our-money", `${id} counts money on another account`)
  if (captures.length > 0 && status !== "paid" && status !== "mismatch")
    scene.violate("captured-in-order", `${id} is ${status} though ${captures.length} payments were captured`)
  if (captures.length > 0 && taken >= minor && status !== "paid")
    scene.violate("captured-in-order", `${id} is ${status} though its money was captured`)
  if (order.captured !== taken)
    scene.violate("captured-in-order", `${id} says ${order.captured} was captured, the provider ${taken}`)
  if (status === "paid" && order.over !== taken - minor)
    scene.violate("captured-in-order", `${id} says it was paid ${order.over} too much, and not ${taken - minor}`)
  if (status === "paid" && taken < minor) scene.violate("paid-with-evidence", `${id} is paid without its money`)
  const alone = captures.filter((capture) => capture.minor >= minor)
  if (alone.length > 0 && JSON.parse(order.surplus).length !== captures.length - 1)
    scene.violate("captured-in-order", `${id} does not know each payment that was one too many`)
  if (alone.length > 0 && !alone.some(({ payment }) => payment === order.payment))
    scene.violate("ledger", `${id} was paid by ${order.payment}, which was never captured`)
  const beside: string[] = status === "paid" ? JSON.parse(order.surplus) : []
  const given = [...scene.bank.refunds.values()].filter(
    ({ session, payment }) => session.order === id && !beside.includes(payment),
  )
  const refunded = given.reduce((sum, one) => sum + one.minor, 0)
  if (refunded !== order.refunded)
    scene.violate("ledger", `${id} says ${order.refunded} given back, the provider ${refunded}`)
  const known = scene.tables.rows(
    "SELECT DISTINCT payment FROM order_facts WHERE order_id = ? AND type = 'captured' AND cause <> 'foreign'",
    id,
  )
  if (captures.some(({ payment }) => !known.some((row) => row.payment === payment)))
    scene.violate("ledger", `a payment of ${id} has no fact`)
  if (status === "open") return scene.violate("no-run-stuck", `order ${id} is still open`)
  if (status === "pending") return scene.violate("no-run-stuck", `order ${id} is still pending`)
  if (order.told !== order.worth)
    scene.violate("told", `the conversation of ${id} was told ${order.told}, not ${order.worth}`)
  // What was only asked to be given back, or refused, changes nothing in its row.
  const [newest] = scene.tables.rows(
    `SELECT coalesce(max(seq), 0) AS seq FROM order_facts WHERE order_id = ?
      AND substr(id, 1, 11) <> 'own:refund:' AND substr(id, 1, 12) <> 'own:refused:'`,
    id,
  )
  if (order.folded < Number(newest?.seq))
    scene.violate("ledger", `${id} has facts that were never written into its row`)
}

function judgeNumbers(scene: Scene, orders: readonly OrderRow[]): void {
  const numbers = new Set(orders.map(({ number }) => number))
  if (numbers.size !== orders.length) scene.violate("order-numbers-unique", "two orders have one number")
}

function judgeConversation(scene: Scene, host: Host, orders: readonly OrderRow[]): void {
  const state = host.state()
  if (!state) return
  const rows = host.shelf.rows("SELECT * FROM outbox ORDER BY seq")
  const copies = scene.copies.get(host) ?? []
  for (const { id, count } of host.shelf.rows("SELECT id, count(*) AS count FROM taken GROUP BY id HAVING count > 1"))
    scene.violate("applied-once", `${id} was taken ${count} times`)
  const authors = scene.authorsIn(host)
  if (authors.size > 1) scene.violate("one-person", `${authors.size} persons were heard in ${host.name}`)
  judgeIntents(scene, rows, copies)
  judgeVersions(scene, rows)
  for (const order of orders.filter(({ conversation }) => conversation === host.name))
    judgeTold(scene, host, order, rows, copies)
  for (const order of orders.filter(({ conversation }) => conversation === host.name))
    judgeSurplus(scene, host, order, rows)
  for (const run of state.stack.runs) {
    const { wait } = run
    if (!wait) {
      scene.violate("no-run-stuck", `run ${run.id} waits for nothing`)
      continue
    }
    if (wait.for.includes("order") || !wait.for.includes("reply"))
      scene.violate("no-run-stuck", `run ${run.id} waits for ${wait.for.join(" or ")} for ever`)
  }
  const opened = new Map<string, number>()
  for (const order of orders.filter(({ conversation }) => conversation === host.name)) {
    opened.set(order.key, (opened.get(order.key) ?? 0) + 1)
    const cause = rows.find(({ key, effect }) => key === order.key && String(effect).startsWith('{"type":"order"'))
    if (!cause) scene.violate("cause", `order ${order.id} was opened by no effect`)
  }
}

function judgeIntents(scene: Scene, rows: readonly Row[], copies: readonly Copy[]): void {
  const seen = new Set<string>()
  for (const { seq, key, effect, status } of rows) {
    const { type } = JSON.parse(String(effect)) as { type: string }
    if (seen.has(`${key} ${type}`)) scene.violate("intent-once", `${type} ${key} is owed twice`)
    seen.add(`${key} ${type}`)
    if (status === "failed" && (type === "lookup" || type === "close"))
      scene.violate("asked-is-answered", `${type} #${seq} was given up and nothing was said`)
    if (status === "due") scene.violate("owed-is-done", `${type} #${seq} is still owed`)
    const sent = copies.some((copy) => copy.seq === seq)
    if (type === "send" && status === "done" && !sent)
      scene.violate("done-was-done", `#${seq} counts as sent and never was`)
  }
  const first = rows.filter(({ key }) => !String(key).endsWith("~"))
  const echoes = first.flatMap(({ effect }) => /"text":"(WAITING hello \d+)"/.exec(String(effect))?.[1] ?? [])
  if (new Set(echoes).size !== echoes.length) scene.violate("applied-once", "one message was answered twice")
}

/** A run stays on the version it began with. */
function judgeVersions(scene: Scene, rows: readonly Row[]): void {
  const versions = new Map<string, string>()
  for (const { key, effect } of rows) {
    const version = / v(\d)"/.exec(String(effect))?.[1]
    const run = String(key).split("/")[0] ?? ""
    if (version === undefined || String(key).startsWith("o:")) continue
    if ((versions.get(run) ?? version) !== version)
      scene.violate("version-kept", `run ${run} changed its flow's version`)
    versions.set(run, version)
  }
}

/** What one conversation owes and said about one of its orders. */
function judgeTold(scene: Scene, host: Host, order: OrderRow, rows: readonly Row[], copies: readonly Copy[]): void {
  const { id, key, number, status } = order
  for (const outcome of ["PAID", "FAILED", "EXPIRED", "CANCELLED"]) {
    const intents = rows.filter(
      ({ effect, key: own }) => isSaying(effect, `${outcome} ${number}`) && !String(own).endsWith("~"),
    )
    if (intents.length > 1) scene.violate("told-once", `${outcome} of ${id} is owed ${intents.length} times`)
  }
  const noted = host.shelf.rows("SELECT id FROM seen WHERE id = ?", `o:${key}:${status}`)
  if (noted.length === 0) return scene.violate("told", `${status} of ${id} never reached its conversation`)
  if (status !== "paid") return
  const claimed = rows.some(({ effect }) => isSaying(effect, `PAID ${number}`))
  const late = rows.filter((row) => String(row.key) === `o:${key}:paid`)
  const stopped = hasStopped(host)
  if (claimed && late.length > 0) scene.violate("told-once", `the money of ${id} was told twice`)
  if (order.late && !claimed && late.length === 0)
    return scene.violate("late-money-told", `the late money of ${id} was met with silence`)
  if (!claimed && late.length === 0 && !stopped) scene.violate("told", `nothing was said of the money of ${id}`)
  const said = copies.some(({ text }) => text.startsWith(`PAID ${number}`))
  const row = rows.find(({ effect }) => isSaying(effect, `PAID ${number}`))
  // A refund that could not be given is followed by words: that the money came.
  const words = late.filter(({ effect }) => String(effect).startsWith('{"type":"send"'))
  if ([row, ...words].some((one) => one?.status === "failed"))
    scene.violate("outcome-reaches", `the customer never hears that ${id} is paid`)
  if (row?.status === "done" && !said) scene.violate("done-was-done", `PAID ${number} was never sent`)
}

/** Who paid twice hears of each payment that was one too many, once; where the rule says so it is given back. */
function judgeSurplus(scene: Scene, host: Host, order: OrderRow, rows: readonly Row[]): void {
  if (order.status !== "paid") return
  const captures = scene.bank.captures.filter((capture) => capture.order === order.id)
  for (const { payment } of captures.filter((capture) => capture.payment !== order.payment)) {
    const key = `o:${order.key}:surplus:${payment}`
    const owed = rows.filter((row) => row.key === key || row.key === `${key}~`)
    const effects = owed.map((row) => ({ ...(JSON.parse(String(row.effect)) as Effect), status: row.status }))
    const words = effects.filter((effect) => effect.type === "send" && effect.resent !== true)
    if (words.length !== 1 && !(words.length === 0 && hasStopped(host)))
      scene.violate("paid-twice-told", `${payment} of ${order.id} was told ${words.length} times`)
    const given = [...scene.bank.refunds.values()].filter((refund) => refund.payment === payment)
    const refund = effects.find(({ type }) => type === "refund")
    if (refund?.status === "done" && given.length === 0)
      scene.violate("surplus-given-back", `${payment} counts as given back and never was`)
    if (!refund && scene.configuration.latePayment === "refund")
      scene.violate("surplus-given-back", `${payment} was to be given back`)
  }
}

interface Effect {
  type: string
  resent?: boolean
}

function hasStopped(host: Host): boolean {
  return host.wasSilent
}

function isSaying(effect: unknown, text: string): boolean {
  return String(effect).startsWith('{"type":"send"') && String(effect).includes(`"text":"${text}"`)
}
