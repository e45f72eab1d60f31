import { isCurrency } from "../../../src/core/money"
import type { PaymentFact, PaymentNews } from "../../../src/core/order/paymentnews"
import { signSandboxPayment } from "../../../src/payments/sandbox/emulator"
import { answered, type Callback, NOW, type ProviderFixture, type Script } from "../fixture"

const PAGE = "https://pay.test/sandbox/pay/ses_demo"

const session = {
  id: "ses_demo",
  account: "acc_1",
  order: "ord-demo-1",
  attempt: 2,
  status: "paid",
  amount: 12_345,
  currency: "ZAR",
  payment: "pay_demo",
  refunded: 500,
  refunds: { "refund-0": 200, "refund-1": 300 },
  expiresAt: NOW + 3_600_000,
  reason: null,
}

const about = { order: "ord-demo-1", checkout: "ses_demo", mode: "test" } as const
const money = { minor: 12_345, currency: "ZAR" } as const

const paid: PaymentFact = { type: "paid", payment: "pay_demo", money }

const held = { ...session, status: "held", captured: 0, heldUntil: NOW + 86_400_000, refunded: 0, refunds: {} }

const approved: PaymentFact = {
  ...{ type: "approved", approval: "pay_demo", money, held: true, until: NOW + 86_400_000 },
}

const partTaken: PaymentNews = {
  ...{ ...about, id: "query:ses_demo:captured:500", at: NOW, type: "paid", payment: "pay_demo" },
  money: { minor: 500, currency: "ZAR" },
}

const decided: PaymentFact[] = [
  paid,
  { type: "pending", reason: null },
  { type: "failed", reason: null },
  { type: "expired" },
  { type: "cancelled", reason: null },
]

const refund: PaymentNews = {
  ...about,
  ...{ id: "refund:refund-1:done", at: NOW, type: "refund", refund: "refund-1", payment: "pay_demo", stage: "done" },
  ...{ money: { minor: 500, currency: "ZAR" }, reason: null },
}

function callback(type: string, of: unknown = session, more: object = {}): string {
  return JSON.stringify({ id: "evt_1", type, session: of, at: NOW - 5_000, ...more })
}

function told(fact: PaymentFact): PaymentNews {
  return { ...about, ...fact, id: "evt_1", at: NOW - 5_000 }
}

function reads(name: string, body: string, fact: PaymentFact): Callback {
  return { name, body, reads: { news: [told(fact)] } }
}

function looks(fact: PaymentFact): Script<readonly PaymentNews[]> {
  const id = `query:ses_demo:${fact.type}`
  const answers = [answered(200, { ...session, status: fact.type })]
  return { name: fact.type, answers, gives: [{ ...about, ...fact, id, at: NOW }] }
}

export const fixture: ProviderFixture = {
  fields: { secret: "sandbox-secret-0123456789" },
  wrong: { secret: ["", "short", "with spaces in the middle", "line\nbreak-0123456789"] },
  hosts: ["https://pay.test"],
  checkout: "ses_demo",
  open: [
    {
      name: "a page",
      answers: [answered(201, { ...session, status: "open", payment: null, url: PAGE })],
      gives: {
        ...{ kind: "page", id: "ses_demo", url: PAGE },
        ...{ usableUntil: NOW + 3_600_000, payableUntil: NOW + 3_600_000 },
      },
    },
    {
      name: "a currency it does not know",
      answers: [answered(400, { error: { code: "unknown_currency", message: "No such currency." } })],
      fails: { code: "unknown_currency", advice: "stop", ambiguous: false },
    },
  ],
  page: { url: PAGE, answers: (url) => [answered(201, { ...session, status: "open", payment: null, url })] },
  withoutId: [answered(201, { ...session, id: "", url: PAGE })],
  look: [
    ...decided.map(looks),
    {
      name: "held",
      answers: [answered(200, held)],
      gives: [{ ...about, ...approved, id: "query:ses_demo:held", at: NOW }],
    },
    { name: "open", answers: [answered(200, { ...session, status: "open" })], gives: [] },
    { name: "a status of every object", answers: [answered(200, { ...session, status: "constructor" })], gives: [] },
  ],
  close: [
    { name: "closed now", answers: [answered(200, { ...session, status: "expired" })], gives: true },
    {
      name: "already paid",
      answers: [answered(409, { error: { code: "already_paid", message: "This session is paid." } })],
      gives: false,
    },
    { name: "still to be decided", answers: [answered(200, { ...session, status: "pending" })], gives: false },
  ],
  capture: [
    {
      name: "all of it",
      answers: [answered(200, { ...held, status: "paid", captured: 12_345 })],
      gives: [{ ...about, ...paid, id: "query:ses_demo:paid", at: NOW }],
    },
    {
      name: "a part, and the rest stays held",
      capture: { amount: { minor: 500, currency: "ZAR" }, last: false },
      answers: [answered(200, { ...held, captured: 500 })],
      gives: [partTaken, { ...about, ...approved, id: "query:ses_demo:held", at: NOW }],
    },
    {
      name: "the last part, and the rest is let go",
      capture: { amount: { minor: 500, currency: "ZAR" } },
      answers: [answered(200, { ...held, status: "released", captured: 500 })],
      gives: [
        partTaken,
        {
          ...{ ...about, id: "query:ses_demo:released", at: NOW },
          ...{ type: "released", approval: "pay_demo", reason: null },
        },
      ],
    },
    {
      name: "more than is held",
      answers: [answered(409, { error: { code: "not_capturable", message: "There is not that much held." } })],
      fails: { code: "not_capturable", advice: "stop" },
    },
  ],
  release: [
    { name: "let go", answers: [answered(200, { ...held, status: "released" })], gives: undefined },
    {
      name: "taken before",
      answers: [answered(409, { error: { code: "not_held", message: "Nothing is held." } })],
      fails: { code: "not_held", advice: "stop" },
    },
  ],
  refunds: [{ name: "done", answers: [answered(200, session)], gives: [refund] }],
  trace: [
    { name: "given", answers: [answered(200, session)], gives: [refund] },
    {
      name: "another was given",
      answers: [answered(200, { ...session, refunds: { "refund-0": 500 } })],
      gives: null,
    },
    { name: "none was", answers: [answered(200, { ...session, refunds: {} })], gives: null },
  ],
  asksFor([request]) {
    const { amount, currency } = JSON.parse(request?.body ?? "")
    if (!isCurrency(currency)) throw new Error(`the sandbox was asked for ${currency}`)
    return { minor: amount, currency }
  },
  paid: ({ minor, currency }) => [answered(200, { ...session, amount: minor, currency })],
  key: (requests) => requests.at(-1)?.headers["idempotency-key"] ?? "",
  refusal: (message) => ({ body: { error: { code: "refused", message } } }),
  callbacks: [
    ...decided.map((fact) => reads(fact.type, callback(`session.${fact.type}`), fact)),
    reads("held", callback("session.held", held), approved),
    reads("declined", callback("session.declined"), { type: "declined", reason: null }),
    reads("refunded", callback("session.refunded"), {
      type: "refunded",
      payment: "pay_demo",
      total: { minor: 500, currency: "ZAR" },
    }),
    reads("charged back", callback("session.chargeback"), {
      ...{ type: "dispute", dispute: "dispute-ses_demo", payment: "pay_demo", stage: "open", money, reason: null },
    }),
    reads("why", callback("session.failed", { ...session, payment: null, reason: "The card was declined." }), {
      type: "failed",
      reason: "The card was declined.",
    }),
    reads("an amount that is none", callback("session.paid", { ...session, amount: "12345" }), {
      ...paid,
      money: null,
    }),
    { name: "another type", body: callback("session.viewed"), reads: { ignored: ["session.viewed"] } },
    {
      name: "a type of every object",
      body: callback("session.constructor"),
      reads: { ignored: ["session.constructor"] },
    },
    {
      name: "another account with the same secret",
      body: callback("session.paid", { ...session, account: "acc_2" }),
      reads: { foreign: [told(paid)] },
    },
  ],
  broken: [
    "{}",
    callback("session.paid", null),
    callback("session.paid", { ...session, id: undefined }),
    callback("session.paid", session, { at: "now" }),
    callback("session.paid", session, { id: 7 }),
  ].map((body) => ({ body })),
  signature: {
    headers: ["sandbox-signature"],
    secret: "sandbox-secret-0123456789",
    wrongSecret: "sandbox-secret-of-another",
    async sign(unsigned, secret, seconds) {
      const signed = await signSandboxPayment(unsigned.body ?? "", secret, seconds)
      return { ...unsigned, headers: { ...unsigned.headers, "sandbox-signature": signed } }
    },
    tolerance: { past: 300, future: 300 },
    vectors: [],
  },
}
