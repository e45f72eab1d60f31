import type { Money } from "../core/money"
import type { Call, EmulatedService, EmulatorSetting } from "../platform/emulator"

/** What can become of a payment in a story. */
export type Outcome = "paid" | "failed" | "expired" | "cancelled" | "late" | "duplicate"

/** A checkout as the provider has it in its books, whatever it told. */
export interface Booked {
  /** The provider's id of the checkout. */
  checkout: string
  /** What was taken by it, by the name that news gives the payment; null while nothing is. */
  taken: { payment: string; minor: number } | null
  /** Minor units of each refund that was not refused. */
  givenBack: readonly number[]
}

/** A provider on this machine: its API and pages, in the hands of a customer, and what it then tells. */
export interface EmulatedProvider {
  service: EmulatedService
  /** Fields of the one account it knows, as an operator enters them; what `arrange` learns is not among them. */
  config: Readonly<Record<string, unknown>>
  /** What a story's order costs: a currency and an amount that it takes. */
  price: Money
  /** Outcomes that cannot be played with it, and why, for people. */
  unplayable: Readonly<Partial<Record<Outcome, string>>>
  /** What of the customer the pay page is told where the chat does not know it. */
  customer: Readonly<Partial<Record<"email" | "name" | "taxId" | "country", string>>>
  /** The customer pays the checkout: on the page, by the code, or on the phone. */
  pay(checkout: string): Promise<readonly Call[]>
  /** By a method that takes its time: nothing is decided yet. Absent where there is none. */
  payLater?(checkout: string): Promise<readonly Call[]>
  /** What takes its time comes to be paid after all; absent where `pay` does that too. */
  complete?(checkout: string): Promise<readonly Call[]>
  /** It comes to nothing: the slow method, the refused prompt, the declined card for good. */
  fail(checkout: string): Promise<readonly Call[]>
  /** What it has to tell of its own accord since it was last asked, and of what it was asked to do. */
  unsent(): Promise<readonly Call[]>
  /** Does the refunds that it took and queued; absent where it does each at once. */
  processRefunds?(): Promise<readonly Call[]>
  /** Every checkout that it opened, oldest first. */
  books(): readonly Booked[]
  /** From now on it breaks off when it is asked to close a checkout, or lets one be paid that ended here. */
  breakClosing(): void
}

/** Sets a provider up on this machine, with an account of its own. Lives in its member's folder; the Worker never holds it. */
export type EmulateProvider = (setting: EmulatorSetting) => EmulatedProvider
