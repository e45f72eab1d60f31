import type { Counts } from "../../src/cli/costs/counting"
import { difference, dollars, readCounts } from "../../src/cli/costs/prices"
import { until } from "../../src/cli/until"
import { build } from "../../src/cli/worker/build"
import { accounts, furnish, type Load, startBare } from "./ground"
import type { Prepared } from "./load"
import type { Report } from "./report"
import { answered, callback, get, phoneOf, press, webhook } from "./requests"

/** Longest wait until everything that a request leads to is done. */
const PATIENCE_SECONDS = 10

/** What Cloudflare charges for each operation, counted in the Worker itself; each was done before, so that caches are warm. */
export async function countEach(load: Load, state: string): Promise<Report["counted"]> {
  const bundle = await build({ folder: "dist/costs", entry: "src/cli/costs-entry.ts" })
  const worker = await startBare("ours", bundle, load, state)
  const { url } = worker
  const rows: Report["counted"] = []
  const write = async (phone: string, text: string) =>
    answered(await webhook(`${url}/webhooks/whatsapp/shop`, accounts.whatsapp, [{ phone, text }]), phone)

  async function perform(what: string | null, request: Prepared) {
    const before = await readCounts(url)
    const { failures, locations } = await load.run({ requests: [request], clients: 1, seconds: 10 })
    if (failures.length > 0) throw new Error(`${what ?? request.url} failed: ${failures[0]}`)
    let last = await readCounts(url)
    await until(what ?? request.url, PATIENCE_SECONDS, async () => {
      await new Promise((resolve) => setTimeout(resolve, 100))
      const now = await readCounts(url)
      const still = same(now, last)
      last = now
      return still
    })
    const counts = difference(last, before)
    if (what !== null) rows.push({ what, ...counts, dollars: dollars(counts) })
    return locations[0] ?? ""
  }

  /** A whole payment; `names` is what to call each step of it, nothing for the rehearsal. */
  async function pay(phone: string, names: (string | null)[]) {
    const [asked = null, page = null, checkout = null, called = null, again = null] = names
    await perform(asked, await write(phone, "pay"))
    const link = (await load.links())[`+${phone}`] ?? ""
    await perform(page, get(link))
    const session = (await perform(checkout, press(link))).split("/").at(-1) ?? ""
    const [event] = await load.pay([session])
    if (!event) throw new Error(`Stripe has no session ${session}`)
    const call = callback(`${url}/callbacks/stripe/till`, event)
    await perform(called, answered(call, phone))
    await perform(again, call)
  }

  try {
    await furnish(url)
    const [talker, payer] = [phoneOf(1), phoneOf(2)]
    await perform(null, await write(talker, "Hi"))
    await perform(null, await write(talker, "Coffee"))
    const { awaits: _, ...turn } = await write(talker, "Tea")
    await perform("(d) a turn with its send", answered(turn, talker))
    await perform("(h) the webhook again", turn)
    await pay(payer, [])
    await pay(payer, [
      "a turn that asks for a payment",
      "(e) the pay page",
      "(f) checkout",
      "(g) callback to outcome to next node",
      "(h) the callback again",
    ])
    return rows
  } finally {
    await worker.stop()
  }
}

function same(a: Counts, b: Counts): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
