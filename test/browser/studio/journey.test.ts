import type { Locator, Page } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"
import { furnish, type House, openHouse } from "./house"

let house: House

beforeAll(async () => {
  house = await openHouse()
  await furnish(house.api)
})

afterAll(() => house?.close())

it("takes a newcomer from an empty canvas to a paid order", async () => {
  const page = await house.visit({ viewport: { width: 1440, height: 900 } })
  await page.getByRole("button", { name: "New flow" }).first().click()
  await page.getByRole("dialog").getByLabel("Name").fill("Bakery")
  await page.getByRole("dialog").getByRole("button", { name: "Create" }).click()
  await page.waitForURL(/\/flows\/[^/]+$/)

  await drag(page, "Message", { x: 60, y: 60 })
  await drag(page, "API integration", { x: 60, y: 260 })
  await drag(page, "Chat 2 Pay", { x: 60, y: 460 })
  await expectNodes(page, 3)

  await choose(page, "Message")
  await panel(page).getByLabel("Text", { exact: true }).fill("Hello! One loaf is on its way into a bag.")

  await choose(page, "API integration")
  await panel(page).getByLabel("Name", { exact: true }).fill("OrderNumber")
  await panel(page).getByLabel("URL").fill(`${house.merchant}/orders`)
  await page.keyboard.press("Tab")

  await page.close()
})

/** Drags a node type from the palette to a place on the canvas. */
async function drag(page: Page, title: string, to: { x: number; y: number }): Promise<void> {
  const canvas = page.locator(".react-flow__pane")
  await page.getByRole("button", { name: title, exact: true }).dragTo(canvas, { targetPosition: to })
}

async function expectNodes(page: Page, count: number): Promise<void> {
  await expect.poll(() => page.locator(".react-flow__node").count()).toBe(count)
}

async function choose(page: Page, type: string): Promise<void> {
  await page.locator(".react-flow__node", { hasText: type }).click()
}

function panel(page: Page): Locator {
  return page.getByRole("tabpanel", { name: "Configure" })
}
