import * as z from "zod"
import type { Operation } from "../specification"

/*
 * What PayPal's OpenAPI specifications say of the operations that are used (github.com/paypal/paypal-rest-api-specifications:
 * checkout_orders_v2 and payments_payment_v2 of February 2024, notifications_webhooks_v1 1.11), in our own words. Strict where a
 * request is read, so that no field goes along that they do not know.
 */

const money = z.strictObject({
  currency_code: z.string().length(3),
  value: z
    .string()
    .max(32)
    .regex(/^((-?\d+)|(-?(\d+)?[.]\d+))$/),
})

const timestamp = z.iso.datetime({ offset: true })

const links = z.array(z.object({ href: z.url(), rel: z.string(), method: z.enum(["GET", "POST", "PATCH"]).optional() }))

const capture = z.object({
  id: z.string(),
  status: z.enum(["COMPLETED", "DECLINED", "PARTIALLY_REFUNDED", "PENDING", "REFUNDED", "FAILED"]),
  status_details: z
    .object({
      reason: z
        .string()
        .max(64)
        .regex(/^[A-Z_]+$/),
    })
    .optional(),
  amount: money,
  custom_id: z.string().max(127).optional(),
  invoice_id: z.string().optional(),
  final_capture: z.boolean(),
  create_time: timestamp,
  update_time: timestamp,
  links,
})

const refund = z.object({
  id: z.string(),
  status: z.enum(["CANCELLED", "FAILED", "PENDING", "COMPLETED"]),
  status_details: z.object({ reason: z.enum(["ECHECK"]) }).optional(),
  amount: money,
  custom_id: z
    .string()
    .min(1)
    .max(127)
    .regex(/^[A-Za-z0-9-_.,]*$/)
    .optional(),
  create_time: timestamp,
  update_time: timestamp,
  links,
})

const unit = {
  reference_id: z.string().min(1).max(256).optional(),
  custom_id: z.string().min(1).max(127).optional(),
  invoice_id: z.string().min(1).max(127).optional(),
  description: z.string().min(1).max(127).optional(),
  amount: money,
}

const order = z.object({
  id: z.string(),
  status: z.enum(["CREATED", "SAVED", "APPROVED", "VOIDED", "COMPLETED", "PAYER_ACTION_REQUIRED"]),
  intent: z.enum(["CAPTURE", "AUTHORIZE"]),
  purchase_units: z
    .array(
      z.object({
        ...unit,
        payments: z.object({ captures: z.array(capture).optional(), refunds: z.array(refund).optional() }).optional(),
      }),
    )
    .min(1)
    .max(10),
  create_time: timestamp,
  update_time: timestamp,
  links,
})

const experience = z.strictObject({
  brand_name: z.string().min(1).max(127).optional(),
  locale: z
    .string()
    .min(2)
    .max(10)
    .regex(/^[a-z]{2}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/)
    .optional(),
  shipping_preference: z.enum(["GET_FROM_FILE", "NO_SHIPPING", "SET_PROVIDED_ADDRESS"]).optional(),
  landing_page: z.enum(["LOGIN", "GUEST_CHECKOUT", "NO_PREFERENCE"]).optional(),
  user_action: z.enum(["CONTINUE", "PAY_NOW"]).optional(),
  payment_method_preference: z.enum(["UNRESTRICTED", "IMMEDIATE_PAYMENT_REQUIRED"]).optional(),
  return_url: z.url(),
  cancel_url: z.url(),
})

const orderRequest = z.strictObject({
  intent: z.enum(["CAPTURE", "AUTHORIZE"]),
  purchase_units: z.array(z.strictObject(unit)).min(1).max(10),
  payment_source: z.strictObject({ paypal: z.strictObject({ experience_context: experience }) }).optional(),
})

const eventTypes = z
  .array(z.object({ name: z.string() }))
  .min(1)
  .max(500)

const webhook = z.object({ id: z.string(), url: z.url().max(2048), event_types: eventTypes })

const signature = z.strictObject({
  auth_algo: z
    .string()
    .max(100)
    .regex(/^[a-zA-Z0-9]+$/),
  cert_url: z.url().max(500),
  transmission_id: z
    .string()
    .max(50)
    .regex(/^(?!\d+$)\w+\S+/),
  transmission_sig: z
    .string()
    .max(500)
    .regex(/^(?!\d+$)\w+\S+/),
  transmission_time: z.iso.datetime({ offset: true }).max(100),
  webhook_id: z
    .string()
    .max(50)
    .regex(/^[a-zA-Z0-9]+$/),
  webhook_event: z.object({
    id: z.string(),
    create_time: timestamp,
    event_type: z.string(),
    resource_type: z.string().optional(),
    resource: z.record(z.string(), z.unknown()),
  }),
})

const bearer = { authorization: /^Bearer \S+$/ }
const json = { ...bearer, "content-type": /^application\/json$/ }
const once = { ...json, "paypal-request-id": /^[\x21-\x7e]{1,108}$/ }

/** The operations that the connection uses. */
export const paypalOperations: Readonly<Record<string, Operation>> = {
  token: {
    method: "POST",
    path: /^\/v1\/oauth2\/token$/,
    headers: { authorization: /^Basic \S+$/, "content-type": /^application\/x-www-form-urlencoded$/ },
    answer: z.object({ access_token: z.string(), token_type: z.literal("Bearer"), expires_in: z.int() }),
  },
  "orders.create": {
    method: "POST",
    path: /^\/v2\/checkout\/orders$/,
    headers: once,
    body: orderRequest,
    answer: order,
  },
  "orders.get": { method: "GET", path: /^\/v2\/checkout\/orders\/[A-Z0-9]+$/, headers: bearer, answer: order },
  "orders.capture": {
    method: "POST",
    path: /^\/v2\/checkout\/orders\/[A-Z0-9]+\/capture$/,
    headers: once,
    body: z.strictObject({}),
    answer: order,
  },
  "captures.refund": {
    method: "POST",
    path: /^\/v2\/payments\/captures\/[A-Z0-9]+\/refund$/,
    headers: once,
    body: z.strictObject({ amount: money.optional(), custom_id: z.string().min(1).max(127).optional() }),
    answer: refund,
  },
  "webhooks.list": {
    method: "GET",
    path: /^\/v1\/notifications\/webhooks$/,
    headers: bearer,
    answer: z.object({ webhooks: z.array(webhook) }),
  },
  "webhooks.post": {
    method: "POST",
    path: /^\/v1\/notifications\/webhooks$/,
    headers: json,
    body: z.strictObject({ url: z.url().max(2048), event_types: eventTypes }),
    answer: webhook,
  },
  "webhooks.get": {
    method: "GET",
    path: /^\/v1\/notifications\/webhooks\/[A-Za-z0-9]+$/,
    headers: bearer,
    answer: webhook,
  },
  "webhooks.update": {
    method: "PATCH",
    path: /^\/v1\/notifications\/webhooks\/[A-Za-z0-9]+$/,
    headers: json,
    body: z.array(z.strictObject({ op: z.literal("replace"), path: z.literal("/event_types"), value: eventTypes })),
    answer: webhook,
  },
  "verify-webhook-signature.post": {
    method: "POST",
    path: /^\/v1\/notifications\/verify-webhook-signature$/,
    headers: json,
    body: signature,
    answer: z.strictObject({ verification_status: z.enum(["SUCCESS", "FAILURE"]) }),
  },
}
