import { expect, it, onTestFinished } from "vitest"
import * as z from "zod"
import { emulateSandbox as emulatePhone } from "../../src/channels/sandbox/emulator"
import { emulateTwilio } from "../../src/channels/twilio/emulator"
import { approvedTemplate, emulateWhatsapp } from "../../src/channels/whatsapp/emulator"
import { startEmulator } from "../../src/cli/emulator"
import { emulateSandbox } from "../../src/payments/sandbox/emulator"
import { emulateStripe } from "../../src/payments/stripe/emulator"

const fields = z.looseObject({
  id: z.string().optional(),
  number: z.string().optional(),
  error: z.union([z.string(), z.looseObject({ code: z.union([z.number(), z.string()]).optional() })]).optional(),
})

async function emulate() {
  const emulator = await startEmulator({
    channels: { whatsapp: emulateWhatsapp, twilio: emulateTwilio, sandbox: emulatePhone },
    providers: { stripe: emulateStripe, sandbox: emulateSandbox },
  })
  const { whatsapp, twilio } = emulator.channels
  const accounts = { whatsapp: whatsapp.config, twilio: twilio.config, stripe: emulator.providers.stripe.config }
  onTestFinished(() => emulator.stop())
  const post = async (path: string, headers: Record<string, string>, body: string) => {
    const response = await fetch(emulator.url + path, { method: "POST", headers, body })
    return { status: response.status, body: fields.parse(await response.json()) }
  }
  return { accounts, emulator, post }
}

const text = (body: string) => ({ messaging_product: "whatsapp", to: "+27821110001", type: "text", text: { body } })

const buttons = (titles: string[]) => ({
  messaging_product: "whatsapp",
  to: "+27821110001",
  type: "interactive",
  interactive: {
    type: "button",
    body: { text: "Which?" },
    action: { buttons: titles.map((title) => ({ type: "reply", reply: { id: title, title } })) },
  },
})

it.each([
  ["a text of 4096 characters", text("x".repeat(4096)), 200],
  ["a text of 4097", text("x".repeat(4097)), 400],
  ["a number without its plus", { ...text("hi"), to: "27821110001" }, 400],
  ["three buttons", buttons(["A", "B", "C"]), 200],
  ["four buttons", buttons(["A", "B", "C", "D"]), 400],
  ["two buttons of one title", buttons(["A", "A"]), 400],
  ["a title of 21 characters", buttons(["x".repeat(21)]), 400],
])("answers on WhatsApp to %s as Meta does", async (_, message, status) => {
  const { accounts, emulator, post } = await emulate()
  const { phoneNumberId, accessToken } = accounts.whatsapp
  const headers = { authorization: `Bearer ${accessToken}`, "content-type": "application/json" }
  const answer = await post(`/whatsapp/v26.0/${phoneNumberId}/messages`, headers, JSON.stringify(message))
  expect(answer.status).toBe(status)
  expect(answer.body).toMatchObject(status === 200 ? { messages: [{ id: "wamid.OUT1" }] } : { error: { code: 100 } })
  expect(emulator.said).toHaveLength(status === 200 ? 1 : 0)
})

it("takes no message from a stranger", async () => {
  const { accounts, emulator, post } = await emulate()
  const json = { "content-type": "application/json", authorization: "Bearer guessed" }
  const form = { "content-type": "application/x-www-form-urlencoded", authorization: "Basic guessed" }
  const { accountSid } = accounts.twilio
  expect(
    await Promise.all([
      post(`/whatsapp/v26.0/${accounts.whatsapp.phoneNumberId}/messages`, json, JSON.stringify(text("hi"))),
      post(`/twilio/2010-04-01/Accounts/${accountSid}/Messages.json`, form, "Body=hi"),
      post("/stripe/v1/checkout/sessions", form, ""),
      post("/sandbox/messages", json, "{}"),
      post("/sandbox/sessions", json, "{}"),
    ]),
  ).toMatchObject([
    { status: 401, body: { error: { code: 190 } } },
    { status: 401, body: { code: 20003 } },
    { status: 401 },
    { status: 401 },
    { status: 401 },
  ])
  expect(emulator.said).toEqual([])
})

it.each([
  ["1600 characters", "x".repeat(1600), 201, {}],
  ["1601 characters", "x".repeat(1601), 400, { code: 21617 }],
  ["nothing", "", 400, { code: 21602 }],
])("answers to an SMS of %s as Twilio does", async (_, body, status, answer) => {
  const { accounts, post } = await emulate()
  const { accountSid, authToken, from } = accounts.twilio
  const headers = {
    authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}`,
    "content-type": "application/x-www-form-urlencoded",
  }
  const form = new URLSearchParams({ To: "+27821110001", From: from, Body: body }).toString()
  const path = `/twilio/2010-04-01/Accounts/${accountSid}/Messages.json`
  expect(await post(path, headers, form)).toMatchObject({ status, body: answer })
})

const price = "line_items[0][price_data]"

function session(more: Record<string, string> = {}): string {
  return new URLSearchParams({
    mode: "payment",
    [`${price}[currency]`]: "zar",
    [`${price}[unit_amount]`]: "14990",
    [`${price}[product_data][name]`]: "coffee",
    success_url: "https://pay.test/p/x/return",
    client_reference_id: "ord_1",
    ...more,
  }).toString()
}

it("opens one Stripe session for an idempotency key and refuses the key for another", async () => {
  const { accounts, post } = await emulate()
  const headers = { authorization: `Bearer ${accounts.stripe.secretKey}`, "idempotency-key": "ord_1:1" }
  const first = await post("/stripe/v1/checkout/sessions", headers, session())
  expect(first.status).toBe(200)
  expect(await post("/stripe/v1/checkout/sessions", headers, session())).toEqual(first)
  expect(
    await post("/stripe/v1/checkout/sessions", headers, session({ [`${price}[unit_amount]`]: "1" })),
  ).toMatchObject({ status: 400, body: { error: { type: "idempotency_error" } } })
  const other = await post("/stripe/v1/checkout/sessions", { ...headers, "idempotency-key": "ord_1:2" }, session())
  expect(other.body.id).not.toBe(first.body.id)
})

it("expires a Stripe session once, tells of it, and lets nobody pay it then", async () => {
  const { accounts, emulator, post } = await emulate()
  const headers = { authorization: `Bearer ${accounts.stripe.secretKey}` }
  const { body } = await post("/stripe/v1/checkout/sessions", headers, session())
  const expire = () => post(`/stripe/v1/checkout/sessions/${body.id}/expire`, headers, "")
  expect(await expire()).toMatchObject({ status: 200, body: { status: "expired", url: null } })
  expect(await expire()).toMatchObject({
    status: 400,
    body: { error: { message: expect.stringContaining("`expired`") } },
  })
  expect((await emulator.providers.stripe.unsent()).map(({ type }) => type)).toEqual(["checkout.session.expired"])
  expect(await emulator.providers.stripe.unsent()).toEqual([])
  await expect(emulator.providers.stripe.pay(body.id ?? "")).rejects.toThrow("Nobody can pay")
})

it("DE1 lists the newest Stripe sessions, as the account's test asks", async () => {
  const { accounts, emulator, post } = await emulate()
  const headers = { authorization: `Bearer ${accounts.stripe.secretKey}` }
  const ask = async () => (await fetch(`${emulator.url}/stripe/v1/checkout/sessions?limit=1`, { headers })).json()
  expect(await ask()).toMatchObject({ object: "list", data: [], has_more: false })
  await post("/stripe/v1/checkout/sessions", headers, session())
  const { body } = await post("/stripe/v1/checkout/sessions", headers, session())
  expect(await ask()).toMatchObject({ data: [{ id: body.id }], has_more: true })
})

it("DE2 gives money of Stripe's back in parts, each with an id, and never more than was paid", async () => {
  const { accounts, emulator, post } = await emulate()
  const headers = { authorization: `Bearer ${accounts.stripe.secretKey}` }
  const { body } = await post("/stripe/v1/checkout/sessions", headers, session({ "metadata[order]": "ord_1" }))
  await emulator.providers.stripe.pay(body.id ?? "")
  const give = (amount: string, key: string, more: Record<string, string> = {}) => {
    const form = { payment_intent: `pi_${body.id}`, amount, "metadata[refund]": key, ...more }
    return post("/stripe/v1/refunds", { ...headers, "idempotency-key": key }, new URLSearchParams(form).toString())
  }
  const first = await give("1000", "a", { "expand[]": "charge" })
  expect(first).toMatchObject({ status: 200, body: { amount: 1000, charge: { amount_refunded: 1000 } } })
  expect(await give("1000", "a", { "expand[]": "charge" })).toEqual(first)
  const second = await give("1000", "b")
  expect(second.body.charge).toBe(`ch_pi_${body.id}`)
  expect(second.body.id).not.toBe(first.body.id)
  expect(await give("99999999", "c")).toMatchObject({ status: 400, body: { error: { param: "amount" } } })
  expect((await give("12990", "d")).status).toBe(200)
  expect(await give("1", "e")).toMatchObject({ status: 400, body: { error: { code: "charge_already_refunded" } } })
  const list = await fetch(`${emulator.url}/stripe/v1/refunds?payment_intent=pi_${body.id}&expand[]=data.charge`, {
    headers,
  })
  expect(await list.json()).toMatchObject({
    data: [
      { amount: 12_990, metadata: { refund: "d" }, charge: { amount_refunded: 14_990 } },
      { amount: 1000, metadata: { refund: "b" } },
      { amount: 1000, metadata: { refund: "a" } },
    ],
  })
  const told = await emulator.providers.stripe.unsent()
  expect(told.map(({ type }) => type)).toEqual(["charge.refunded", "charge.refunded", "charge.refunded"])
  expect(await give("1", "f", { payment_intent: "pi_none" })).toMatchObject({ status: 404 })
})

it("gives out one order number for an idempotency key", async () => {
  const { emulator, post } = await emulate()
  const order = (key: string) =>
    post("/merchant/orders", { "idempotency-key": key }, JSON.stringify({ customer: "Thandi" }))
  const first = await order("a")
  expect(await order("a")).toEqual(first)
  expect((await order("b")).body.number).not.toBe(first.body.number)
  expect(emulator.numbers).toHaveLength(2)
})

it.each([
  ["what Meta takes", "Your cake is ready.", 200, undefined],
  ["the longest value that the channel sends", "a".repeat(800), 200, undefined],
  ["a line break", "a\nb", 400, 132012],
  ["a tab", "a\tb", 400, 132012],
  ["five spaces", "a     b", 400, 132012],
  ["more than the body holds", "a".repeat(1000), 400, 132005],
  ["nothing", "", 400, 132012],
])("answers a template with %s as Meta does", async (_, text, status, code) => {
  const { accounts, post } = await emulate()
  const path = `/whatsapp/v26.0/${accounts.whatsapp.phoneNumberId}/messages`
  const headers = { authorization: `Bearer ${accounts.whatsapp.accessToken}`, "content-type": "application/json" }
  const { name, language } = approvedTemplate
  const components = [{ type: "body", parameters: [{ type: "text", text }] }]
  const template = { name, language: { policy: "deterministic", code: language }, components }
  const message = { messaging_product: "whatsapp", to: "+27821110001", type: "template" }
  const answer = await post(path, headers, JSON.stringify({ ...message, template }))
  expect(answer).toMatchObject({ status, body: code === undefined ? {} : { error: { code } } })
  const unknown = await post(path, headers, JSON.stringify({ ...message, template: { ...template, name: "other" } }))
  expect(unknown).toMatchObject({ status: 400, body: { error: { code: 132001 } } })
})
