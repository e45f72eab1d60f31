import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { expectAccessible, expectFits, furnish, type House, openHouse } from "./house"
import { populate } from "./populate"

let house: House
let paths: [string, string][] = []

const names = [
  "the flows",
  "the canvas",
  "the orders",
  "an order",
  "the conversations",
  "a conversation",
  "the payments",
  "the channels",
  "a channel",
  "the settings",
  "an address that leads nowhere",
] as const

beforeAll(async () => {
  house = await openHouse()
  await furnish(house.api)
  await populate(house)
  const { items } = (await house.api("GET", "/orders?status=paid")) as { items: { id: string; conversation: string }[] }
  const [order] = items
  if (!order) throw new Error("no order was paid")
  const addresses = [
    "/flows",
    "/flows/demo",
    "/orders",
    `/orders/${order.id}`,
    "/conversations",
    `/conversations/${order.conversation}`,
    "/payments",
    "/channels",
    "/channels/phone",
    "/settings",
    "/nowhere",
  ]
  paths = names.map((name, index) => [name, addresses[index] ?? ""])
})

afterAll(() => house?.close())

// Side by side: most of it is waiting for a page to be still.
describe.concurrent.for(["light", "dark"] as const)("in %s colours", (colorScheme) => {
  it.for([
    ["wide", { width: 1440, height: 900 }],
    ["on a phone", { width: 390, height: 844 }],
  ] as const)("every screen can be used by everybody, %s", async ([, viewport]) => {
    const page = await house.visit({ colorScheme, viewport })
    for (const [name, path] of paths) {
      await show(page, path)
      await expectAccessible(page, name)
      if (viewport.width < 600) await expectFits(page, name)
    }
    await page.context().close()
  })
})

it("has an empty state that says what to do next on every list", async () => {
  const empty = await openHouse()
  try {
    const page = await empty.visit()
    for (const path of ["/flows", "/orders", "/conversations", "/payments", "/channels"]) {
      await show(page, path, empty)
      expect((await page.locator("main").textContent())?.length).toBeGreaterThan(60)
      await expectAccessible(page, `an empty ${path}`)
    }
  } finally {
    await empty.close()
  }
})

async function show(page: Page, path: string, { url }: House = house): Promise<void> {
  await page.goto(url + path)
  await page.getByRole("heading", { level: 1 }).first().waitFor()
  await page.waitForLoadState("networkidle")
}
