/** Who pays, as far as the chat and the pay page know. */
export interface Customer {
  /** E.164 with its plus. */
  phone: string | null
  email: string | null
  name: string | null
  /** ISO 3166, two letters. */
  country: string | null
  /** As the country writes it, digits and letters alone. */
  taxId: string | null
}

/** A checkout that is open. What the customer is given of it follows from its kind, on the pay page and in the chat alike. */
export type Checkout = {
  /** The provider's id of it. */
  id: string
  /** Until when the same may be handed out again; milliseconds since 1970. */
  usableUntil: number
  /** After this no money can come; null when the provider never ends it, so that it is looked at ever more rarely. */
  payableUntil: number | null
} & Presentation

export type Presentation =
  /** The provider's own page, https on one of its own hosts; `fields` are posted to it where it wants a form. */
  | { kind: "page"; url: string; fields?: Readonly<Record<string, string>> }
  /** Something to scan or to paste into a bank's application. */
  | { kind: "code"; scheme: "pix" | "upi" | "epc" | "other"; text: string; url?: string }
  /** The provider asks on the customer's phone; nothing to show but that. */
  | { kind: "push"; to: string; seconds: number }
  /** Lines to copy: an account to transfer to, a voucher's number. */
  | { kind: "instructions"; lines: readonly { label: InstructionLabel; value: string }[] }

export type InstructionLabel = "payee" | "account" | "bank" | "reference" | "voucher" | "amount"
