/** What holds of an order in one status. */
interface Standing {
  /** Money may still come for it in the ordinary way. */
  open: boolean
  /** A checkout may be opened for it, until it is due. */
  payable: boolean
  /** Over without its money: what comes now is late. */
  ends: boolean
  /** How it is shown: waiting, well, over, or for a person to look into. */
  tone: "wait" | "done" | "stopped" | "look"
  /** The way out of Chat 2 Pay; null while the run waits. */
  exit: "paid" | "failed" | "expired" | "cancelled" | "error" | null
  /** What people may do about it. */
  can: readonly OrderAction[]
}

/** What people may do about an order. */
export type OrderAction = "resend" | "cancel" | "capture" | "void" | "refund"

/**
 * Every status an order can have. Lists, filters, badges, words, pages and exits are typed by its keys, so that a new one
 * does not compile before each of them knows it. `authorised` means that money is held and not taken yet, `part_paid`
 * that a part came of what may come in parts; `pending` waits for a method that settles later; `mismatch` means that money
 * came which does not match. Refunds, chargebacks and second payments are facts beside the status.
 */
export const orderStates = {
  open: { open: true, payable: true, ends: false, tone: "wait", exit: null, can: ["resend", "cancel"] },
  authorised: { open: true, payable: false, ends: false, tone: "wait", exit: null, can: ["capture", "void"] },
  part_paid: {
    ...{ open: true, payable: true, ends: false, tone: "wait", exit: null },
    can: ["resend", "cancel", "capture", "void", "refund"],
  },
  pending: { open: true, payable: false, ends: false, tone: "wait", exit: null, can: [] },
  paid: { open: false, payable: false, ends: false, tone: "done", exit: "paid", can: ["refund"] },
  failed: { open: false, payable: false, ends: true, tone: "stopped", exit: "failed", can: [] },
  expired: { open: false, payable: false, ends: true, tone: "wait", exit: "expired", can: [] },
  cancelled: { open: false, payable: false, ends: true, tone: "stopped", exit: "cancelled", can: [] },
  mismatch: { open: false, payable: false, ends: false, tone: "look", exit: "error", can: ["refund"] },
} as const satisfies Record<string, Standing>

export type OrderStatus = keyof typeof orderStates

/** The statuses in which an order ended without its money. */
export type UnpaidEnd = {
  [Status in OrderStatus]: (typeof orderStates)[Status]["ends"] extends true ? Status : never
}[OrderStatus]

/** Every status, in the order in which people are shown them. */
export const orderStatuses = Object.keys(orderStates) as readonly OrderStatus[] as readonly [
  OrderStatus,
  ...OrderStatus[],
]

/** The statuses of which that holds. */
export function statusesWhere(holds: (state: Standing) => boolean): OrderStatus[] {
  return orderStatuses.filter((status) => holds(orderStates[status]))
}

/** Whether people may do that about an order in the status, as far as there is money to do it with. */
export function canBe(status: OrderStatus, action: OrderAction): boolean {
  const { can }: Standing = orderStates[status]
  return can.includes(action)
}
