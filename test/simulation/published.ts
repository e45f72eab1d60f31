import type { Host } from "./objects"
import type { Scene } from "./scene"

interface Told {
  type: string
  data: { payment?: string | null; refunded?: string; run?: string; messages?: Record<string, number> }
}

/** The stream's story of each order agrees with its facts: every one is told, once, and nothing that is not so. */
export function judgePublished(scene: Scene): void {
  const facts = `SELECT id, status, late, refunded, surplus, payment FROM orders`
  for (const order of scene.tables.rows(facts)) judgeStory(scene, order)
  for (const host of scene.hosts.values()) judgeRuns(scene, host)
}

function judgeStory(scene: Scene, order: Record<string, unknown>): void {
  const id = String(order.id)
  const story = toldOf(scene, "order_id", id)
  const count = (type: string) => story.filter((told) => told.type === type).length
  const violate = (what: string) => scene.violate("published", `${id} is ${order.status}, and the stream tells ${what}`)
  if (count("order.opened") !== 1) violate(`${count("order.opened")} openings`)
  if (count("order.paid") !== (order.status === "paid" ? 1 : 0)) violate(`${count("order.paid")} payments`)
  if (count("order.late") !== Number(order.late)) violate(`${count("order.late")} times that it was late`)
  const over = new Set(story.flatMap(({ type, data }) => (type === "order.over" ? [String(data.payment)] : [])))
  if (over.size !== count("order.over")) violate("of one payment twice that it was too many")
  for (const payment of JSON.parse(String(order.surplus)) as string[])
    if (!over.has(payment)) violate(`nothing of ${payment}, which was too many`)
  const captures = scene.bank.captures.filter((capture) => capture.order === id)
  if ([...over].some((payment) => !captures.some((capture) => capture.payment === payment)))
    violate("of more money than came")
  const ends = count("order.ended")
  const isOver = ["failed", "expired", "cancelled"].includes(String(order.status))
  if (ends > 1 || (isOver && ends === 0)) violate(`${ends} ends`)
  if (order.late === 1 && ends + count("order.mismatched") === 0) violate("nothing that it could be late after")
  if (order.status === "paid" && order.late !== 1 && ends > 0) violate("an end that never was")
  const refunded = story.flatMap(({ data }) => data.refunded ?? []).at(-1) ?? "0"
  const minor = Number(order.refunded)
  if (Number(refunded.replace(/\D/g, "")) !== minor) violate(`${refunded} given back instead of ${minor}`)
}

/** Each run that is over is told of once, with the messages that it owed. */
function judgeRuns(scene: Scene, host: Host): void {
  const state = host.state()
  if (!state) return
  const { started, runs } = state.stack
  const told = toldOf(scene, "conversation", host.name).flatMap(({ type, data }) =>
    type === "run.ended" || type === "run.failed" ? [data] : [],
  )
  const over = Array.from({ length: started }, (_, index) => `${state.stack.id}.${index}`).filter(
    (run) => !runs.some(({ id }) => id === run),
  )
  if (
    told
      .map(({ run }) => run)
      .sort()
      .join() !== over.sort().join()
  )
    scene.violate("published", `${host.name} is told of ${told.length} runs, and ${over.length} are over`)
  const owed = host.shelf.rows("SELECT key, effect FROM outbox").filter(({ effect }) => {
    const { type, resent } = JSON.parse(String(effect)) as { type: string; resent?: unknown }
    return type === "send" && resent === undefined
  })
  for (const { run, messages: { session = 0, template = 0, sms = 0 } = {} } of told) {
    const said = owed.filter(({ key }) => String(key).startsWith(`${run}/`) && !/[+~]/.test(String(key))).length
    // What was cut further as it was sent may be counted too.
    if (session + template + sms < said && state.heardUntil === undefined)
      scene.violate("published", `${run} owed ${said} messages, and is told of with ${session + template + sms}`)
  }
}

function toldOf(scene: Scene, column: "order_id" | "conversation", id: string): Told[] {
  const rows = scene.tables.rows(`SELECT type, data FROM stream WHERE ${column} = ? ORDER BY seq`, id)
  return rows.map(({ type, data }) => ({ type: String(type), data: JSON.parse(String(data)) as Told["data"] }))
}
