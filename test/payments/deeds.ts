import type { PaymentConnection } from "../../src/payments/provider"
import type { Outside } from "../../src/platform/outside"
import { type Answer, charge, type Failing, openedBy, type ProviderFixture, refundOf, type Script } from "./fixture"

/** One thing that an account's connection carries out, as the fixture's script has it. */
export interface Deed {
  /** As the connection has it. */
  method: string
  name: string
  answers: Answer[]
  /** What it comes to, or how it fails. */
  ends: { gives: unknown } | { fails: Failing }
  run(connection: PaymentConnection, outside: Outside): Promise<unknown>
}

/** What is asked for, with what the provider differs in. */
export function askedOf(fixture: ProviderFixture) {
  const wanted = { ...charge, ...fixture.charge }
  const opened = openedBy(wanted, fixture.checkout)
  const refund = { ...refundOf(wanted, fixture.checkout), ...fixture.refund }
  const approval = { ...opened, approval: "approval-1" }
  const capture = { ...approval, id: "capture-1", amount: wanted.money, last: true }
  return { wanted, opened, refund, approval, capture }
}

/** Everything that the fixture has a script for. */
export function deedsOf(fixture: ProviderFixture): Deed[] {
  const { wanted, opened, refund, approval, capture } = askedOf(fixture)
  return [
    ...fixture.open.map((script) => deed("open", script, (one, outside) => one.open(wanted, outside))),
    ...fixture.look.map((script) => deed("look", script, (one, outside) => one.look(opened, outside))),
    ...(fixture.close ?? []).map((script) =>
      deed("close", script, async (one, outside) => one.close?.(opened, outside)),
    ),
    ...(fixture.find ?? []).map((script) =>
      deed("find", script, async (one, outside) => one.find?.(script.hint, outside)),
    ),
    ...(fixture.capture ?? []).map((script) =>
      deed("capture", script, async (one, outside) => one.capture?.({ ...capture, ...script.capture }, outside)),
    ),
    ...(fixture.release ?? []).map((script) =>
      deed("release", script, async (one, outside) => one.release?.({ ...approval, ...script.approval }, outside)),
    ),
    ...(fixture.refunds ?? []).map((script) =>
      deed("refund", script, async (one, outside) => one.refund?.({ ...refund, ...script.refund }, outside)),
    ),
    ...(fixture.trace ?? []).map((script) =>
      deed("trace", script, async (one, outside) => one.trace?.({ ...refund, ...script.refund }, outside)),
    ),
    ...(fixture.check ?? []).map((script) => deed("check", script, async (one, outside) => one.check?.(outside))),
    ...(fixture.arrange ?? []).map((script) => deed("arrange", script, async (one, outside) => one.arrange?.(outside))),
  ]
}

/** The first script of each method: where all goes well. */
export function bestOf(deeds: readonly Deed[]): Deed[] {
  return deeds.filter(({ method }, index) => deeds.findIndex((one) => one.method === method) === index)
}

function deed(method: string, script: Script<unknown>, run: Deed["run"]): Deed {
  const { name, answers } = script
  const ends = "gives" in script ? { gives: script.gives } : { fails: script.fails }
  return { method, name, answers, ends, run }
}
