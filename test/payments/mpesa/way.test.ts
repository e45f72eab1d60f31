import { afterEach, expect, it, vi } from "vitest"
import { emulateMpesa } from "../../../src/payments/mpesa/emulator"
import { emulatedShop } from "../shop"

const HOST = "https://sandbox.safaricom.co.ke"
const PUSH = "POST /mpesa/stkpush/v1/processrequest"
const QUERY = "POST /mpesa/stkpushquery/v1/query"

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const shop = () => emulatedShop("mpesa", emulateMpesa, { host: HOST, phone: "+254711223344" })

/** Lets time pass, for the Worker and the phone alike. */
function later(seconds: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 })
}

function forged(url: string, checkout: string, code: number) {
  const body = JSON.stringify({ Body: { stkCallback: { CheckoutRequestID: checkout, ResultCode: code } } })
  return { type: "forged", method: "POST", url, headers: { "content-type": "application/json" }, body } as const
}

it("a customer is asked on the phone, pays, and is looked up", async () => {
  const { press, provider, deliver, now, attempts, asked } = await shop()
  expect((await press()).status).toBe(303)
  const [attempt] = await attempts()
  expect(attempt?.checkout).toMatchObject({ kind: "push", to: "+254711223344" })
  const id = attempt?.checkout?.id ?? ""
  expect(await deliver(await provider.pay(id))).toEqual([200])
  expect(await now()).toMatchObject({ status: "paid", payment: id, reference: id })
  expect(asked.filter((one) => one === PUSH)).toHaveLength(1)
})

it("pressing again asks no phone twice while it still asks", async () => {
  const { press, asked, attempts } = await shop()
  await Promise.all([press(), press()])
  await press()
  later(61)
  await press()
  expect(asked.filter((one) => one === PUSH)).toHaveLength(1)
  expect(await attempts()).toHaveLength(1)
})

it("after a refused prompt another is shown, once it has had its time", async () => {
  const { press, provider, deliver, now, asked, attempts } = await shop()
  await press()
  const [first] = await attempts()
  expect(await deliver(await provider.fail(first?.checkout?.id ?? ""))).toEqual([200])
  expect((await now()).status).toBe("open")
  await press()
  expect(asked.filter((one) => one === PUSH)).toHaveLength(1)
  later(91)
  await press()
  expect(asked.filter((one) => one === PUSH)).toHaveLength(2)
  const [second] = await attempts()
  expect(second?.attempt).toBe(2)
  expect(await deliver(await provider.pay(second?.checkout?.id ?? ""))).toEqual([200])
  expect((await now()).status).toBe("paid")
})

it("a prompt that nobody answers is followed by another", async () => {
  const { press, asked, provider, deliver, now } = await shop()
  await press()
  later(91)
  expect(await deliver(await provider.unsent())).toEqual([200])
  expect((await now()).status).toBe("open")
  await press()
  expect(asked.filter((one) => one === PUSH)).toHaveLength(2)
})

it("a prompt whose answer was lost is not sent again, and is paid all the same", async () => {
  const stage = await shop()
  const { press, asked, provider, deliver, now, attempts } = stage
  let checkout = ""
  stage.outside = (request, answer) => {
    if (!request.url.endsWith("/processrequest")) return null
    return answer().then(async (response) => {
      checkout = (await response.json<{ CheckoutRequestID: string }>()).CheckoutRequestID
      throw new TypeError("the connection broke")
    })
  }
  await press()
  stage.outside = null
  expect(checkout).toMatch(/^ws_CO_/)
  expect((await attempts())[0]?.checkout).toBeNull()
  await press()
  expect(asked.filter((one) => one === PUSH)).toHaveLength(1)
  expect(await deliver(await provider.pay(checkout))).toEqual([200])
  expect(await now()).toMatchObject({ status: "paid", payment: checkout, reference: checkout })
  expect((await attempts())[0]?.checkout).toMatchObject({ id: checkout, to: "+254711223344" })
})

it("a lost prompt that still waits is known of from then on, and asked about before another is shown", async () => {
  const stage = await shop()
  const { press, deliver, now, attempts, asked } = stage
  let told = ""
  stage.outside = (request, answer) => {
    if (!request.url.endsWith("/processrequest")) return null
    return request.json<{ CallBackURL: string }>().then(async ({ CallBackURL }) => {
      told = CallBackURL
      await answer()
      throw new TypeError("the connection broke")
    })
  }
  await press()
  stage.outside = null
  // Nothing that it claims is believed: the phone still asks.
  const checkout = "ws_CO_unknown"
  expect(await deliver([forged(told, checkout, 0)])).toEqual([200])
  expect((await now()).status).toBe("open")
  expect((await attempts())[0]?.checkout?.id).toBe(checkout)
  expect(asked.at(-1)).toBe(QUERY)
})

it("an unsigned callback that claims paid is looked up, never believed", async () => {
  const { press, deliver, now, attempts, asked, provider, told } = await shop()
  await press()
  const [attempt] = await attempts()
  const id = attempt?.checkout?.id ?? ""
  const [real] = await provider.fail(id)
  const url = real?.url ?? ""
  expect(await deliver([forged(url, id, 0), forged(url, "ws_CO_of_another", 0)])).toEqual([200, 200])
  expect((await now()).status).toBe("open")
  expect(await told()).not.toContain("paid")
  expect(asked.filter((one) => one === QUERY).length).toBeGreaterThan(0)
})

it("who does not know the whole address is not heard", async () => {
  const { press, deliver, attempts, provider, asked } = await shop()
  await press()
  const [attempt] = await attempts()
  const id = attempt?.checkout?.id ?? ""
  const [real] = await provider.fail(id)
  const url = new URL(real?.url ?? "")
  url.pathname = url.pathname.slice(0, -1)
  const before = asked.length
  expect(await deliver([forged(url.href, id, 0)])).toEqual([401])
  url.pathname = url.pathname.split("/").slice(0, 4).join("/")
  expect(await deliver([forged(url.href, id, 0)])).toEqual([401])
  expect(asked).toHaveLength(before)
})
