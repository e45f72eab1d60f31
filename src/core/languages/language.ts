/**
 * What the product itself says in a chat. Every sentence is a template that may use `amount` (written for people),
 * `orderNumber`, `description`, `link`, `reason`, `merchant` and `contact`; any but `amount` may be missing.
 */
export interface Phrases {
  /** The link comes as a button or on a line of its own. */
  paymentRequest: string
  /** At most 20 characters, as are all titles: a WhatsApp button holds no more. */
  payButton: string
  /** Before the link, where nothing else of the request fits. */
  linkPurpose: string
  paid: string
  failed: string
  expired: string
  cancelled: string
  /** Money came that does not match the order. */
  disputed: string
  /** No payment link could be made. */
  error: string
  /** Paid after the order had failed, expired or been cancelled. */
  latePaid: string
  lateRefunded: string
  /** Paid twice. */
  overpaid: string
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
  invalidAnswer: string
  invalidNumber: string
  invalidEmail: string
  invalidPhone: string
  /** `example` is a day in the form that is asked for. */
  invalidDate: string
  invalidAmount: string
  chooseOne: string
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
