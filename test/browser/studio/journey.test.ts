import type { Locator, Page } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"
import { drag, exitTo, openPanel, pick, say, takesNode, wire } from "./drawing"
import { expectAccessible, furnish, type House, openHouse } from "./house"

let house: House

beforeAll(async () => {
  house = await openHouse()
  await furnish(house.api)
})

afterAll(() => house?.close())

it("takes a newcomer from an empty canvas to a paid order", async () => {
  const page = await house.visit({ viewport: { width: 1440, height: 900 } })
  await page.getByRole("button", { name: "New flow" }).first().click()
  const dialog = page.getByRole("dialog", { name: "New flow" })
  await dialog.getByLabel("Name").fill("Bakery")
  await dialog.getByRole("button", { name: "Create" }).click()
  await page.waitForURL(/\/flows\/[^/]+$/)

  await draw(page)
  await tryEveryOutcome(page)
  await publish(page)
  await payLive(page)
  await page.context().close()
})

/** Greeting, order number from the shop's system, payment, thanks: drawn with the mouse and set in the panel. */
async function draw(page: Page): Promise<void> {
  await drag(page, "Message", { x: 40, y: 60 })
  await drag(page, "API integration", { x: 320, y: 60 })
  await drag(page, "Chat 2 Pay", { x: 40, y: 380 })
  await takesNode(page, 3)
  const panel = openPanel(page)

  await pick(page, "Message")
  await panel.getByLabel("Name", { exact: true }).fill("Greeting")
  await panel.getByLabel("Text", { exact: true }).fill("Hello! One loaf is on its way into a bag.")

  await pick(page, "API integration")
  await panel.getByLabel("Name", { exact: true }).fill("OrderNumber")
  await panel.getByLabel("Method").click()
  await page.getByRole("option", { name: "POST" }).click()
  await panel.getByLabel("Address").fill(`${house.merchant}/orders`)
  await panel.getByRole("group", { name: "Body" }).getByText("Json", { exact: true }).click()
  await panel.getByRole("group", { name: "Body" }).getByRole("textbox").fill('{ "customer": "{{ contact.name }}" }')

  await pick(page, "Chat 2 Pay")
  await panel.getByLabel("Name", { exact: true }).fill("Payment")
  await panel.getByLabel("Amount").fill("35.00")
  await panel.getByLabel("Description").first().fill("one loaf")
  await panel.getByRole("group", { name: "Order number" }).getByText("Custom", { exact: true }).click()
  const template = panel.getByRole("group", { name: "Order number" }).getByRole("textbox")
  await template.pressSequentially("{{ OrderN")
  await page.getByRole("option", { name: "OrderNumber.body" }).first().click()
  await template.press("End")
  await expect.poll(() => template.inputValue()).toContain("OrderNumber.body")
  await template.fill("{{ OrderNumber.body.number }}")

  await wire(page, "Greeting", "OrderNumber")
  await exitTo(page, "OrderNumber", "OK", "Payment")
  await page.getByRole("button", { name: "Add after Paid" }).click()
  await page.getByRole("dialog", { name: "Add a node" }).getByRole("button", { name: "End", exact: true }).click()
  await panel.getByLabel("Name", { exact: true }).fill("Thanks")
  await panel.getByLabel("Last words").fill("Thank you! {{ Payment.orderNumber }} is yours.")
  await page.getByRole("button", { name: "Add after Failed" }).last().click()
  await page.getByRole("dialog", { name: "Add a node" }).getByRole("button", { name: "End", exact: true }).click()
  await panel.getByLabel("Name", { exact: true }).fill("Unpaid")
  await panel.getByLabel("Last words").fill("No loaf this time. Write BREAD to try again.")
  await takesNode(page, 5)

  await panel.getByRole("button", { name: "Done" }).click()
  await panel.getByLabel("Keywords that start it").fill("bread")
  await panel.getByLabel("Keywords that start it").press("Enter")
  await page.getByText("All changes saved").waitFor()
  await expectAccessible(page, "a flow being drawn")
}

/** Each way a payment can go, on the draft, in the browser. */
async function tryEveryOutcome(page: Page): Promise<void> {
  await page.getByRole("tab", { name: "Try it" }).click()
  const chat = page.getByRole("log", { name: "Conversation" })
  const side = page.getByRole("tabpanel", { name: "Try it" })
  await side.getByLabel("Body").fill('{ "number": "LOAF-7" }')
  for (const [outcome, status, words] of [
    ["Paid", "paid", /LOAF-7 is yours/],
    ["Declined", "open", /card was declined/],
    ["Expired", "expired", /No loaf this time/],
    ["Cancelled", "cancelled", /No loaf this time/],
    ["Paid late", "paid", /R\s?35[.,]00|ZAR\s?35[.,]00/],
    ["Paid twice", "paid", /second payment/],
  ] as const) {
    const again = side.getByRole("button", { name: "Start again" })
    if (await again.isEnabled()) await again.click()
    await say(page, "bread")
    await side.getByText(/^LOAF-7: .*, open$/).waitFor()
    await side.getByRole("button", { name: outcome, exact: true }).click()
    await side.getByText(new RegExp(`^LOAF-7: .*, ${status}$`)).waitFor()
    await expectSaid(chat, words)
  }
  await expect.poll(() => page.locator("[data-lit='true']").count()).toBeGreaterThan(3)
  await expectAccessible(page, "a draft being tried")
}

async function publish(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Publish" }).click()
  const dialog = page.getByRole("dialog", { name: "Publish the flow" })
  await dialog.getByLabel("What changed").fill("The first loaf")
  await dialog.getByRole("button", { name: "Publish" }).click()
  await dialog.getByText("Version 1 is published.").waitFor()
  await dialog.getByRole("button", { name: "Close" }).last().click()
}

/** The same phone through the real webhook, Durable Object, D1 and pay page. */
async function payLive(page: Page): Promise<void> {
  await page.getByText("Live", { exact: true }).click()
  const chat = page.getByRole("log", { name: "Conversation" })
  await say(page, "bread")
  await expectSaid(chat, /Hello! One loaf/)
  const link = chat.getByRole("link").last()
  await link.waitFor()
  const opening = page.context().waitForEvent("page")
  await link.click()
  const pay = await opening
  await pay.waitForLoadState()
  await expectAccessible(pay, "the pay page")
  await pay.getByRole("button", { name: /35/ }).click()
  await pay.waitForURL("**/sandbox/pay/**")
  await pay.getByRole("button", { name: /^pay/i }).first().click()
  await pay.waitForURL(`${house.url}/p/**`)
  await pay.getByRole("heading", { name: "Thank you!" }).waitFor()
  await pay.close()
  await page.bringToFront()
  await expectSaid(chat, /Thank you! SHOP-1001-\S+ is yours/)

  await page.getByRole("link", { name: "See the orders" }).click()
  const order = page.getByRole("link", { name: /^SHOP-1001/ })
  await order.waitFor()
  await expect.poll(() => page.locator("main").textContent()).toMatch(/✓\s*PAID/i)
  await order.click()
  await page.getByRole("heading", { name: /SHOP-1001/ }).waitFor()
  await page.getByRole("heading", { name: "What happened" }).waitFor()
}

async function expectSaid(chat: Locator, words: RegExp): Promise<void> {
  await expect.poll(() => chat.textContent(), { timeout: 15_000 }).toMatch(words)
}
