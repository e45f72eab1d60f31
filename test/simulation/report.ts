import type { CampaignOptions } from "./campaign"
import { FAULTS, isFault } from "./faults"
import type { Failed, Outcome } from "./player"
import type { Swept } from "./sweep"

const REAL = `real:     the routes (webhooks, callbacks, pay page), the sweep, the Durable Object's class, its thread, outbox and migrations,
          the engine and its nodes, the order store (drizzle and D1's SQL on SQLite), the adapters
modelled: the clock, D1's and the object's platform (node:sqlite in memory, alarms, resets), the network, the caches of flows and
          accounts, Meta, Stripe, the sandbox's services, a shop's own API, customers
emulated: the other channels and providers, each by the emulator in its folder, under the same faults`

/** What a campaign found, for people. */
export function report(outcome: Outcome, options: CampaignOptions, seconds: number): string {
  const { scenes, conversations, failed } = outcome
  const rate = Math.round(conversations / seconds)
  const lines = [
    `seed ${options.seed} · ${conversations} conversations in ${scenes} scenes · ${seconds.toFixed(1)} s · ${rate}/s on ${options.workers} threads`,
    REAL,
    "",
    `orders    ${listed(outcome.orders)}`,
    `sent      ${outcome.sends} messages; captured ${outcome.captures} payments; ${outcome.points} awaits that could be the last`,
    `ambiguous ${outcome.ambiguous} messages and ${outcome.ambiguousRequests} requests of flows came twice, each after an answer that was lost; unexplained 0`.replace(
      "unexplained 0",
      `unexplained ${count(failed, "unexplained-copy")}`,
    ),
    `at STOP   ${outcome.inFlightAtStop} messages were in flight`,
    `trace     ${outcome.lines} lines, hash ${outcome.hash.toString(16).padStart(8, "0")}`,
    "",
    ...table(outcome, options),
    "",
    ...failed.flatMap((one) => replay(one, options)),
    failed.length === 0 ? "No invariant was violated." : `${failed.length} scenes violated an invariant.`,
  ]
  return `${lines.join("\n")}\n`
}

/** What the crashes of one conversation did, on one line; more where an invariant was violated. */
export function sweptLine({ name, awaits, singles, pairs, outcome }: Swept): string {
  const line = `${name.padEnd(36)} ${String(awaits).padStart(4)} awaits ${String(singles).padStart(4)} crashes ${String(pairs).padStart(6)} pairs  ${outcome.ambiguous} ambiguous copies, ${outcome.failed.length} violations`
  const details = outcome.failed.flatMap(({ options, violations, lines }) => [
    `  crashes ${JSON.stringify(options.crashes)}`,
    ...violations.map(({ invariant, what }) => `  ${invariant}: ${what}`),
    ...lines.map((one) => `    ${one}`),
  ])
  return `${[line, ...details].join("\n")}\n`
}

function table({ struck }: Outcome, { faults }: CampaignOptions): string[] {
  return Object.keys(FAULTS)
    .filter(isFault)
    .filter((fault) => faults.includes(fault))
    .map((fault) => `${fault.padEnd(32)} ${String(struck[fault] ?? 0).padStart(9)}`)
}

function replay(
  { options, settings, violations, lines }: Failed,
  { conversations, mutant, faults, providers, channels }: CampaignOptions,
) {
  const weather = faults.length === Object.keys(FAULTS).length ? "all" : faults.join(",") || "none"
  return [
    `scene ${options.index} ${settings}`,
    ...violations.map(({ invariant, what }) => `  ${invariant}: ${what}`),
    ...lines.map((line) => `    ${line}`),
    `  again: npm run simulate -- --conversations ${conversations} --seed ${options.seed} --faults ${weather} --scene ${options.index}${mutant ? ` --mutant ${mutant.name}` : ""}${providers ? ` --providers ${providers.join(",")}` : ""}${channels ? ` --channels ${channels.join(",")}` : ""}`,
    "",
  ]
}

function listed(counts: Record<string, number>): string {
  return Object.entries(counts)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, count]) => `${count} ${name}`)
    .join(", ")
}

function count(failed: readonly Failed[], invariant: string): number {
  return failed.flatMap(({ violations }) => violations).filter((one) => one.invariant === invariant).length
}
