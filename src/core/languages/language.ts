import type { Customer, InstructionLabel, Presentation } from "../order/checkout"
import type { ConsentWords } from "./consent"

/** A language that customers are spoken to in. One that lacks any of it does not compile. */
export interface Language {
  /** Its own name for itself. */
  title: string
  /** Whether it writes 1,5 where English writes 1.5, so that "1.500" is a thousand and a half, or one and a half. */
  decimalComma: boolean
  chat: Phrases
  /** Loaded where it is said: nothing but the pay page needs it. */
  page(): Promise<PageWords>
  consent: ConsentWords
}

/**
 * What the product itself says in a chat. Every sentence is a template that may use `amount` (written for people),
 * `orderNumber`, `description`, `link`, `reason`, `merchant` `contact`, `part`, `received` and `rest`; any but `amount` may be missing.
 */
export interface Phrases {
  /** The link comes as a button or on a line of its own. */
  paymentRequest: string
  /** Instead of it where a part comes first: `part` is that. */
  depositRequest: string
  /** At most 20 characters, as are all titles: a WhatsApp button holds no more. */
  payButton: string
  /** Before the link, where nothing else of the request fits. */
  linkPurpose: string
  /** Before a code, which comes as a message of its own so that it can be copied. */
  codeToPay: string
  /** The provider asks on the customer's phone. */
  askedOnPhone: string
  /** Before details to pay with, each on a line behind its title. */
  howToPay: string
  details: Record<InstructionLabel, string>
  /** The money is set aside, and not taken yet. */
  held: string
  /** A part of what may come in parts: `received` so far, and the `rest` while it can be paid. */
  partPaid: string
  /** The time for the rest is over. */
  partOver: string
  paid: string
  failed: string
  expired: string
  cancelled: string
  /** Money came that does not match the order. */
  mismatch: string
  /** No payment link could be made. */
  error: string
  /** Paid after the order had failed, expired or been cancelled. */
  latePaid: string
  lateRefunded: string
  /** Paid twice. */
  overpaid: string
  /** Paid more than was due, by that much. */
  overpaidBy: string
  /** Paid twice, and the second payment is given back. */
  overpaidRefunded: string
  /** A reminder that the payment is awaited, with the words that can be written. */
  waiting: string
  notYetPaid: string
  /** Said instead of it where the provider could not be asked. */
  cannotSee: string
  /** Said instead of `expired` and `cancelled` where nobody could see whether money came. */
  expiredUnseen: string
  cancelledUnseen: string
  confirmCancel: string
  notCancelled: string
  /** The last thing said to who asked for silence. */
  optedOut: string
  /** The same while a payment is awaited. */
  optedOutOwing: string
  /** Said to who ended the silence. */
  optedIn: string
  /** Who writes, where there is help, which may be missing, and how it is made to stop: what carriers want HELP answered with. */
  help: string
  /** A flow broke: nothing more comes of it. */
  broken: string
  /** Said to words that nothing waits for just now. */
  standing: string
  invalidAnswer: string
  invalidNumber: string
  invalidEmail: string
  invalidPhone: string
  /** `example` is a day in the form that is asked for. */
  invalidDate: string
  invalidAmount: string
  chooseOne: string
  /** Leads to the next part of a long list. */
  more: string
  /** Opens a list of choices. */
  choicesTitle: string
  yesButton: string
  noButton: string
  words: Words
}

/** What a customer may write for each command. */
export interface Words {
  paid: readonly string[]
  resend: readonly string[]
  cancel: readonly string[]
  yes: readonly string[]
  no: readonly string[]
}

/** What the pay page says. A language that lacks any of it does not compile. */
export interface PageWords {
  /** Heads the amount while it can be paid. */
  amountToPay: string
  /** Heads it where only a part is asked for now, and where that came already. */
  depositToPay: string
  restToPay: string
  payRest(amount: string): string
  /** Titles of what the amount is made of, what came already, and what is left for later. */
  bill: Record<"title" | "tax" | "discount" | "shipping" | "total" | "deposit" | "received" | "left", string>
  /** Titles of the details: who is paid, what for, and so on. */
  details: string
  payee: string
  description: string
  orderNumber: string
  payBy: string
  paidOn: string
  refunded: string
  pay(amount: string): string
  /** Where paying leads, to a page of the provider's. */
  secure: string
  checkout: CheckoutWords
  cancel: string
  close: string
  test: string
  pending: Notice
  authorised: Notice
  part_paid: Notice
  paid: Notice
  /** Said of money that came after the order had ended, and of money that came twice. */
  late: string
  overpaid: string
  failed: Notice
  expired: Notice
  cancelled: Notice
  mismatch: Notice
  /** After coming back from the provider, and when that took long. */
  checking: Notice
  slow: Notice
  checkAgain: string
  notPaidYet: string
  confirm: Notice
  yesCancel: string
  keep: string
  unknown: Notice
  trouble: Notice
  /** Instead of it where trying again in a moment will not help: the merchant's account takes no money. */
  unpayable: Notice
  tryAgain: string
  help: string
}

/** What the pay page says of a checkout that is open on it, and before one can be opened. */
export interface CheckoutWords {
  /** Where paying leads, where it is not to a page of the provider's. */
  leadsTo: Record<Exclude<Presentation["kind"], "page">, string>
  /** Heads what has to be known of the customer: titles of the fields, and what is said of what cannot be taken. */
  asks: string
  fields: Record<keyof Customer, string>
  /** In a list before anything was chosen. */
  choose: string
  check: string
  wrong: Record<keyof Customer, string>
  /** On the way to the provider's page, and on the button that leads there by itself. */
  posting: Notice
  goOn: string
  /** Heads a code; `scheme` is its name where it has one. */
  payWith(scheme: string | null): string
  codeText: string
  theCode: string
  copyCode: string
  /** Beside each line of details. */
  copy: string
  copied: string
  /** What the picture of a code is. */
  picture: string
  openPage: string
  /** While the provider asks on the customer's phone, whose number is masked; `left` is minutes and seconds. */
  lookAtPhone: string
  askedOn(phone: string): string
  againIn(left: string): string
  again: string
  /** Instead of it where nobody knows whether the provider asked. */
  unsure: Notice
  instructions: Notice
  labels: Record<InstructionLabel, string>
  /** Below everything that is waited for. */
  watching: string
}

/** A heading and what follows from it. */
export interface Notice {
  title: string
  text: string
}
