import { readFile } from "node:fs/promises"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { furnish, type House, openHouse } from "./house"

let house: House

beforeAll(async () => {
  house = await openHouse()
  await furnish(house.api)
})

afterAll(() => house?.close())

/** As a browser asks for a script, for a page, and as no browser asks. */
const modes = ["no-cors", "navigate", undefined]

describe("what is no file of the studio", () => {
  it.each(["/assets/none.js", "/assets/OrdersScreen-AAAAAAAA.js", "/assets/", "/nothing.js", "/manifest.webmanifest"])(
    "%s does not exist, whoever asks, and is not kept",
    async (path) => {
      for (const mode of modes) {
        const answer = await fetch(house.url + path, { headers: mode === undefined ? {} : { "sec-fetch-mode": mode } })
        expect([answer.status, answer.headers.get("cache-control")]).toEqual([404, "no-store"])
        expect(await answer.text()).not.toContain("<html")
      }
    },
  )

  const id = "c1.Zt-1yGtqPX8AbU9Kj8TTH3p5t37WauoYVl95fAyVUxo"
  it.each(["/", "/orders", "/orders/0198", `/conversations/${id}`, "/signin"])("%s is a screen", async (path) => {
    for (const mode of modes) {
      const answer = await fetch(house.url + path, { headers: mode === undefined ? {} : { "sec-fetch-mode": mode } })
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"])
      expect(answer.headers.get("cache-control")).toBe("public, max-age=0, must-revalidate")
      expect(answer.headers.get("content-security-policy")).toContain("frame-ancestors 'none'")
    }
  })

  it.each([
    ["/robots.txt", "text/plain; charset=utf-8", "Disallow: /\n"],
    ["/favicon.ico", "image/vnd.microsoft.icon", "PNG"],
    ["/icon.svg", "image/svg+xml", "<svg"],
  ])("%s is itself", async (path, type, part) => {
    const answer = await fetch(house.url + path)
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, type])
    expect(await answer.text()).toContain(part)
  })

  it.each(["/api/none", "/webhooks", "/p/none/none", "/callbacks/none", "/sandbox/none"])(
    "%s is the Worker's, and no screen",
    async (path) => {
      const answer = await fetch(house.url + path)
      expect(answer.ok).toBe(false)
      expect(await answer.text()).not.toContain('<div id="root">')
    },
  )
})

it("forbids what it does not use, on files and answers alike, and asks for https only where there is https", async () => {
  const policies = await Promise.all(
    ["/", "/orders", "/icon.svg", "/robots.txt", "/healthz", "/api/flows", "/none.js"].map(async (path) => {
      const { headers } = await fetch(house.url + path)
      expect(headers.get("strict-transport-security"), path).toBeNull()
      return headers.get("permissions-policy")
    }),
  )
  expect(new Set(policies).size).toBe(1)
  expect(policies[0]).toContain("camera=()")
  const written = await readFile("dist/studio/_headers", "utf8")
  expect(written).toMatch(/^\/\*\n(?: {2}.*\n)* {2}Strict-Transport-Security: max-age=31536000\n/)
})

describe("a part of the studio that is gone", () => {
  it("is fetched again with the page, once", async () => {
    const page = await house.visit()
    let asked = 0
    await page.route("**/assets/OrdersScreen-*.js", (route) => {
      asked += 1
      return asked === 1 ? route.fulfill({ status: 404, body: "{}" }) : route.continue()
    })
    await page.getByRole("link", { name: "Orders" }).click()
    await page.getByRole("heading", { name: "Orders" }).waitFor()
    expect(asked).toBe(2)
    await page.context().close()
  })

  it("is said to be missing when it stays away", async () => {
    const page = await house.visit()
    let asked = 0
    await page.route("**/assets/OrdersScreen-*.js", (route) => {
      asked += 1
      return route.fulfill({ status: 404, body: "{}" })
    })
    await page.getByRole("link", { name: "Orders" }).click()
    await expect.poll(() => asked).toBe(2)
    await page.getByText("The studio stumbled").waitFor()
    await page.waitForTimeout(500)
    expect(asked).toBe(2)
    await page.context().close()
  })
})
