import { speaker } from "./sentence"

/** What is said of values, prices and order numbers that are wrong. */
export const coreSentences = {
  // Of a field that a schema refuses.
  required: () => "It is required.",
  text: () => "It must be a text.",
  number: () => "It must be a number.",
  integer: () => "It must be a whole number.",
  boolean: () => "It must be true or false.",
  list: () => "It must be a list.",
  object: () => "It must be an object.",
  kind: () => "It is not of the right kind.",
  form: () => "It is not written as it should be.",
  empty: () => "It must not be empty.",
  none: () => "There must be at least one.",
  least: ({ limit }: { limit: number }) => `It must be at least ${limit}.`,
  most: ({ limit }: { limit: number }) => `It must be at most ${limit}.`,
  leastCharacters: ({ limit }: { limit: number }) => `It must have at least ${limit} characters.`,
  mostCharacters: ({ limit }: { limit: number }) => `It must have at most ${limit} characters.`,
  leastItems: ({ limit }: { limit: number }) => `It must have at least ${limit} items.`,
  mostItems: ({ limit }: { limit: number }) => `It must have at most ${limit} items.`,
  value: ({ value }: { value: string }) => `It must be ${value}.`,
  values: ({ values }: { values: string }) => `It must be one of: ${values}.`,
  unknownValue: () => "It is none of the values that are known.",
  unknownKind: () => "It is none of the kinds that can stand here.",
  stray: () => "There is no such field.",

  // Of a price.
  currencyUnknown: ({ currency }: { currency: string }) => `There is no currency ${currency}: choose another.`,
  currencyNotTaken: ({ currency, taken }: { currency: string; taken: string }) =>
    `${currency} is not among the currencies of the payment configuration (${taken}): choose another, or add it under Payments.`,
  amountNotPositive: () => "The amount must be more than zero.",
  amountWithoutDigits: ({ amount, sample }: { amount: string; sample: string }) =>
    `"${amount}" is not an amount: write it in the digits 0 to 9, such as ${sample}.`,
  amountTwofold: ({ amount }: { amount: string }) =>
    `"${amount}" can be read in two ways: write it without a sign between thousands.`,
  amountUnreadable: ({
    amount,
    currency,
    decimals,
    sample,
  }: Record<"amount" | "currency" | "sample", string> & { decimals: number }) =>
    `"${amount}" is not an amount in ${currency}, which has ${decimals === 0 ? "no" : decimals} decimals: write it such as ${sample}.`,
  amountAbsent: () => "Say how much is asked for: write an amount, or add items.",
  itemNameless: () => "Each item needs a name.",
  quantityUnreadable: ({ quantity, most }: { quantity: string; most: number }) =>
    `"${quantity}" is not a number of pieces: write a whole number from 1 to ${most}.`,
  itemsDiffer: ({ sum, amount }: Record<"sum" | "amount", string>) =>
    `The items with tax and shipping less the discount come to ${sum}, and the amount says ${amount}: correct one of them, or leave the amount out.`,
  partsAboveAmount: ({ parts }: { parts: string }) =>
    `Tax and shipping less the discount come to ${parts}, which is more than the amount: the amount is all that is due.`,
  sumTooLarge: () => "The items come to more than can be counted: lower them.",
  depositAboveDue: ({ deposit, due }: Record<"deposit" | "due", string>) =>
    `The deposit of ${deposit} is more than the ${due} that are due: lower it.`,
  restRefused: ({ rest, reason }: Record<"rest" | "reason", string>) =>
    `After the deposit ${rest} are left to pay, which cannot be charged: ${reason}`,
  depositHeld: () =>
    "Money that is taken later cannot come in parts: leave the deposit out, or take the money at once.",
  cannotHold: () =>
    "The payment account cannot hold money to be taken later: take it at once, or choose another account under Payments.",
  lastsTooShort: () => "A payment link lasts at least 300 seconds: five minutes.",
  lastsTooLong: () => "A payment link lasts at most 7776000 seconds: ninety days.",

  // Of what a provider takes.
  providerCurrency: ({ provider, currency }: { provider: string; currency: string }) =>
    `${provider} does not take ${currency}.`,
  providerLeast: ({ provider, amount }: { provider: string; amount: string }) =>
    `${provider} takes no less than ${amount}.`,
  providerMost: ({ provider, amount }: { provider: string; amount: string }) =>
    `${provider} takes no more than ${amount}.`,
  providerStep: ({ provider, currency, amount }: { provider: string; currency: string; amount: string }) =>
    `${provider} takes ${currency} in steps of ${amount}.`,

  // Of the pattern of order numbers.
  numberSigns: () => "Use letters, digits, . _ - and {YYYY} {YY} {MM} {DD} {seq} {random:6}.",
  numberNotUnique: () => "It needs {seq} or {random:6}, or two orders would have one number.",
  numberGuessable: () => "It needs at least {random:5}.",
  numberTooLong: () => "It can be at most 35 characters long.",

  // Of taking money at all.
  paymentsUnset: () => "No payments can be taken yet: set them up under Payments.",
  paymentsOff: () => "Payments are switched off: switch them on under Payments.",
  accountAbsent: ({ account }: { account: string }) =>
    `There is no payment account "${account}": add it under Payments.`,
  accountUnknown: ({ account, service }: { account: string; service: string }) =>
    `The payment account "${account}" is at ${service}, which this version does not know.`,
  accountUnusable: ({ account }: { account: string }) => `The payment account "${account}" cannot be used.`,
  pretended: ({ service }: { service: string }) =>
    `${service} is only for trying things out and refused in production.`,

  // Of an address that is to be called.
  addressTooLong: ({ limit }: { limit: number }) => `The address is longer than ${limit} characters.`,
  addressBlank: () => "The address contains a blank, a control character or a backslash.",
  addressNotHttps: () => "The address must start with https://.",
  addressCredentials: () => "The address must not contain a user name or password.",
  addressNoUrl: () => "The address is not a URL.",
  addressPort: () => "The address must not name a port.",
  addressIp: () => "The address must name a host, not an IP address.",
  hostDot: () => "The host must not end in a dot.",
  hostShort: () => "The host must be a full name with a dot in it.",
  hostPrivate: () => "The host is not a public one.",
  hostOwn: () => "The host is this deployment itself.",

  phone: () => "It must be a phone number in international form, such as +27821234567.",

  // In words that have no key of their own: a service's, a library's, or the author's of a schema.
  told: ({ reason }: { reason: string }) => reason,
} as const

/** Says what is wrong with a value, a price or an order number. */
export const say = speaker(coreSentences)
