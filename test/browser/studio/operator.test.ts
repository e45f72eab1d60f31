import { readFile } from "node:fs/promises"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { customerOf } from "./customer"
import { furnish, type House, openHouse } from "./house"
import { populate } from "./populate"

const WIDE = { viewport: { width: 1440, height: 900 } }

let house: House

beforeAll(async () => {
  house = await openHouse()
  await furnish(house.api)
  await populate(house)
})

afterAll(() => house?.close())

interface Shown {
  id: string
  number: string
  refunded: string
  conversation: string
  paymentAccount: string
  minor: number
  currency: string
  payments?: { own: boolean; amount: string; refunded: string }[]
}

describe("an operator", () => {
  it("gives back a part of what was paid, once, and sees it on the order", async () => {
    const order = await orderThatIs("paid")
    const page = await house.visit(WIDE)
    await page.goto(`${house.url}/orders/${order.id}`)
    await page.getByRole("button", { name: "Refund…" }).click()
    const dialog = page.getByRole("dialog", { name: `Refund order ${order.number}` })
    await dialog.getByLabel("Amount to give back").fill("1000")
    await dialog.getByText(/not above what is left/).waitFor()
    await dialog.getByLabel("Amount to give back").fill("49.90")
    await dialog.getByRole("button", { name: /^Give back/ }).dblclick()
    await page.getByText("The refund is on its way.").waitFor()
    await page.getByText("Money was given back").first().waitFor()
    const now = (await house.api("GET", `/orders/${order.id}`)) as Shown
    expect(now.refunded).toBe("49.90")
    await page.context().close()
  })

  it("N01 gives a payment that was one too many back, and nothing of the order", async () => {
    const order = await orderThatIs("paid", ({ refunded }) => refunded === "0.00")
    await payAgain(order)
    const page = await house.visit(WIDE)
    await page.goto(`${house.url}/orders/${order.id}`)
    await page.getByText("Paid more than once").first().waitFor()
    await page.getByRole("button", { name: "Give the other payment back…" }).click()
    const dialog = page.getByRole("dialog", { name: /^Give pay_ses_\w+ back$/ })
    await dialog.getByRole("button", { name: /^Give back/ }).click()
    await page.getByText("The refund is on its way.").waitFor()
    await page.getByText(/^All of pay_ses_\w+, which was one payment too many/).waitFor()
    const now = (await house.api("GET", `/orders/${order.id}`)) as Shown
    expect(now.refunded).toBe(order.refunded)
    const given = now.payments?.map(({ own, amount, refunded }) => [own, refunded === amount]) ?? []
    expect(new Map(given as [boolean, boolean][])).toEqual(
      new Map([
        [true, false],
        [false, true],
      ]),
    )
    await page.context().close()
  })

  it("sends a link again and cancels an order, asking first", async () => {
    const order = await orderThatIs("open")
    const page = await house.visit(WIDE)
    await page.goto(`${house.url}/orders/${order.id}`)
    await page.getByRole("button", { name: "Send the link again" }).click()
    await page.getByText("The link is on its way.").waitFor()
    await page.getByRole("button", { name: "Cancel…" }).click()
    const dialog = page.getByRole("dialog", { name: `Cancel order ${order.number}?` })
    await dialog.getByRole("button", { name: "Keep it" }).click()
    expect(((await house.api("GET", `/orders/${order.id}`)) as { status: string }).status).toBe("open")
    await page.getByRole("button", { name: "Cancel…" }).click()
    await dialog.getByRole("button", { name: "Cancel the order" }).click()
    await page.getByText("The order is cancelled.").waitFor()
    expect(((await house.api("GET", `/orders/${order.id}`)) as { status: string }).status).toBe("cancelled")
    await page.context().close()
  })

  it("finds orders, sums them and takes them along", async () => {
    const page = await house.visit(WIDE)
    await page.goto(`${house.url}/orders?status=paid`)
    await expect.poll(() => page.getByRole("table").getByRole("row").count()).toBe(3)
    const download = page.waitForEvent("download")
    await page.getByRole("link", { name: "Download as CSV" }).click()
    const text = await readFile(await (await download).path(), "utf8")
    expect(text.trim().split("\n")).toHaveLength(3)
    expect(text).toContain("149.90")
    await page.context().close()
  })

  it("finds a conversation by an order's number, replies by hand and stops a flow", async () => {
    const customer = customerOf(house, "+27821110009", "Lerato")
    await customer.write("order")
    await customer.hear(/What is your name/)
    await customer.write("Lerato")
    await customer.hear(/Please pay/)
    const { items } = (await house.api("GET", "/orders?status=open")) as { items: Shown[] }
    const order = items[0]
    const page = await house.visit(WIDE)
    await page.goto(`${house.url}/conversations`)
    await page.getByLabel("Search").fill(order?.number ?? "")
    await page.getByRole("button", { name: "Find" }).click()
    await page.getByRole("link", { name: /Lerato/ }).click()
    await page.getByRole("heading", { name: /Lerato/ }).waitFor()

    await page.getByLabel("Reply by hand").fill("A person here: your coffee is roasted.")
    await page.getByRole("button", { name: "Send", exact: true }).click()
    await customer.hear(/A person here/)
    await page.getByRole("button", { name: "Stop…" }).click()
    await page.getByRole("dialog", { name: "Stop this flow?" }).getByRole("button", { name: "Stop the flow" }).click()
    await page.getByText("The flow was stopped.").waitFor()
    await page.getByText("No flow is under way", { exact: false }).waitFor()
    await expect
      .poll(async () => ((await house.api("GET", `/orders/${order?.id}`)) as { status: string }).status)
      .toBe("cancelled")
    await page.context().close()
  })

  it("makes a token that is shown once, and revokes it", async () => {
    const page = await house.visit(WIDE)
    await page.goto(`${house.url}/settings`)
    await page.getByLabel("What is the token for?").fill("Books")
    await page.getByRole("button", { name: "Create token" }).click()
    const token = (await page.locator("code").textContent()) ?? ""
    expect(await statusWith(token)).toBe(200)
    await page.reload()
    await page.getByText("Books", { exact: true }).waitFor()
    expect(await page.locator("body").textContent()).not.toContain(token)
    await page.getByRole("button", { name: "Revoke Books" }).click()
    await page
      .getByRole("dialog", { name: "Revoke Books" })
      .getByRole("button", { name: "Revoke", exact: true })
      .click()
    await page.getByText("The token for Books was revoked.").waitFor()
    expect(await statusWith(token)).toBe(401)

    await page.getByLabel("Erase old conversations").check()
    await page.getByLabel("Days without a message").fill("30")
    await page.getByRole("button", { name: "Save" }).click()
    await expect.poll(() => house.api("GET", "/settings")).toEqual({ retentionDays: 30 })
    await page.context().close()
  })
})

async function orderThatIs(status: string, fits: (order: Shown) => boolean = () => true): Promise<Shown> {
  const { items } = (await house.api("GET", `/orders?status=${status}`)) as { items: Shown[] }
  const order = items.find(fits)
  if (!order) throw new Error(`no order is ${status}`)
  return order
}

/** Pays an order by a second checkout, as a customer does who left one open on another device. */
async function payAgain({ id, number, paymentAccount, minor, currency }: Shown): Promise<void> {
  const secret = "known-secret-0123456789"
  await house.api("PUT", `/payment-accounts/${paymentAccount}`, { title: "Till", config: { secret } })
  const wanted = { account: paymentAccount, order: id, attempt: 2, amount: minor, currency, number }
  const more = { description: "", language: "en", returnUrl: house.url, expiresAt: Date.now() + 3_600_000 }
  const headers = { "content-type": "application/json", authorization: `Bearer ${secret}` }
  const body = JSON.stringify({ ...wanted, ...more })
  const opened = await fetch(`${house.url}/sandbox/sessions`, { method: "POST", headers, body })
  const session = (await opened.json()) as { url: string }
  await fetch(`${session.url}/pay`, { method: "POST", headers: { origin: house.url }, redirect: "manual" })
}

async function statusWith(token: string): Promise<number> {
  return (await fetch(`${house.url}/api/flows`, { headers: { authorization: `Bearer ${token}` } })).status
}
