import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { customerOf } from "./customer"
import { openPanel, pick, takesNode } from "./drawing"
import { furnish, type House, openHouse } from "./house"
import { populate } from "./populate"

const WIDE = { viewport: { width: 1440, height: 900 } }

/** Would leave a mark on the window, were it taken for more than text. */
const IMAGE = `<img src=x onerror="window.marked=1">`
const PASTED = `${IMAGE}<script>window.marked=1</script>`

let house: House

beforeAll(async () => {
  house = await openHouse()
  await furnish(house.api)
  await populate(house)
})

afterAll(() => house?.close())

describe("the studio in a hostile world", () => {
  it("runs no script but its own", async () => {
    const page = await house.visit(WIDE)
    await page.evaluate(`
      const script = document.createElement("script")
      script.textContent = "window.marked = 1"
      document.body.append(script)
      const image = document.createElement("img")
      image.setAttribute("onerror", "window.marked = 1")
      image.src = "/nowhere.png?"
      document.body.append(image)
    `)
    await page.waitForTimeout(300)
    expect(await page.evaluate("window.marked")).toBeUndefined()
    await page.context().close()
  })

  it("shows itself in nobody's frame", async () => {
    const stranger = createServer((_, response) => {
      response.setHeader("content-type", "text/html")
      response.end(`<iframe src="${house.url}/flows"></iframe>`)
    })
    await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve))
    const page = await house.visit(WIDE)
    try {
      const refused = page.waitForEvent("console", { predicate: (message) => /frame-ancestors/.test(message.text()) })
      await page.goto(`http://127.0.0.1:${(stranger.address() as AddressInfo).port}`)
      await refused
      expect(await page.frames()[1]?.title()).not.toBe("Paythread")
    } finally {
      await page.context().close()
      stranger.close()
    }
  })

  it("shows pasted text as text, on every screen and on the pay page", async () => {
    const page = await house.visit(WIDE)
    await page.goto(`${house.url}/flows/demo`)
    await page.getByLabel("Name of the flow").fill(`Demo ${PASTED}`)
    await pick(page, "Unnamed")
    await openPanel(page).getByLabel("Last words").fill(PASTED)
    await page.getByText("All changes saved").waitFor()
    await house.api("PUT", "/payment-configuration", { account: "till", merchant: `Shop ${IMAGE}`, currency: "ZAR" })

    const customer = customerOf(house, "+27821110066", PASTED)
    await customer.write("order")
    await customer.hear(/What is your name/)
    await customer.write(IMAGE)
    const { link } = await customer.hear(/Please pay/)
    const { items } = (await house.api("GET", "/orders?status=open")) as { items: { id: string }[] }
    const { items: talks } = (await house.api("GET", "/conversations")) as { items: { id: string }[] }
    const paths = ["/flows", "/flows/demo", "/orders", "/conversations", "/payments", `/orders/${items[0]?.id}`]
    for (const address of [...paths, `/conversations/${talks[0]?.id}`, link?.url ?? ""]) {
      await page.goto(new URL(address, house.url).href)
      await page.getByRole("heading", { level: 1 }).or(page.locator(".react-flow__node")).first().waitFor()
      await page.waitForLoadState("networkidle")
      expect(await page.evaluate("window.marked"), address).toBeUndefined()
      expect(await page.locator("img[onerror]").count(), address).toBe(0)
    }
    await page.getByText("Shop <img", { exact: false }).first().waitFor()
    await page.context().close()
  })
})

describe("unsaved work", () => {
  it("is kept in the browser while the network is gone, even if the window is closed", async () => {
    const page = await house.visit(WIDE)
    const address = await emptyFlow(page, "offline")
    await page.context().setOffline(true)
    await page.getByRole("button", { name: "End", exact: true }).press("Enter")
    await page
      .getByText(/^Offline\. Your changes are kept in this browser/)
      .first()
      .waitFor()
    // Closed and opened again: what comes from the network is what was saved before.
    await page.context().setOffline(false)
    await page
      .context()
      .route(/\/api\/flows\/offline$/, (route) =>
        route.request().method() === "PUT" ? route.abort() : route.continue(),
      )
    await page.goto("about:blank")
    await page.goto(address)
    await takesNode(page, 1)
    await page.context().unroute(/\/api\/flows\/offline$/)
    await page.getByText("All changes saved").waitFor({ timeout: 40_000 })
    expect(JSON.stringify(await house.api("GET", "/flows/offline"))).toContain('"type":"end"')
    await page.context().close()
  })

  it("survives the end of a session: sign in again and go on", async () => {
    const page = await house.visit(WIDE)
    await emptyFlow(page, "session")
    await page.context().clearCookies()
    await page.getByRole("button", { name: "End", exact: true }).press("Enter")
    const dialog = page.getByRole("dialog", { name: "Sign in again" })
    await dialog.getByLabel("API token").fill(house.token)
    await dialog.getByRole("button", { name: "Sign in" }).click()
    await dialog.waitFor({ state: "hidden" })
    await takesNode(page, 1)
    await page.getByText("All changes saved").waitFor()
    await expect.poll(async () => JSON.stringify(await house.api("GET", "/flows/session"))).toContain('"type":"end"')
    await page.context().close()
  })
})

/** A new flow, open on the canvas. */
async function emptyFlow(page: Page, id: string): Promise<string> {
  await house.api("POST", "/flows", { id, document: { name: id } })
  const address = `${house.url}/flows/${id}`
  await page.goto(address)
  await page.getByText("Nothing happens here yet").waitFor()
  return address
}
