import { afterEach, expect, it, vi } from "vitest"
import { emulateMercadoPago, signMercadoPago } from "../../../src/payments/mercadopago/emulator"
import { emulatedShop } from "../shop"

const HOSTS = { host: "https://api.mercadopago.com", pages: "https://www.mercadopago.com.br" }

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const shop = () => emulatedShop("mercadopago", emulateMercadoPago, { ...HOSTS, phone: "+5511987654321" })

const payer = { email: "thandi@example.com" }

it("a customer tells an e-mail, pays the code, and is looked up", async () => {
  const { press, pressWith, provider, deliver, now, attempts } = await shop()
  await press()
  expect(await attempts()).toEqual([])
  await pressWith(payer)
  const [attempt] = await attempts()
  expect(attempt?.checkout).toMatchObject({ kind: "code", scheme: "pix" })
  const id = attempt?.checkout?.id ?? ""
  expect(await deliver(await provider.unsent())).toEqual([200])
  expect((await now()).status).toBe("open")
  expect(await deliver(await provider.pay(id))).toEqual([200])
  expect(await now()).toMatchObject({ status: "paid", payment: id })
})

it("a code whose answer was lost is the same code when it is asked for again", async () => {
  const stage = await shop()
  const { pressWith, attempts, asked } = stage
  stage.outside = (request, answer) => {
    if (request.method !== "POST") return null
    return answer().then(() => {
      throw new TypeError("the connection broke")
    })
  }
  await expect(pressWith(payer)).rejects.toMatchObject({ code: "unanswered", ambiguous: true })
  stage.outside = null
  await pressWith(payer)
  const [attempt, ...others] = await attempts()
  expect(others).toEqual([])
  expect(asked).toEqual(["POST /v1/payments", "POST /v1/payments"])
  expect(attempt?.checkout).toMatchObject({ kind: "code", id: "1300000001" })
})

it("a notification comes before the payment can be seen, and is sent again", async () => {
  const stage = await shop()
  const { pressWith, provider, deliver, now, attempts } = stage
  await pressWith(payer)
  const calls = await provider.pay((await attempts())[0]?.checkout?.id ?? "")
  stage.outside = (request) => {
    if (!/\/v1\/payments\/\d+$/.test(request.url)) return null
    return Promise.resolve(
      Response.json({ message: "Payment not found", error: "not_found", status: 404, cause: [] }, { status: 404 }),
    )
  }
  const [refused] = await deliver(calls)
  expect(refused).toBeGreaterThanOrEqual(500)
  expect((await now()).status).toBe("open")
  stage.outside = null
  expect(await deliver(calls)).toEqual([200])
  expect((await now()).status).toBe("paid")
})

it("a genuine notification about somebody else's payment changes nothing", async () => {
  const stage = await shop()
  const { pressWith, provider, deliver, now, attempts, told } = stage
  await pressWith(payer)
  const [call] = await provider.pay((await attempts())[0]?.checkout?.id ?? "")
  if (!call) throw new Error("nothing was told")
  const url = call.url.replace(/data\.id=\d+/, "data.id=777")
  const signature = { dataId: "777", requestId: "r-1", ts: Date.now() }
  const headers = {
    ...call.headers,
    "x-request-id": "r-1",
    "x-signature": await signMercadoPago(signature, String(provider.config.webhookSecret)),
  }
  stage.outside = (request) =>
    request.url.endsWith("/777")
      ? Promise.resolve(
          Response.json({
            id: 777,
            status: "approved",
            collector_id: 1,
            external_reference: "ord",
            currency_id: "BRL",
            transaction_amount: 1,
          }),
        )
      : null
  expect(await deliver([{ ...call, url, headers }])).toEqual([200])
  expect((await now()).status).toBe("open")
  expect(await told()).not.toContain("paid")
  expect(await deliver([{ ...call, headers: { ...headers, "x-signature": "ts=1,v1=00" } }])).toEqual([401])
})
