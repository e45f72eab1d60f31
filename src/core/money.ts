/** Decimal places per currency (ISO 4217). Not from Intl, whose display digits differ (HUF, IDR). */
const PLACES = { USD: 2, EUR: 2, ZAR: 2, JPY: 0, KWD: 3 } as const

export type Currency = keyof typeof PLACES

/** An amount of money: a safe integer of minor units. */
export interface Money {
  readonly minor: number
  readonly currency: Currency
}
