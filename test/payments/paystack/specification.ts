import * as z from "zod"
import type { Operation } from "../specification"

/*
 * What Paystack's OpenAPI specification (github.com/PaystackOSS/openapi, dist/paystack.yaml 1.0.0) says of the operations that
 * are used, in our own words. Strict where a request is read. Its list of refunds names no filter by transaction: the one
 * that is sent goes beyond it, and nothing depends on it.
 */

const currency = z.enum(["GHS", "KES", "NGN", "ZAR", "USD"])

const good = <Data extends z.ZodType>(data: Data) => z.object({ status: z.literal(true), message: z.string(), data })

const transaction = z.object({
  id: z.int(),
  domain: z.enum(["test", "live"]),
  status: z.string(),
  reference: z.string(),
  amount: z.int(),
  gateway_response: z.string(),
  paid_at: z.string().nullable(),
  created_at: z.string(),
  channel: z.string(),
  currency: z.string(),
  metadata: z.union([z.string(), z.record(z.string(), z.unknown())]),
  log: z.object({}).nullable(),
  fees: z.int().nullable(),
  customer: z.object({ email: z.string(), customer_code: z.string() }),
  requested_amount: z.int(),
})

const refund = {
  integration: z.int(),
  id: z.int(),
  domain: z.string(),
  currency: z.string(),
  amount: z.int(),
  status: z.string(),
  refunded_by: z.string(),
  customer_note: z.string(),
  merchant_note: z.string(),
  createdAt: z.string(),
}

const bearer = { authorization: /^Bearer sk_(test|live)_\w+$/ }
const json = { ...bearer, "content-type": /^application\/json$/ }

/** The operations that the connection uses. */
export const paystackOperations: Readonly<Record<string, Operation>> = {
  transaction_initialize: {
    method: "POST",
    path: /^\/transaction\/initialize$/,
    headers: json,
    body: z.strictObject({
      email: z.email(),
      amount: z.int().positive(),
      currency: currency.optional(),
      reference: z
        .string()
        .regex(/^[A-Za-z0-9.=-]+$/)
        .optional(),
      callback_url: z.url().optional(),
      label: z.string().optional(),
      metadata: z.record(z.string(), z.unknown()).optional(),
    }),
    answer: good(z.object({ authorization_url: z.url(), access_code: z.string(), reference: z.string() })),
  },
  transaction_verify: {
    method: "GET",
    path: /^\/transaction\/verify\/[A-Za-z0-9.=-]+$/,
    headers: bearer,
    answer: good(transaction),
  },
  refund_create: {
    method: "POST",
    path: /^\/refund$/,
    headers: json,
    body: z.strictObject({
      transaction: z.string(),
      amount: z.int().positive().optional(),
      currency: currency.optional(),
      customer_note: z.string().optional(),
      merchant_note: z.string().optional(),
    }),
    answer: good(z.object({ ...refund, transaction: z.object({ id: z.int(), reference: z.string() }) })),
  },
  refund_list: {
    method: "GET",
    path: /^\/refund$/,
    headers: bearer,
    query: z.strictObject({
      transaction: z.string(),
      perPage: z.string().regex(/^\d+$/).optional(),
      page: z.string().regex(/^\d+$/).optional(),
    }),
    answer: good(z.array(z.object({ ...refund, transaction: z.int(), transaction_reference: z.string() }))),
  },
  balance_fetch: {
    method: "GET",
    path: /^\/balance$/,
    headers: bearer,
    answer: good(z.array(z.object({ currency: z.string(), balance: z.int() }))),
  },
}
