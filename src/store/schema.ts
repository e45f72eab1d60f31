import { sql } from "drizzle-orm"
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core"
import type { AccountFault } from "../core/accountfault"
import type { EventTypeName } from "../core/event"
import type { Customer, Presentation } from "../core/order/checkout"
import type { Fact } from "../core/order/facts"
import type { Mode } from "../core/order/order"
import type { OrderStatus } from "../core/order/states"
import { EVERY_RIGHT } from "../core/right"
import type { Further } from "./orders/terms"

// Times are milliseconds since 1970. Amounts are integers of minor units.

/** An account on a channel or at a payment provider: its credentials and settings. */
const accountTable = (name: string) =>
  sqliteTable(name, {
    id: text().primaryKey(),
    /** The channel or the provider, by its name. */
    service: text().notNull(),
    title: text().notNull(),
    /** The fields that are not secret. */
    settings: text({ mode: "json" }).$type<Record<string, unknown>>().notNull(),
    /** The secret fields as one sealed JSON object, and the names of those that are set. */
    secrets: text().notNull(),
    secretNames: text("secret_names", { mode: "json" }).$type<string[]>().notNull(),
    /** Raised to give it another address for callbacks or webhooks, where the address is what proves one. */
    revision: integer().notNull().default(1),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  })

/** Accounts on channels. */
export const channelAccounts = accountTable("channel_accounts")

/** When messages last went through a channel account. Written now and then, not with every message. */
export const channelActivity = sqliteTable("channel_activity", {
  account: text().primaryKey(),
  lastInboundAt: integer("last_inbound_at"),
  lastOutboundAt: integer("last_outbound_at"),
})

/** Accounts at payment providers. */
export const paymentAccounts = accountTable("payment_accounts")

/** Tokens and keys that services gave to accounts, sealed. Losing one costs a request. */
export const kept = sqliteTable(
  "kept",
  {
    kind: text().$type<"channel" | "payment">().notNull(),
    account: text().notNull(),
    name: text().notNull(),
    /** Of the account as it was saved when this was given: another one's is of no use. */
    version: text().notNull(),
    sealed: text().notNull(),
    until: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.account, table.name] })],
)

/** How an account fares at its service. Written when that changes, and now and then; no row is a quiet account. */
export const accountHealth = sqliteTable(
  "account_health",
  {
    kind: text().$type<"channel" | "payment">().notNull(),
    account: text().notNull(),
    /** Since when its service, or this deployment, cannot use it; null while it can. */
    faultySince: integer("faulty_since"),
    fault: text().$type<AccountFault>(),
    /** A sentence for people, without secrets and phone numbers. */
    reason: text(),
    /** Its last callback or webhook that was proven. */
    lastGoodAt: integer("last_good_at"),
    /** Since when callbacks are refused for their signature, with none that was proven between; and the latest of them. */
    refusedSince: integer("refused_since"),
    refusedAt: integer("refused_at"),
    /** When one that was proven could last not be taken in, nor ever will be; and why, for people. */
    failedAt: integer("failed_at"),
    failure: text(),
    /** What is held for it is to be woken: it was mended. */
    waking: integer({ mode: "boolean" }).notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.kind, table.account] })],
)

/** Conversations whose messages are held until their channel account is mended. */
export const held = sqliteTable("held", { account: text().notNull(), conversation: text().notNull() }, (table) => [
  primaryKey({ columns: [table.account, table.conversation] }),
])

/** The one payment configuration of the deployment, used by every node. Its only row has the id `payments`. */
export const paymentConfiguration = sqliteTable("payment_configuration", {
  id: text().primaryKey(),
  settings: text({ mode: "json" }).$type<Record<string, unknown>>().notNull(),
  updatedAt: integer("updated_at").notNull(),
})

/** A flow and its draft. */
export const flows = sqliteTable("flows", {
  id: text().primaryKey(),
  name: text().notNull(),
  draft: text().notNull(),
  /** Counts the saves of the draft: a save must name the one it is based on. */
  revision: integer().notNull(),
  /** The version that new runs start on; null while none is published. */
  published: integer(),
  /** Since when it is in the bin; null while it is not. */
  deletedAt: integer("deleted_at"),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
})

/** Published flows. Never changed, never deleted: runs stay on the version they started with. */
export const flowVersions = sqliteTable(
  "flow_versions",
  {
    flow: text().notNull(),
    version: integer().notNull(),
    document: text().notNull(),
    note: text().notNull(),
    publishedAt: integer("published_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.flow, table.version] })],
)

/** What starts which flow. `account` is "*" for all of them; `keyword` is "" for any message. */
export const routes = sqliteTable(
  "routes",
  { account: text().notNull(), keyword: text().notNull(), flow: text().notNull() },
  (table) => [primaryKey({ columns: [table.account, table.keyword] })],
)

/**
 * The conversations there are, one row each, for lists and for replies by hand. Triggers (migration 0011) keep the index
 * `contact_search` over name, phone and user id.
 */
export const conversations = sqliteTable(
  "conversations",
  {
    /** The name of its Durable Object: a keyed hash. */
    id: text().primaryKey(),
    account: text().notNull(),
    phone: text(),
    userId: text("user_id"),
    name: text(),
    createdAt: integer("created_at").notNull(),
    /** When to look whether its messages are old enough to be erased; null while they are kept for good. */
    reviewAt: integer("review_at"),
  },
  (table) => [
    index("conversations_created").on(table.createdAt, table.id),
    index("conversations_phone").on(table.phone),
    index("conversations_review").on(table.reviewAt).where(sql`review_at is not null`),
  ],
)

/** Which conversation an address belongs to, where one person can come under several. */
export const addresses = sqliteTable(
  "addresses",
  { account: text().notNull(), address: text().notNull(), conversation: text().notNull() },
  (table) => [primaryKey({ columns: [table.account, table.address] })],
)

/**
 * One request for money. Only `store/orders/` writes it. What it comes to its facts say; the row holds a projection of them for
 * lists. WITHOUT ROWID, as are attempts, facts and addresses: a key that is no row of its own is a row less to write.
 */
export const orders = sqliteTable(
  "orders",
  {
    /** Opaque: what providers and the operator see. A keyed hash of `key`. */
    id: text().primaryKey(),
    /** The key of the effect that opened it: opening twice is opening once. Never leaves the system. */
    key: text().notNull(),
    /** For people; unique among the orders that hold theirs. */
    number: text().notNull(),
    /** Empty while the order holds its number; its own id once another order took that over. */
    yielded: text().notNull().default(""),
    /** SHA-256 of the id in the customer's link. */
    link: text().notNull(),
    conversation: text().notNull(),
    flow: text().notNull(),
    flowVersion: integer("flow_version").notNull(),
    node: text().notNull(),
    paymentAccount: text("payment_account").notNull(),
    mode: text().$type<Mode>().notNull(),
    currency: text().notNull(),
    minor: integer().notNull(),
    /** What was agreed beyond the amount; null where that is all. */
    terms: text({ mode: "json" }).$type<Further>(),
    description: text().notNull(),
    language: text().notNull(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),

    // The projection: what the facts came to when it was last written, up to the one numbered `folded`.
    status: text().$type<OrderStatus>().notNull(),
    reason: text(),
    /** The provider's id of the checkout that is open now, or that it was paid by. */
    reference: text(),
    /** The provider's id of the payment that paid it. */
    payment: text(),
    /** The provider's ids of payments beside that one. */
    surplus: text({ mode: "json" }).$type<string[]>().notNull().default([]),
    captured: integer().notNull().default(0),
    refunded: integer().notNull().default(0),
    disputed: integer().notNull().default(0),
    lost: integer().notNull().default(0),
    over: integer().notNull().default(0),
    late: integer({ mode: "boolean" }).notNull().default(false),
    paidAt: integer("paid_at"),
    folded: integer().notNull().default(0),
    /** What there is to tell the conversation, and what it was told and made durable. */
    worth: text().notNull().default("open"),
    told: text().notNull().default("open"),
    /** When the sweep has to look at it; null when there is nothing left to do. */
    sweepAt: integer("sweep_at"),
  },
  (table) => [
    uniqueIndex("orders_number").on(table.number, table.yielded),
    uniqueIndex("orders_link").on(table.link),
    index("orders_sweep").on(table.sweepAt).where(sql`sweep_at is not null`),
    index("orders_created").on(table.createdAt),
    index("orders_status").on(table.status, table.createdAt),
    index("orders_flow").on(table.flow, table.createdAt),
    index("orders_conversation").on(table.conversation, table.createdAt),
  ],
)

/*
 * Each index of orders is a row written for every order, and one more whenever what it holds changes. Each ends in the order's
 * id, as those of a table without rowid do.
 *
 *   orders_number        the order of a number, also of its beginning (list.ts); that a number is given once (open.ts)
 *   orders_link          the order of a link: pay page, the press of its button (standing.ts)
 *   orders_sweep         what is due (due.ts), what still needs an account (accounts.ts)
 *   orders_created       all orders by time: list, export, the days at the ends of a total (list.ts, totals.ts)
 *   orders_status        a status's by time
 *   orders_flow          a flow's by time
 *   orders_conversation  a conversation's by time; whether it waits for one (retention.ts)
 *   order_facts_payment  news that names only its payment (facts.ts)
 *   attempts_reference   news that names only its checkout (facts.ts, attempts.ts)
 *
 * The other filters (account, currency, mode) leave so many that looking through them by time is no detour. What each index
 * costs a paid order is held by `test/orders/trips.test.ts`.
 *
 * Triggers (migration 0011) write what follows from a row in the same transaction, whoever writes the row: order_texts and
 * order_search when it is stored, order_days with its opening and each change of status or money given back, takings
 * when it is paid. A row that is written again as it is moves nothing.
 */

/** The orders as search finds them: their texts lie in the index `order_search`, under `entry`. */
export const orderTexts = sqliteTable("order_texts", {
  /** Rises with the time of opening: a thousand for each millisecond. */
  entry: integer().primaryKey(),
  order: text("order_id").notNull(),
})

/** What the orders opened on a day in UTC come to. Without rowid. */
export const orderDays = sqliteTable(
  "order_days",
  {
    /** Days since 1970. */
    day: integer().notNull(),
    /** The payment account. */
    account: text().notNull(),
    flow: text().notNull(),
    currency: text().notNull(),
    mode: text().$type<Mode>().notNull(),
    status: text().$type<OrderStatus>().notNull(),
    count: integer().notNull(),
    minor: integer().notNull(),
    refunded: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.day, table.account, table.flow, table.currency, table.mode, table.status] }),
  ],
)

/** What was paid of a flow's orders in a quarter of an hour: every day begins with one, wherever it does. Without rowid. */
export const takings = sqliteTable(
  "takings",
  {
    flow: text().notNull(),
    /** Quarters of an hour since 1970. */
    quarter: integer().notNull(),
    currency: text().notNull(),
    mode: text().$type<Mode>().notNull(),
    count: integer().notNull(),
    minor: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.flow, table.quarter, table.currency, table.mode] })],
)

/** What a recorded fact and news of nothing known have in common. */
const factColumns = () => ({
  /** `<payment account>:<the provider's id of the news>`, or `own:<…>`: the same id is the same fact. */
  id: text().notNull(),
  type: text().$type<Fact["type"]>().notNull(),
  /** What brought it: checkout, callback, query, timer, customer, operator, late, flow, foreign. */
  cause: text().notNull(),
  mode: text().$type<Mode>().notNull(),
  checkout: text(),
  payment: text(),
  /** The provider's id of the refund or the dispute that it is about. */
  subject: text(),
  currency: text(),
  minor: integer(),
  /** How a dispute stands or ended, as what an order ended, or how a checkout did that was given up. */
  stage: text(),
  reason: text(),
  /** When it happened by its own account, and when it was recorded. */
  at: integer().notNull(),
  recordedAt: integer("recorded_at").notNull(),
})

/** All that was ever recorded of orders. Only ever appended to. */
export const orderFacts = sqliteTable(
  "order_facts",
  {
    order: text("order_id").notNull(),
    ...factColumns(),
    /** Of recording within the order, from 1. */
    seq: integer().notNull(),
    /** Who did it, where that was a person. */
    by: text(),
    attempt: integer(),
    /** What a provider kept of a payout, or how much of what an attempt asks for is a tip. */
    fee: integer(),
    more: text({ mode: "json" }).$type<Record<string, number>>(),
  },
  (table) => [
    primaryKey({ columns: [table.order, table.id] }),
    index("order_facts_payment").on(table.payment).where(sql`payment is not null`),
  ],
)

/** News of money that fits no order, until one comes that it names. */
export const unmatched = sqliteTable(
  "unmatched",
  {
    account: text().notNull(),
    ...factColumns(),
    /** The order that it claims to be about; no such order of its account exists. */
    order: text("order_id"),
  },
  (table) => [
    primaryKey({ columns: [table.account, table.id] }),
    index("unmatched_order").on(table.order).where(sql`order_id is not null`),
    index("unmatched_checkout").on(table.checkout).where(sql`checkout is not null`),
    index("unmatched_payment").on(table.payment).where(sql`payment is not null`),
    index("unmatched_recorded").on(table.recordedAt),
  ],
)

/** One checkout asked of a provider. Its row is there before the provider is asked. */
export const attempts = sqliteTable(
  "attempts",
  {
    order: text("order_id").notNull(),
    attempt: integer().notNull(),
    account: text().notNull(),
    reference: text(),
    /** How its checkout is shown, until when it is handed out, and until when it can be paid: null there is for ever. */
    presentation: text({ mode: "json" }).$type<Presentation>(),
    usableUntil: integer("usable_until"),
    payableUntil: integer("payable_until"),
    /** In place of these three where a page is all that is known. */
    url: text(),
    expiresAt: integer("expires_at"),
    /** What its customer was asked for on the pay page. */
    customer: text({ mode: "json" }).$type<Partial<Customer>>(),
    /** Times the provider answered with an error of its own. */
    failures: integer().notNull().default(0),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.order, table.attempt] }),
    index("attempts_reference").on(table.reference).where(sql`reference is not null`),
  ],
)

/**
 * Money given back, or asked to be: the row is there before the provider is asked. What was asked for counts as given
 * until it is known that it was not, so that no more is ever asked for than was captured.
 */
export const refunds = sqliteTable(
  "refunds",
  {
    /** Ours, below its order's: the same id is the same refund. With `tries` it is the idempotency key. */
    id: text().primaryKey(),
    order: text("order_id").notNull(),
    account: text().notNull(),
    /** The provider's ids of the payment and of the checkout that it was paid by. */
    payment: text().notNull(),
    reference: text(),
    currency: text().notNull(),
    minor: integer().notNull(),
    /** Whether all that was left was asked for, and no amount. */
    whole: integer({ mode: "boolean" }).notNull(),
    /** Who wants it: operator, late for the rule about late money, or a flow. */
    cause: text().$type<"operator" | "late" | "flow">().notNull(),
    state: text().$type<"asked" | "pending" | "done" | "failed">().notNull(),
    /** Counts from 1; a new one only when the provider refused the one before for good. */
    tries: integer().notNull().default(1),
    /** The provider's id of it. */
    refund: text(),
    reason: text(),
    /** When the provider was last asked, and when it was known what came of it. */
    askedAt: integer("asked_at").notNull(),
    settledAt: integer("settled_at"),
  },
  (table) => [index("refunds_order").on(table.order)],
)

/**
 * What happened, as it is published. Only ever appended to, but for what retention takes off its end and for what is erased
 * of a contact. No number is given twice: who has read up to one has read all before it.
 */
export const stream = sqliteTable(
  "stream",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    /** Published once by that. Never leaves the system. */
    key: text().notNull(),
    /** When it happened. */
    at: integer().notNull(),
    type: text().$type<EventTypeName>().notNull(),
    /** The id of what it is about. */
    subject: text().notNull(),
    order: text("order_id"),
    conversation: text(),
    contact: text(),
    flow: text(),
    /** As `core/event` says of the type. */
    data: text({ mode: "json" }).$type<Record<string, unknown>>().notNull(),
  },
  (table) => [uniqueIndex("stream_key").on(table.key), index("stream_subject").on(table.subject)],
)

/** The last value taken of each sequence of order numbers. */
export const sequences = sqliteTable("sequences", { name: text().primaryKey(), value: integer().notNull() })

/** Tokens for the API beside the deployment's own. Only the keyed hash of one is stored. */
export const tokens = sqliteTable(
  "tokens",
  {
    id: text().primaryKey(),
    title: text().notNull(),
    hash: text().notNull(),
    /** What its holder may do; "*" is everything. */
    rights: text({ mode: "json" }).$type<string[]>().notNull().default([EVERY_RIGHT]),
    createdAt: integer("created_at").notNull(),
    revokedAt: integer("revoked_at"),
  },
  (table) => [uniqueIndex("tokens_hash").on(table.hash)],
)

/** What callers may send again by a key of theirs, and how it was answered, sealed. A day old it is forgotten. */
export const idempotency = sqliteTable(
  "idempotency",
  {
    id: text().primaryKey(),
    fingerprint: text().notNull(),
    claim: text().notNull(),
    at: integer().notNull(),
    answer: text(),
  },
  (table) => [index("idempotency_at").on(table.at)],
)

/** Settings of the deployment, one row each. */
export const settings = sqliteTable("settings", {
  id: text().primaryKey(),
  value: text({ mode: "json" }).$type<Record<string, unknown>>().notNull(),
  updatedAt: integer("updated_at").notNull(),
})

/** Messages that pretend phones received: their side of the story, never read by ours. */
export const sandboxMessages = sqliteTable(
  "sandbox_messages",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    account: text().notNull(),
    phone: text().notNull(),
    message: text().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [index("sandbox_messages_phone").on(table.account, table.phone)],
)

/** Checkouts of the pretend provider: its side of the story, never read by ours. */
export const sandboxSessions = sqliteTable("sandbox_sessions", {
  id: text().primaryKey(),
  account: text().notNull(),
  session: text().notNull(),
  createdAt: integer("created_at").notNull(),
})
