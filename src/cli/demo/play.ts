import type { Said } from "../../channels/emulator"
import type { Call } from "../../platform/emulator"
import { until } from "../until"
import { type Ending, readOrder, readRuns } from "./ending"
import { customer, type Scene } from "./scene"
import type { Stage } from "./stage"
import type { Tell } from "./transcript"

/** Longest that anything in the story may take. */
const PATIENCE_SECONDS = 10

/** What the demo's order costs, as a customer reads it. */
const PRICE = /149[.,]90/

/** Plays one story through signed HTTP, from the first word to the end of the run, and says how everything then stands. */
export async function play(stage: Stage, scene: Scene, tell: Tell): Promise<Ending> {
  const { provider, outcome } = scene
  const { worker, emulator, phone, till } = stage
  const { said } = emulator
  let heard = 0
  let status = ""

  /** Delivers as the service would: once, or as services do on a bad day, twice at once and then again. */
  async function deliver({ method, url, headers, body }: Call): Promise<void> {
    const send = async () => {
      const response = await worker.fetch(url, method === "GET" ? { headers } : { method, headers, body })
      if (!response.ok) throw new Error(`${url} was answered ${response.status}: ${await response.text()}`)
      await response.arrayBuffer()
    }
    await (outcome === "duplicate" ? Promise.all([send(), send()]) : send())
    if (outcome === "duplicate") await send()
  }

  async function write(text: string): Promise<void> {
    tell(customer.name, text)
    for (const one of await phone.write(text, customer)) await deliver(one)
  }

  async function call(callbacks: readonly Call[]): Promise<void> {
    for (const callback of callbacks) {
      tell(provider, callback.type)
      await deliver(callback)
    }
  }

  async function hear(text: RegExp): Promise<Said> {
    const message = await until(`a message like ${text}`, PATIENCE_SECONDS, () => said[heard])
    heard += 1
    const button = message.link !== null && !message.text.includes(message.link) ? `\n[Pay now] ${message.link}` : ""
    tell("Demo shop", message.text + button, message.at)
    if (!text.test(message.text)) throw new Error(`"${message.text}" was said, but not ${text}`)
    return message
  }

  async function orderIs(wanted: string): Promise<void> {
    await until(`the order to be ${wanted}`, PATIENCE_SECONDS, async () => {
      const order = await readOrder(worker.db)
      if (order && order.status !== status) {
        tell("order", `${order.number}: ${status === "" ? "" : `${status} -> `}${order.status}`, order.at)
        status = order.status
      }
      return status === wanted
    })
  }

  async function checkout(link: string): Promise<string> {
    const page = await worker.fetch(link)
    const shown = await page.text()
    if (page.status !== 200 || !PRICE.test(shown)) throw new Error(`${link} (${page.status}) does not show the amount`)
    tell(customer.name, `opens ${link}, which asks for ${PRICE.exec(shown)?.[0]}`)
    const press = async () => {
      const response = await worker.fetch(`${link}/checkout`, {
        method: "POST",
        headers: { origin: worker.url, "content-type": "application/x-www-form-urlencoded" },
        body: "",
      })
      const place = response.headers.get("location") ?? ""
      if (response.status !== 303) throw new Error(`checkout was answered ${response.status}: ${await response.text()}`)
      return place
    }
    const places = await Promise.all(outcome === "duplicate" ? [press(), press()] : [press()])
    const [place = ""] = places
    if (places.some((other) => other !== place)) throw new Error(`one order led to ${places.join(" and ")}`)
    const hosted = await fetch(place)
    if (!hosted.ok) throw new Error(`${place} was answered ${hosted.status}`)
    await hosted.text()
    tell(customer.name, `is led to ${place}`)
    return place.split("/").at(-1) ?? ""
  }

  /** The Worker's clock cannot be moved from outside, so the order's own end is put into the past in this demo's database. */
  async function runOutOfTime(): Promise<void> {
    tell("clock", "(the order's end is put into the past in the demo's own database; then the minute's sweep comes)")
    const past = Date.now() - 1000
    await worker.db.prepare("UPDATE orders SET expires_at = ?, sweep_at = ?").bind(past, past).run()
    await worker.tick()
    await orderIs("expired")
    await call(await till.unsent())
  }

  await write("Hi")
  await hear(/What is your name/)
  await write(customer.name)
  await orderIs("open")
  const request = await hear(PRICE)
  if (request.link === null) throw new Error("the payment request has no link")
  const reference = await checkout(request.link)

  switch (outcome) {
    case "paid":
    case "duplicate":
      tell(customer.name, "pays")
      await call(await till.pay(reference))
      await orderIs("paid")
      await hear(/has arrived/)
      await hear(/Thank you, Thandi/)
      break
    case "failed":
      tell(customer.name, "pays by a method that takes its time")
      if (till.payLater) await call(await till.payLater(reference))
      await orderIs("pending")
      await call(await till.fail(reference))
      await orderIs("failed")
      await hear(/did not go through/)
      await hear(/Thandi, nothing was charged/)
      break
    case "expired":
      await runOutOfTime()
      await hear(/no longer works/)
      await hear(/Thandi, we have put the coffee back/)
      break
    case "cancelled":
      await write("cancel payment")
      await hear(/really want to cancel/)
      await write("yes")
      await orderIs("cancelled")
      await hear(/has been cancelled/)
      await hear(/No problem, Thandi/)
      await call(await till.unsent())
      break
    case "late":
      tell(provider, "(cannot be reached to close the checkout from now on)")
      till.breakClosing()
      await runOutOfTime()
      await hear(/no longer works/)
      await hear(/Thandi, we have put the coffee back/)
      tell(customer.name, "pays all the same")
      await call(await till.pay(reference))
      await orderIs("paid")
      await hear(/reached us after all/)
      break
  }

  const ending = await until("the run's end and everything said", PATIENCE_SECONDS, async () => {
    const runs = await readRuns(stage.api)
    return runs && runs.open === 0 && runs.owed === 0 ? runs : null
  })
  tell("run", `ended at "${ending.ended.at(-1)?.node}"`)
  const order = await readOrder(worker.db)
  if (!order) throw new Error("there is no order")
  const { results } = await worker.db
    .prepare("SELECT status FROM order_events WHERE order_id = ? ORDER BY recorded_at")
    .bind(order.id)
    .all<{ status: string }>()
  return { order, runs: ending, events: results.map((row) => row.status), unheard: said.slice(heard) }
}
