import type { Receipt } from "../channels/channel"
import type { Published } from "../core/event"
import type { HttpRequest } from "../core/exchange"
import type { Message } from "../core/message/message"
import type { OrderRequest } from "../core/order/terms"
import type { Effect } from "../flow/node"
import type { Passed } from "./passed"

/** What a conversation owes: an effect of a turn, cut to what its channel can carry, or a duty of the shell itself. */
export type Owed =
  /** `resent` counts how often it failed on its way and is sent again. */
  | { type: "send"; message: Message; template?: boolean; resent?: number | boolean }
  | Exclude<Effect, { type: "send" | "start" | "request" | "order" | "close" }>
  /** `run` is what asked for it: it may be gone when the order is opened. Orders owed by older releases do not say. */
  | { type: "order"; order: OrderRequest; run?: Asker }
  /** `passed` is where its answer led, for the timeline. */
  | { type: "request"; request: HttpRequest; passed?: { at: number; nodes: Passed[] } }
  /** Wanted by the clock or the customer, unless `by` says otherwise. */
  | { type: "close"; order: string; as: "cancelled" | "expired"; by?: "operator" }
  /** Its entry in the deployment's list of conversations. */
  | { type: "register" }
  /** Whom it is with is erased from that list. */
  | { type: "forget" }
  /** Who writes and how to make it stop, as the payment configuration has it. */
  | { type: "help"; language: string }
  /** What it did, for the deployment's stream. */
  | { type: "publish"; event: Published }
  /** Money that came too late, or the payment that was one too many, is given back; `otherwise` is owed where it cannot. */
  | { type: "refund"; order: string; payment?: string; otherwise?: Owed[] }

/** The flow and version of the run that asked for something. */
export interface Asker {
  flow: string
  version: number
}

/** What is owed of that type. */
export type OwedOf<Type extends Owed["type"]> = Extract<Owed, { type: Type }>

/** Where something owed stands. */
export type OutboxStatus = "due" | "done" | "failed" | "dropped"

/** One row of the outbox; once it is done it is the conversation's record of what was said and asked. */
export interface OutboxRow {
  seq: number
  key: string
  effect: Owed
  status: OutboxStatus
  /** Attempts that failed so far. */
  attempts: number
  /** Not before; milliseconds since 1970. */
  dueAt: number
  at: number
  /** The channel's id of a message that was sent. */
  reference: string | null
  delivery: Receipt | null
  reason: string | null
}

/** The numbers of what is owed, as the log's names hold them: in order. */
export function digits(seq: number): string {
  return String(seq).padStart(10, "0")
}

/** A row without what its place says, and without what is as usual. */
interface Written {
  key: string
  effect: Owed
  attempts?: number
  dueAt?: number
  reference?: string
  delivery?: Receipt
  reason?: string
}

/** A row as it is written down. */
export function written({ key, effect, status, attempts, dueAt, at, reference, delivery, reason }: OutboxRow): Written {
  return {
    key,
    effect,
    ...(attempts > 0 && { attempts }),
    ...(status === "due" && dueAt !== at && { dueAt }),
    ...(reference !== null && { reference }),
    ...(delivery !== null && { delivery }),
    ...(reason !== null && { reason }),
  }
}

/** What is owed, as it was written down. */
export function readOwed(row: Written & { seq: number; at: number }): OutboxRow {
  return { status: "due", attempts: 0, dueAt: row.at, reference: null, delivery: null, reason: null, ...row }
}

/** What was owed, as the log holds it. */
export function readEffect(row: { seq: number; type: OutboxStatus; at: number; entry: string }): OutboxRow {
  const { seq, type, at, entry } = row
  return { ...readOwed({ ...(JSON.parse(entry) as Written), seq, at }), status: type }
}
