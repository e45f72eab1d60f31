import { join } from "node:path"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"
import { root } from "../../../src/cli/worker/sources"
import { openPanel, pick } from "./drawing"
import { expectAccessible, furnish, type House, openHouse } from "./house"

let house: House

beforeAll(async () => {
  house = await openHouse()
  await furnish(house.api)
})

afterAll(() => house?.close())

it("says in the field how an amount is read, and what cannot be charged", async () => {
  const page = await open("fields")
  await pick(page, "Payment")
  const amount = openPanel(page).getByLabel("Amount")
  const preview = openPanel(page).getByRole("group", { name: "How customers see it" })
  await openPanel(page).getByText("Read as ZAR 35.00.").waitFor()
  await expect.poll(() => preview.textContent()).toMatch(/Please pay ZAR 35\.00 for one loaf\.Pay now/)
  await picture(page, "field-note")

  for (const [written, fault] of [
    ["thirty", /"thirty" is not an amount: write it in the digits 0 to 9, such as 149\.90/],
    ["$35", /"\$35" is not an amount in ZAR/],
    ["R1,234", /can be read in two ways/],
  ] as const) {
    await amount.fill(written)
    await openPanel(page).locator(".mantine-InputWrapper-error", { hasText: fault }).waitFor()
    expect(await preview.count(), written).toBe(0)
  }
  await amount.fill("35")
  await openPanel(page).getByLabel("Currency").fill("EUR")
  await openPanel(page).locator(".mantine-InputWrapper-error", { hasText: "EUR is not among the currencies" }).waitFor()
  await picture(page, "field-fault")
  await openPanel(page).getByLabel("Currency").fill("")

  await amount.fill("{{ Stock.body.price }}")
  await openPanel(page).getByText("The amount is a sample", { exact: false }).waitFor()
  await expect.poll(() => preview.textContent()).toMatch(/Please pay ZAR 149\.90 for one loaf/)
  await expectAccessible(page, "a payment with a sample of its amount")
  await preview.scrollIntoViewIfNeeded()
  await picture(page, "preview-sample")
  await amount.fill("R35,00")
  await page.context().close()
})

it("lists the ways that end in silence, leads to each, and publishes all the same", async () => {
  const page = await open("silence")
  await page.getByRole("button", { name: "Publish" }).click()
  const dialog = page.getByRole("dialog", { name: "Publish the flow" })
  await dialog.getByText("3 ways end in silence").waitFor()
  await expect
    .poll(() => dialog.getByRole("listitem").allTextContents())
    .toEqual([
      "Choice / Not today: the customer hears nothing.",
      "Choice / Anything else: the customer hears nothing.",
      "Stock / Failed: the customer hears nothing.",
    ])
  await expectAccessible(page, "the ways that end in silence")
  await picture(page, "silent-ways")
  await dialog.getByRole("button", { name: "Stock / Failed" }).click()
  await expect.poll(() => openPanel(page).getByLabel("Name", { exact: true }).inputValue()).toBe("Stock")

  await page.getByRole("button", { name: "Publish" }).click()
  await dialog.getByRole("button", { name: "Publish" }).click()
  await dialog.getByText("Version 1 is published.").waitFor()
  await page.context().close()
})

it("says all of it in Spanish too", async () => {
  const page = await open("spanish")
  await page.getByRole("banner").getByRole("button").last().click()
  await page.getByRole("menuitem", { name: "Español" }).click()
  await pick(page, "Payment")
  await page.getByText("Se lee como ZAR 35.00.").waitFor()
  await page.getByRole("button", { name: "Publicar" }).click()
  const dialog = page.getByRole("dialog", { name: "Publicar el flujo" })
  await dialog.getByText("3 caminos acaban en silencio").waitFor()
  await dialog.getByText("el cliente no oye nada.").first().waitFor()
  await page.context().close()
})

it("refuses an import with a field that would do nothing, by its name", async () => {
  const page = await house.visit({ viewport: { width: 1440, height: 900 } })
  await page.goto(`${house.url}/flows`)
  const document = stall("imported")
  Object.assign(document.nodes[2]?.config ?? {}, { expirySecond: 60 })
  const buffer = Buffer.from(JSON.stringify(document))
  await page.locator("input[type=file]").setInputFiles({ name: "flow.json", mimeType: "application/json", buffer })
  const dialog = page.getByRole("dialog", { name: "This file was not imported" })
  await dialog.getByText("nodes.2.config.expirySecond", { exact: true }).waitFor()
  await dialog.getByText('did you mean "expirySeconds"?', { exact: false }).first().waitFor()
  await picture(page, "import-refused")
  await page.context().close()
})

/** The canvas of such a flow, drawn for one test alone. */
async function open(id: string): Promise<Page> {
  await house.api("POST", "/flows", { id, document: stall(id) })
  const page = await house.visit({ viewport: { width: 1440, height: 1200 } })
  await page.goto(`${house.url}/flows/${id}`)
  await page.locator(".react-flow__node").nth(3).waitFor()
  return page
}

/** For people to look at. */
async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(root, "dist/screenshots", `publishing-${name}.png`) })
}

/** A menu of which one option leads on, a shop's system whose failure is told to nobody, and money. */
function stall(keyword: string) {
  const options = [
    { id: "loaf", title: "A loaf" },
    { id: "none", title: "Not today" },
  ]
  const at = (x: number) => ({ position: { x, y: 0 } })
  const nodes = [
    {
      ...{ id: "choice", name: "Choice", type: "menu", config: { text: "What may it be?", options }, ...at(0) },
      exits: { "option:loaf": "stock" },
    },
    {
      ...{ id: "stock", name: "Stock", type: "request", config: { url: `${house.merchant}/orders`, method: "POST" } },
      ...at(320),
      exits: { ok: "payment" },
    },
    {
      ...{ id: "payment", name: "Payment", type: "chat2pay", config: { amount: "R35,00", description: "one loaf" } },
      ...at(640),
      exits: { paid: "thanks", failed: "thanks" },
    },
    { id: "thanks", name: "Thanks", type: "end", config: { text: "Thank you." }, exits: {}, ...at(960) },
  ]
  const triggers = { keywords: [keyword], anyMessage: false, accounts: [] }
  return { name: "Stall", language: "en", triggers, start: "choice", nodes }
}
