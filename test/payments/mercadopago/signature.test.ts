import fc from "fast-check"
import { InvalidWebhookSignatureError, WebhookSignatureValidator } from "mercadopago"
import { expect, it } from "vitest"
import { signMercadoPago } from "../../../src/payments/mercadopago/emulator"
import { mercadopago } from "../../../src/payments/mercadopago/mercadopago"
import { Failure } from "../../../src/platform/failure"
import { answering } from "../../support/outside"

const NOW = 1_795_000_000_000
const SECRET = "your_secret_key_here"
const FORMER = "former_secret_key_here"
const REQUEST = "2066ca19-c6f1-498a-be75-1923005edd06"
const CALLBACK = "https://pay.test/callbacks/mercadopago/acc_1"

const fields = {
  mode: "live",
  accessToken: "APP_USR-1234567890123456-112026-0123456789abcdef-987654321",
  webhookSecret: SECRET,
}

const setting = { account: "acc_1", publicUrl: "https://pay.test", callbackUrl: CALLBACK }

interface Notification {
  dataId?: string
  requestId?: string
  signature?: string
  type?: string
  body?: string
}

/** What becomes of a notification. Throws a Failure. */
function receive({ dataId, requestId, signature, type = "payment", body = "{}" }: Notification, account = fields) {
  const query = new URLSearchParams({
    source_news: "webhooks",
    ...(dataId !== undefined && { "data.id": dataId }),
    type,
  })
  const headers = new Headers()
  if (requestId !== undefined) headers.set("x-request-id", requestId)
  if (signature !== undefined) headers.set("x-signature", signature)
  const request = { method: "POST", url: `${CALLBACK}?${query}`, headers, body: new TextEncoder().encode(body) }
  return mercadopago.connect(account, setting).receive(request, answering(NOW))
}

async function isAccepted(notification: Notification, account = fields): Promise<boolean> {
  try {
    await receive(notification, account)
    return true
  } catch (error) {
    if (error instanceof Failure && error.code === "unauthorised") return false
    throw error
  }
}

async function signed(dataId: string, secret = SECRET, ts = NOW): Promise<Notification> {
  return { dataId, requestId: REQUEST, signature: await signMercadoPago({ dataId, requestId: REQUEST, ts }, secret) }
}

function libraryAccepts({ dataId, requestId, signature }: Notification): boolean {
  try {
    WebhookSignatureValidator.validate({ xSignature: signature, xRequestId: requestId, dataId, secret: SECRET })
    return true
  } catch (error) {
    if (error instanceof InvalidWebhookSignatureError) return false
    throw error
  }
}

it("a notification signed as the official library signs is taken for what its address names", async () => {
  const notification = await signed("1234567890")
  expect(libraryAccepts(notification)).toBe(true)
  expect(await receive(notification)).toEqual({
    news: [],
    hints: [{ kind: "payment", id: `1234567890@${NOW}` }],
    ignored: [],
  })
})

it("a published vector is accepted", async () => {
  // `signature-vectors` of WebhookSignatureValidator.validate, mercadopago 3.6.1.
  const vector = {
    dataId: "1234567890",
    requestId: "req-demo-1",
    signature: "ts=1795000000,v1=07d6b820033dfcada11bd1712a290f20fb16c40966a957b46797cbee959ecc6c",
  }
  const account = { ...fields, webhookSecret: "mp_secret_demo_00" }
  expect(await isAccepted(vector, account)).toBe(false)
  const { hints } = await receive(vector, { ...fields, webhookSecret: "mp_secret_demo" })
  expect(hints).toEqual([{ kind: "payment", id: "1234567890@1795000000000" }])
})

it("what the body says counts for nothing: only the address is signed", async () => {
  const notification = await signed("1234567890")
  const forged = JSON.stringify({ type: "payment", action: "payment.updated", data: { id: "666" }, live_mode: true })
  expect((await receive({ ...notification, body: forged })).hints).toEqual([
    { kind: "payment", id: `1234567890@${NOW}` },
  ])
  expect(await isAccepted({ ...notification, dataId: "1234567891" })).toBe(false)
  const { dataId: _, ...without } = notification
  expect(await isAccepted(without)).toBe(false)
})

it("an id is signed in lower case or as it came", async () => {
  const lower = await signed("ORD01JQ4S4KY8HWQ6NA5PXB65B3D3")
  expect(await isAccepted(lower)).toBe(true)
  expect(libraryAccepts(lower)).toBe(false)
  const asItCame = { ...(await signed("ord01jq4s4ky8hwq6na5pxb65b3d3")), dataId: "ord01jq4s4ky8hwq6na5pxb65b3d3" }
  expect(await isAccepted(asItCame)).toBe(true)
})

it("the previous secret counts only while it is named", async () => {
  const notification = await signed("1234567890", FORMER)
  expect(await isAccepted(notification)).toBe(false)
  expect(await isAccepted(notification, { ...fields, previousWebhookSecret: FORMER } as typeof fields)).toBe(true)
})

it.each(["merchant_order", "topic_claims_integration_wh", "stop_delivery_op_wh", "<script>"])(
  "news of anything but payments is ignored: %s",
  async (type) => {
    const told = await receive({ ...(await signed("1234567890")), type })
    expect(told).toEqual({ news: [], hints: [], ignored: [type === "<script>" ? "unnamed" : type] })
  },
)

it("one that is sent again days later is taken again: it only makes us look", async () => {
  expect(await isAccepted(await signed("1234567890", SECRET, NOW - 5 * 86_400_000))).toBe(true)
})

it("signatures are judged as the official library judges them, in accepting and in refusing", async () => {
  const verdicts = { accepted: 0, refused: 0 }
  const printable = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code))
  const edit = fc.record({
    kind: fc.constantFrom("keep", "keep", "replace", "insert", "drop", "more", "spaced", "repeat"),
    index: fc.nat({ max: 90 }),
    character: fc.oneof(printable, fc.constantFrom("=", ",", "t", "s", "v", "1", "0", " ")),
  })
  const secret = fc.constantFrom(SECRET, SECRET, SECRET, "another_secret_key_here")
  const id = fc.integer({ min: 1, max: 9_999_999_999 }).map(String)
  const requestId = fc.option(fc.uuid(), { nil: undefined })
  await fc.assert(
    fc.asyncProperty(id, requestId, secret, fc.nat({ max: NOW }), edit, async (dataId, request, key, ts, change) => {
      const made = await manifestSignature(dataId, request, ts, key)
      const at = change.index % made.length
      const edited = {
        keep: made,
        replace: made.slice(0, at) + change.character + made.slice(at + 1),
        insert: made.slice(0, at) + change.character + made.slice(at),
        drop: made.slice(0, at) + made.slice(at + 1),
        more: `${made},v0=${change.character},x=1`,
        spaced: made.replace(",", " , ").replaceAll("=", " = "),
        repeat: `${made},${made}`,
      }[change.kind]
      const notification = {
        dataId,
        signature: edited ?? made,
        ...(request !== undefined && { requestId: request }),
      }
      const theirs = libraryAccepts(notification)
      expect(await isAccepted(notification)).toBe(theirs)
      verdicts[theirs ? "accepted" : "refused"]++
    }),
    { numRuns: 400 },
  )
  expect(verdicts.accepted).toBeGreaterThan(50)
  expect(verdicts.refused).toBeGreaterThan(50)
})

/** As the signer, but what is missing is left out. */
async function manifestSignature(dataId: string, requestId: string | undefined, ts: number, secret: string) {
  if (requestId !== undefined) return signMercadoPago({ dataId, requestId, ts }, secret)
  const bytes = new TextEncoder()
  const algorithm = { name: "HMAC", hash: "SHA-256" }
  const key = await crypto.subtle.importKey("raw", bytes.encode(secret), algorithm, false, ["sign"])
  const digest = await crypto.subtle.sign("HMAC", key, bytes.encode(`id:${dataId};ts:${ts};`))
  return `ts=${ts},v1=${Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("")}`
}
