import { afterAll, beforeAll, expect, it } from "vitest"
import { launchChromium } from "../chromium"
import { type House, openHouse } from "./house"

let house: House

beforeAll(async () => {
  house = await openHouse()
})

afterAll(() => house?.close())

it("lets in who opens the printed address, once, and leaves nothing of it in the browser", async () => {
  const browser = await launchChromium()
  try {
    const link = await house.link()
    const page = await browser.newPage({ locale: "en-GB" })
    await page.goto(link)
    await page.getByRole("link", { name: "Flows" }).first().waitFor()
    expect(page.url()).toMatch(new RegExp(`^${house.url}/(?:flows)?$`))
    await page.goBack()
    expect(page.url()).not.toContain("#")
    await page.goto(`${house.url}/orders`)
    await page.getByRole("heading", { name: "Orders" }).waitFor()

    const other = await (await browser.newContext({ locale: "es-ES" })).newPage()
    await other.goto(link)
    await other.getByText("Esta dirección sirve para entrar una sola vez").waitFor()
    expect(other.url()).toBe(`${house.url}/`)
    await other.getByLabel("Token de la API").fill(house.token)
    await other.getByRole("button", { name: "Entrar" }).click()
    await other.getByRole("link", { name: "Pedidos" }).first().waitFor()
  } finally {
    await browser.close()
  }
})
