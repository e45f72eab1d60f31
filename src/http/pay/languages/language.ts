/** What the pay page says. A language that lacks any of it does not compile. */
export interface Words {
  /** Heads the amount while it can be paid. */
  amountToPay: string
  /** Titles of the details: who is paid, what for, and so on. */
  details: string
  payee: string
  description: string
  orderNumber: string
  payBy: string
  paidOn: string
  refunded: string
  pay(amount: string): string
  /** Where paying leads. */
  secure: string
  cancel: string
  close: string
  test: string
  pending: Notice
  paid: Notice
  /** Said of money that came after the order had ended, and of money that came twice. */
  late: string
  overpaid: string
  failed: Notice
  expired: Notice
  cancelled: Notice
  disputed: Notice
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

/** A heading and what follows from it. */
export interface Notice {
  title: string
  text: string
}
