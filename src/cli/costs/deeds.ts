import { setTimeout as pause } from "node:timers/promises"
import type { Call } from "../../platform/emulator"
import type { Customer } from "../demo/customer"
import { play } from "../demo/play"
import type { Stage } from "../demo/stage"
import { until } from "../until"
import type { Counts } from "./counting"
import { difference, readCounts } from "./prices"

/** What a deployment does, by the name that the report has for it. */
export const DEEDS = {
  turn: "an inbound turn with one message out, right after another",
  wake: "what a sleeping conversation reads, beside what wakes it",
  open: "a turn that opens an order and sends its link",
  checkout: "the button on the pay page, until the provider's page is known",
  callback: "the provider's word that the order is paid, until the chat says so",
  receipt: "one status of a message: delivered",
  conversation: "a whole paid conversation, with its alarms and its messages' statuses",
} as const

/** Counts by deed. */
export type Deeds = Record<keyof typeof DEEDS, Counts>

/** Longest that a deed may take here, and how long nothing is counted any more once it is over. */
const DEED_SECONDS = 20
const QUIET_MILLISECONDS = 600

/** Longer than the alarm that looks after a turn waits. */
const ALARM_SECONDS = 60

/** Measures each deed between two looks at what the Worker counted; another customer was there before, so that no cache is empty. */
export async function measureDeeds(
  stage: Stage,
  [first, second]: readonly [Customer, Customer],
): Promise<Omit<Deeds, "conversation">> {
  await buy(stage, first)
  const bought = await buy(stage, second)
  await counted(stage, () => write(stage, second, "Hi"))
  await counted(stage, () => write(stage, second, second.name))
  const turn = await counted(stage, () => write(stage, second, "Are you there?"))
  await counted(stage, () => report(stage, "sent"))
  const receipt = await counted(stage, () => report(stage, "delivered"))
  const { alarms } = await readCounts(stage.worker.url)
  await until("the alarm", ALARM_SECONDS, async () => (await readCounts(stage.worker.url)).alarms > alarms)
  const now = await readCounts(stage.worker.url)
  const nothing = difference(now, now)
  if (now.wakeStatements === 0) throw new Error("No conversation fell asleep and was woken.")
  return { turn, wake: { ...nothing, objectStatements: now.wakeStatements }, ...bought, receipt }
}

/** A whole conversation, as the demo has it, with what its channel then tells of each message, until its alarms have rung. */
export async function measureConversation(
  stage: Stage,
  customer: Customer,
  members: { channel: string; provider: string },
): Promise<Counts> {
  const before = await readCounts(stage.worker.url)
  await play(stage, { ...members, outcome: "paid" }, customer, () => undefined)
  for (const said of stage.emulator.said)
    for (const status of ["sent", "delivered", "read"] as const)
      await deliver(stage, await reported(stage, said, status))
  await until("the alarm", ALARM_SECONDS, async () => (await readCounts(stage.worker.url)).alarms > before.alarms)
  return difference(await readCounts(stage.worker.url), before)
}

async function buy(stage: Stage, customer: Customer): Promise<Pick<Deeds, "open" | "checkout" | "callback">> {
  const { worker, till, emulator } = stage
  await counted(stage, () => write(stage, customer, "Hi"))
  const open = await counted(stage, () => write(stage, customer, customer.name))
  const link = emulator.said.findLast(({ to }) => to === customer.phone)?.link
  if (link == null) throw new Error("No link was sent.")
  await worker.fetch(link).then((page) => page.arrayBuffer())
  const checkout = await counted(stage, async () => {
    const headers = { origin: worker.url, "content-type": "application/x-www-form-urlencoded" }
    const pressed = await worker.fetch(`${link}/checkout`, { method: "POST", headers, body: "" })
    if (pressed.status >= 400) throw new Error(`The button was answered ${pressed.status}.`)
    await pressed.arrayBuffer()
  })
  const attempt = await worker.db
    .prepare("SELECT reference FROM attempts ORDER BY created_at DESC LIMIT 1")
    .first<{ reference: string | null }>()
  const calls = await till.pay(attempt?.reference ?? "")
  const callback = await counted(stage, () => deliver(stage, calls.slice(0, 1)))
  await counted(stage, () => deliver(stage, calls.slice(1)))
  return { open, checkout, callback }
}

/** What is counted for a deed, until nothing more is. */
async function counted(stage: Stage, deed: () => Promise<void>): Promise<Counts> {
  const { url } = stage.worker
  const before = await readCounts(url)
  await deed()
  let last = await readCounts(url)
  await until("everything to be done", DEED_SECONDS, async () => {
    await pause(QUIET_MILLISECONDS)
    const now = await readCounts(url)
    const isQuiet = JSON.stringify(now) === JSON.stringify(last)
    last = now
    return isQuiet
  })
  return difference(last, before)
}

async function write(stage: Stage, customer: Customer, text: string): Promise<void> {
  await deliver(stage, await stage.phone.write(text, customer))
}

/** What the channel tells of the message that was said last. */
async function report(stage: Stage, status: "sent" | "delivered"): Promise<void> {
  const last = stage.emulator.said.at(-1)
  if (!last) throw new Error("There is no message whose status could be told.")
  await deliver(stage, await reported(stage, last, status))
}

function reported(stage: Stage, ...said: Parameters<NonNullable<Stage["phone"]["report"]>>) {
  if (!stage.phone.report) throw new Error("The channel tells nothing of its messages.")
  return stage.phone.report(...said)
}

async function deliver({ worker }: Stage, calls: readonly Call[]): Promise<void> {
  for (const { method, url, headers, body } of calls) {
    const response = await worker.fetch(url, { method, headers, body })
    if (!response.ok) throw new Error(`${url} was answered ${response.status}: ${await response.text()}`)
    await response.arrayBuffer()
  }
}
