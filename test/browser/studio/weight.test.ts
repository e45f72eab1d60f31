import { gzipSync } from "node:zlib"
import { expect, it } from "vitest"
import { furnish, openHouse } from "./house"
import { populate } from "./populate"

/** Kilobytes of script, compressed, before the canvas is opened. */
const MOST = 300

it("is light until the canvas is opened, and loads nothing from elsewhere", async () => {
  const house = await openHouse()
  try {
    await furnish(house.api)
    await populate(house)
    const page = await house.visit()
    const scripts = new Map<string, number>()
    const strangers: string[] = []
    page.on("response", async (response) => {
      const url = response.url()
      if (!url.startsWith(house.url) && !url.startsWith("data:")) strangers.push(url)
      if (response.request().resourceType() === "script") scripts.set(url, gzipSync(await response.body()).length)
    })
    await page.goto(`${house.url}/flows`)
    await page.getByRole("link", { name: "Demo shop" }).waitFor()
    await page.waitForLoadState("networkidle")
    const kilobytes = [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0) / 1000
    const [paint] = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint"))
    console.log(`${kilobytes.toFixed(0)} kB of script gzipped; first paint after ${paint?.startTime.toFixed(0)} ms`)
    expect(kilobytes).toBeGreaterThan(50)
    expect(kilobytes).toBeLessThan(MOST)
    await page.getByRole("link", { name: "Demo shop" }).click()
    await page.locator(".react-flow__node").first().waitFor()
    expect(strangers).toEqual([])
  } finally {
    await house.close()
  }
})
