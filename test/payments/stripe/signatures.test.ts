import fc from "fast-check"
import Stripe from "stripe"
import { expect, it } from "vitest"
import { signStripe } from "../../../src/payments/stripe/emulator"
import { stripe } from "../../../src/payments/stripe/stripe"
import { Failure } from "../../../src/platform/failure"
import { playing, received } from "../carried"
import { NOW, setting } from "../fixture"
import { fixture } from "./fixture"

const { fields } = fixture
const { previousWebhookSecret: _, ...withoutPrevious } = fields
const SECONDS = NOW / 1000
const body = '{"id":"evt_1"}'
const own = "whsec_demo_secret"
const former = "whsec_demo_former"

async function isAccepted(header: string, text = body, account: Record<string, string> = fields): Promise<boolean> {
  try {
    await stripe
      .connect(account, setting)
      .receive(received({ body: text, headers: { "stripe-signature": header } }), playing([]))
    return true
  } catch (error) {
    // What is signed need not be an event.
    if (error instanceof Failure && error.code === "unreadable") return true
    if (error instanceof Failure && error.code === "unauthorised") return false
    throw error
  }
}

const digest = async (secret: string) => (await signStripe(body, secret, SECONDS)).split("v1=")[1] ?? ""

it("signatures are good when any of several is, and v0 is none", async () => {
  const right = await digest(own)
  const wrong = await digest("whsec_of_another")
  expect(await isAccepted(`t=${SECONDS},v1=${wrong},v1=${right}`)).toBe(true)
  expect(await isAccepted(`t=${SECONDS},v1=${right},v1=${wrong}`)).toBe(true)
  expect(await isAccepted(`t=${SECONDS},v0=${right},v1=${wrong}`)).toBe(false)
  expect(await isAccepted(`t=${SECONDS},v0=${right}`)).toBe(false)
  expect(await isAccepted(`v1=${right},v0=${wrong},t=${SECONDS}`)).toBe(true)
})

it("signatures may be made with the previous secret only while it is named", async () => {
  const header = `t=${SECONDS},v1=${await digest(former)}`
  expect(await isAccepted(header)).toBe(true)
  expect(await isAccepted(header, body, withoutPrevious)).toBe(false)
})

it("signatures of thin events are those that Stripe's own library reads", async () => {
  const thin = JSON.stringify({
    id: "evt_test_65",
    object: "v2.core.event",
    type: "v1.checkout.session.completed",
    livemode: false,
    created: "2026-11-20T10:00:00.000Z",
    related_object: { id: "cs_test_1", type: "checkout.session", url: "/v1/checkout/sessions/cs_test_1" },
  })
  const provider = Stripe.createSubtleCryptoProvider()
  const library = new Stripe("sk_test_x")
  const header = await library.webhooks.generateTestHeaderStringAsync({
    payload: thin,
    secret: own,
    timestamp: SECONDS,
    cryptoProvider: provider,
  })
  expect(await isAccepted(header, thin)).toBe(true)
  const read = await library.parseEventNotificationAsync(thin, header, own, 300, provider, NOW)
  expect(read).toMatchObject({ type: "v1.checkout.session.completed", related_object: { id: "cs_test_1" } })
  expect(await isAccepted(await signStripe(thin, "whsec_of_another", SECONDS), thin)).toBe(false)
})

it("signatures are made over the time that is checked", async () => {
  const stale = await signStripe(body, own, SECONDS - 86_400)
  expect(await isAccepted(stale)).toBe(false)
  expect(await isAccepted(stale.replace(/t=\d+/, `t=${SECONDS}`))).toBe(false)
})

it("signatures are judged as Stripe's own library judges them, in accepting and in refusing", async () => {
  const provider = Stripe.createSubtleCryptoProvider()
  const { webhooks } = new Stripe("sk_test_x")
  const verdicts = { accepted: 0, refused: 0 }
  const printable = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code))
  const edit = fc.record({
    kind: fc.constantFrom("keep", "keep", "replace", "insert", "drop", "more", "repeat"),
    index: fc.nat({ max: 90 }),
    character: fc.oneof(printable, fc.constantFrom("=", ",", "t", "v", "1", "0")),
  })
  const age = fc.oneof(fc.integer({ min: 0, max: 700 }), fc.constantFrom(0, 299, 300, 301))
  const secret = fc.constantFrom(own, own, own, "whsec_of_another")
  await fc.assert(
    fc.asyncProperty(fc.json(), secret, age, edit, async (payload, key, old, { kind, index, character }) => {
      const timestamp = SECONDS - old
      const cryptoProvider = provider
      const made = await webhooks.generateTestHeaderStringAsync({ payload, secret: key, timestamp, cryptoProvider })
      expect(await signStripe(payload, key, timestamp)).toBe(made)
      const at = index % made.length
      const edited = {
        keep: made,
        replace: made.slice(0, at) + character + made.slice(at + 1),
        insert: made.slice(0, at) + character + made.slice(at),
        drop: made.slice(0, at) + made.slice(at + 1),
        more: `${made},v0=${character},v1=${character}`,
        repeat: `${made},${made}`,
      }[kind]
      const header = edited ?? made
      // Only the past is compared: Stripe's library takes a time in the future, this one does not.
      const theirs = await webhooks
        .constructEventAsync(payload, header, own, 300, provider, NOW)
        .then(() => true)
        .catch((error: unknown) => {
          // Stripe's library stumbles over a header that breaks off within "v1=": a refusal too, if a rough one.
          if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof TypeError)
            return false
          throw error
        })
      expect(await isAccepted(header, payload, withoutPrevious)).toBe(theirs)
      verdicts[theirs ? "accepted" : "refused"]++
    }),
    { numRuns: 500 },
  )
  expect(verdicts.accepted).toBeGreaterThan(50)
  expect(verdicts.refused).toBeGreaterThan(50)
})
