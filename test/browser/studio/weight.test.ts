import { gzipSync } from "node:zlib"
import { expect, it } from "vitest"
import { furnish, openHouse } from "./house"
import { populate } from "./populate"

/** Kilobytes of script, compressed, before the canvas is opened. React's development build alone would pass it. */
const MOST = 230

it("is light until the canvas is opened, and loads nothing from elsewhere", async () => {
  const house = await openHouse()
  try {
    await furnish(house.api)
    await populate(house)
    const page = await house.visit()
    const scripts = new Set<string>()
    const strangers: string[] = []
    page.on("request", (request) => {
      const url = request.url()
      if (!url.startsWith(house.url) && !url.startsWith("data:")) strangers.push(url)
      if (request.resourceType() === "script") scripts.add(url)
    })
    await page.goto(`${house.url}/flows`)
    await page.getByRole("link", { name: "Demo shop" }).waitFor()
    await page.waitForLoadState("networkidle")
    const kilobytes = (await Promise.all([...scripts].map(weigh))).reduce((sum, bytes) => sum + bytes, 0) / 1000
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

/** Bytes of what is there, compressed. */
async function weigh(url: string): Promise<number> {
  const response = await fetch(url)
  expect(response.status).toBe(200)
  return gzipSync(await response.arrayBuffer()).length
}
