import { DurableObject } from "cloudflare:workers"
import { type Context, Hono } from "hono"

/**
 * What the runtime itself costs: the least that a gateway by hand would do, with no flows, no retries, no providers to
 * choose from and nothing to look at afterwards.
 */
const app = new Hono<{ Bindings: Surroundings }>()

interface Surroundings {
  DB: D1Database
  CONVERSATION: DurableObjectNamespace<Conversation>
  WHATSAPP_SECRET: string
  STRIPE_SECRET: string
  WHATSAPP_API_BASE: string
}

interface Webhook {
  entry: { changes: { value: { messages: { id: string; from: string; text: { body: string } }[] } }[] }[]
}

app.get("/empty", (c) => c.text("ok"))

app.post("/row", async (c) => {
  const body = await signed(c.req.raw, c.env.WHATSAPP_SECRET, "x-hub-signature-256", /^sha256=(\w+)$/, "")
  const [message] = body === null ? [] : messagesOf(body)
  if (!message) return c.text("no", 401)
  await c.env.CONVERSATION.getByName(message.from).row(message.id, message.text.body)
  return c.text("ok")
})

app.post("/gateway", async (c) => {
  const body = await signed(c.req.raw, c.env.WHATSAPP_SECRET, "x-hub-signature-256", /^sha256=(\w+)$/, "")
  const [message] = body === null ? [] : messagesOf(body)
  if (!message) return c.text("no", 401)
  await c.env.CONVERSATION.getByName(message.from).turn(message.id, message.from, message.text.body)
  return c.text("ok")
})

app.post("/ordered", async (c) => {
  const body = await signed(c.req.raw, c.env.WHATSAPP_SECRET, "x-hub-signature-256", /^sha256=(\w+)$/, "")
  const [message] = body === null ? [] : messagesOf(body)
  if (!message) return c.text("no", 401)
  await c.env.CONVERSATION.getByName(message.from).orderedTurn(message.id, message.from, message.text.body)
  return c.text("ok")
})

app.post("/backed", async (c) => {
  const body = await signed(c.req.raw, c.env.WHATSAPP_SECRET, "x-hub-signature-256", /^sha256=(\w+)$/, "")
  const [message] = body === null ? [] : messagesOf(body)
  if (!message) return c.text("no", 401)
  await c.env.CONVERSATION.getByName(message.from).backedTurn(message.id, message.from, message.text.body)
  return c.text("ok")
})

app.post("/statuses", async (c) => {
  const body = await signed(c.req.raw, c.env.WHATSAPP_SECRET, "x-hub-signature-256", /^sha256=(\w+)$/, "")
  if (body === null) return c.text("no", 401)
  const { entry }: { entry: { changes: { value: { statuses: { status: string }[] } }[] }[] } = JSON.parse(body)
  const all = entry.flatMap(({ changes }) => changes.flatMap(({ value }) => value.statuses))
  return c.text(all.some(({ status }) => status === "failed") ? "some failed" : "ok")
})

app.post("/batch", async (c) => {
  const body = await signed(c.req.raw, c.env.WHATSAPP_SECRET, "x-hub-signature-256", /^sha256=(\w+)$/, "")
  if (body === null) return c.text("no", 401)
  const messages = messagesOf(body)
  const take = ({ id, from, text }: (typeof messages)[number]) =>
    c.env.CONVERSATION.getByName(from).turn(id, from, text.body)
  for (let start = 0; start < messages.length; start += 100)
    await Promise.all(messages.slice(start, start + 100).map(take))
  return c.text("ok")
})

app.post("/orders", async (c) => {
  const { orders } = await c.req.json<{ orders: { id: string; phone: string }[] }>()
  const { DB } = c.env
  await DB.batch([
    DB.prepare("CREATE TABLE IF NOT EXISTS floor_orders (id TEXT PRIMARY KEY, phone TEXT, status TEXT)"),
    DB.prepare("CREATE TABLE IF NOT EXISTS floor_events (id TEXT PRIMARY KEY, order_id TEXT)"),
    DB.prepare(
      "INSERT INTO floor_orders SELECT value ->> 'id', value ->> 'phone', 'open' FROM json_each(?) WHERE true ON CONFLICT DO NOTHING",
    ).bind(JSON.stringify(orders)),
  ])
  return c.text("ok")
})

// The second keeps the mark that the conversation was told, without which a crash before that is never made good.
app.post("/callback", (c) => called(c, false))
app.post("/marked-callback", (c) => called(c, true))

async function called(c: Context<{ Bindings: Surroundings }>, isMarked: boolean) {
  const time = /^t=(\d+),/.exec(c.req.header("stripe-signature") ?? "")?.[1] ?? ""
  const body = await signed(c.req.raw, c.env.STRIPE_SECRET, "stripe-signature", /,v1=(\w+)$/, `${time}.`)
  if (body === null) return c.text("no", 401)
  const event: { id: string; data: { object: { client_reference_id: string } } } = JSON.parse(body)
  // Each form has orders of its own, for one is paid once.
  const form = isMarked ? "m" : ""
  const order = `${form}${event.data.object.client_reference_id}`
  const { DB } = c.env
  const [, moved] = await DB.batch<{ phone: string }>([
    DB.prepare("INSERT INTO floor_events VALUES (?, ?) ON CONFLICT DO NOTHING").bind(`${form}${event.id}`, order),
    DB.prepare("UPDATE floor_orders SET status = 'paid' WHERE id = ? AND status = 'open' RETURNING phone").bind(order),
  ])
  const phone = moved?.results[0]?.phone
  if (phone === undefined) return c.text("ok")
  await c.env.CONVERSATION.getByName(phone).turn(`${form}${event.id}`, phone, "Your payment has arrived.")
  if (isMarked)
    c.executionCtx.waitUntil(DB.prepare("UPDATE floor_orders SET status = 'told' WHERE id = ?").bind(order).run())
  return c.text("ok")
}

/** A conversation by hand: three rows in one transaction, one message sent. */
export class Conversation extends DurableObject<Surroundings> {
  constructor(context: DurableObjectState, env: Surroundings) {
    super(context, env)
    context.storage.sql.exec(`
      CREATE TABLE IF NOT EXISTS state (id INTEGER PRIMARY KEY, text TEXT);
      CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS outbox (seq INTEGER PRIMARY KEY, text TEXT)`)
  }

  row(id: string, text: string): void {
    this.ctx.storage.sql.exec("INSERT INTO seen VALUES (?, ?) ON CONFLICT DO NOTHING", id, text)
  }

  turn(id: string, phone: string, text: string): void {
    if (this.take(id, text)) this.ctx.waitUntil(this.send(phone, text))
  }

  /** The same, and the messages go out in their order, each stored as sent before the next one goes. */
  orderedTurn(id: string, phone: string, text: string): void {
    if (!this.take(id, text)) return
    const { seq } = this.ctx.storage.sql.exec<{ seq: number }>("SELECT max(seq) AS seq FROM outbox").one()
    this.last = this.last.then(async () => {
      await this.send(phone, text)
      this.ctx.storage.sql.exec("UPDATE outbox SET text = 'sent' WHERE seq = ?", seq)
    })
    this.ctx.waitUntil(this.last)
  }

  /** The same, and an alarm that looks after what was not sent when the object dies; at most one in five minutes. */
  async backedTurn(id: string, phone: string, text: string): Promise<void> {
    if (this.backedUntil < Date.now()) {
      this.backedUntil = Date.now() + 300_000
      this.ctx.waitUntil(this.ctx.storage.setAlarm(this.backedUntil))
    }
    this.orderedTurn(id, phone, text)
  }

  override alarm(): void {
    this.backedUntil = 0
  }

  private last = Promise.resolve()
  private backedUntil = 0

  private take(id: string, text: string): boolean {
    const { sql } = this.ctx.storage
    return this.ctx.storage.transactionSync(() => {
      const { rowsWritten } = sql.exec("INSERT INTO seen VALUES (?, ?) ON CONFLICT DO NOTHING", id, text)
      if (rowsWritten === 0) return false
      sql.exec("INSERT INTO state VALUES (1, ?) ON CONFLICT DO UPDATE SET text = excluded.text", text)
      sql.exec("INSERT INTO outbox (text) VALUES (?)", text)
      return true
    })
  }

  private async send(phone: string, text: string): Promise<void> {
    const message = { messaging_product: "whatsapp", to: `+${phone}`, type: "text", text: { body: text } }
    const response = await fetch(`${this.env.WHATSAPP_API_BASE}/v26.0/1/messages`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer bench" },
      body: JSON.stringify(message),
    })
    await response.arrayBuffer()
  }
}

export default { fetch: app.fetch }

const keys = new Map<string, Promise<CryptoKey>>()

/** The body as text when the header's hex digits are its signature; null otherwise. */
async function signed(request: Request, secret: string, header: string, form: RegExp, prefix: string) {
  const bytes = await request.arrayBuffer()
  const hex = form.exec(request.headers.get(header) ?? "")?.[1] ?? ""
  const body = new TextDecoder().decode(bytes)
  const algorithm = { name: "HMAC", hash: "SHA-256" }
  const encoder = new TextEncoder()
  const key = keys.get(secret) ?? crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["verify"])
  keys.set(secret, key)
  const signature = Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16))
  const data = prefix === "" ? bytes : encoder.encode(prefix + body)
  return (await crypto.subtle.verify("HMAC", await key, signature, data)) ? body : null
}

function messagesOf(body: string) {
  const webhook: Webhook = JSON.parse(body)
  return webhook.entry.flatMap(({ changes }) => changes.flatMap(({ value }) => value.messages))
}
