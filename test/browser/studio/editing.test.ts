import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { openPanel, pick, takesNode } from "./drawing"
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

describe("editing a flow", () => {
  it("goes by keyboard alone: a node, its text, its connection, undo and redo", async () => {
    const page = await house.visit(WIDE)
    await newFlow(page, "By keyboard")
    await focusOn(page, "Question")
    await page.keyboard.press("Enter")
    await takesNode(page, 1)
    await focusOn(page, "Message")
    await page.keyboard.press("Enter")
    await takesNode(page, 2)

    const first = page.locator(".react-flow__node").first()
    await first.focus()
    await page.keyboard.press("Enter")
    await openPanel(page).getByLabel("Name", { exact: true }).focus()
    await page.keyboard.press("ControlOrMeta+A")
    await page.keyboard.type("Who")
    await openPanel(page).getByLabel("After “Answered”").focus()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.type("Mess")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect.poll(() => page.locator(".react-flow__edge").count()).toBe(1)

    await first.focus()
    await page.keyboard.press("Delete")
    await takesNode(page, 1)
    await page.keyboard.press("ControlOrMeta+z")
    await takesNode(page, 2)
    await expect.poll(() => page.locator(".react-flow__edge").count()).toBe(1)
    await page.keyboard.press("ControlOrMeta+Shift+z")
    await takesNode(page, 1)
    await page.context().close()
  })

  it("never overwrites what somebody else saved meanwhile", async () => {
    const [mine, theirs] = [await house.visit(WIDE), await house.visit(WIDE)]
    await newFlow(mine, "Shared")
    await mine.getByRole("button", { name: "Message", exact: true }).press("Enter")
    await saved(mine)
    await theirs.goto(mine.url())
    await takesNode(theirs, 1)
    await theirs.getByRole("button", { name: "End", exact: true }).press("Enter")
    await takesNode(theirs, 2)
    await saved(theirs)

    await mine.bringToFront()
    await mine.getByRole("button", { name: "Menu", exact: true }).press("Enter")
    const dialog = mine.getByRole("dialog", { name: "Somebody else changed this flow" })
    await dialog.waitFor()
    await dialog.getByRole("button", { name: "Take theirs" }).click()
    await dialog.waitFor({ state: "hidden" })
    await expect.poll(() => mine.locator(".react-flow__node", { hasText: "End" }).count()).toBe(1)
    await mine.context().close()
    await theirs.context().close()
  })

  it("publishes a change and restores the version before", async () => {
    const page = await house.visit(WIDE)
    await page.goto(`${house.url}/flows/demo`)
    await pick(page, "Unnamed")
    await openPanel(page).getByLabel("Last words").fill("Another ending.")
    await saved(page)
    await page.getByRole("button", { name: "Publish" }).click()
    const dialog = page.getByRole("dialog", { name: "Publish the flow" })
    await dialog.getByRole("button", { name: "Publish" }).click()
    await dialog.getByText("Version 2 is published.").waitFor()
    await page.keyboard.press("Escape")
    await page.getByRole("button", { name: "Versions" }).click()
    await page.getByRole("region", { name: "Version 1" }).getByRole("button", { name: "Restore" }).click()
    await page.getByText("The draft is version 1 again.", { exact: false }).waitFor()
    await expect
      .poll(async () => JSON.stringify(await house.api("GET", "/flows/demo")))
      .not.toContain("Another ending.")
    await page.context().close()
  })

  it("says at which place an imported file is no flow, and imports a good one", async () => {
    const page = await house.visit(WIDE)
    await page.goto(`${house.url}/flows`)
    const file = (text: string) => ({ name: "flow.json", mimeType: "application/json", buffer: Buffer.from(text) })
    const input = page.locator("input[type=file]")
    await input.setInputFiles(file("{ name: 1"))
    const dialog = page.getByRole("dialog", { name: "This file was not imported" })
    await dialog.getByText(/It is not JSON/).waitFor()
    await page.keyboard.press("Escape")
    await input.setInputFiles(file(JSON.stringify({ name: "", nodes: [{ id: "a b", type: 7 }] })))
    await dialog.getByText("nodes.0.type").waitFor()
    await page.keyboard.press("Escape")
    await dialog.waitFor({ state: "hidden" })
    await input.setInputFiles(file(JSON.stringify({ name: "Imported", start: "", nodes: [] })))
    await page.waitForURL(/\/flows\/[^/]+$/)
    await expect.poll(() => page.getByLabel("Name of the flow").inputValue()).toBe("Imported")
    await page.context().close()
  })

  it("duplicates a flow, bins it and takes it back", async () => {
    const page = await house.visit(WIDE)
    await page.goto(`${house.url}/flows`)
    await page.getByRole("button", { name: "What to do with Demo shop", exact: true }).click()
    await page.getByRole("menuitem", { name: "Duplicate" }).click()
    // It fades: until it is gone there are two menus.
    await page.getByRole("menu").waitFor({ state: "hidden" })
    await page.getByRole("button", { name: "What to do with Demo shop (copy)" }).click()
    await page.getByRole("menuitem", { name: "Move to the bin" }).click()
    await page.getByText("Demo shop (copy) is in the bin.").waitFor()
    await page.getByRole("button", { name: "Undo" }).click()
    await page.getByRole("link", { name: "Demo shop (copy)" }).waitFor()

    await page.getByRole("button", { name: "What to do with Demo shop", exact: true }).click()
    await page.getByRole("menuitem", { name: "Move to the bin" }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Move to the bin" }).click()
    await page.getByText("Bin", { exact: true }).click()
    await page.getByRole("button", { name: "Restore Demo shop" }).click()
    await page.getByText("The bin is empty").waitFor()
    await page.context().close()
  })

  it("is only for looking on a phone", async () => {
    const page = await house.visit({ viewport: { width: 390, height: 844 } })
    await page.goto(`${house.url}/flows/demo`)
    await page.locator(".react-flow__node").first().waitFor()
    expect(await page.getByRole("button", { name: /^Add after/ }).count()).toBe(0)
    expect(await page.getByRole("button", { name: "Message", exact: true }).count()).toBe(0)
    await page.getByRole("tab", { name: "Try it" }).click()
    await page.getByLabel("Your message").fill("order")
    await page.getByRole("button", { name: "Send", exact: true }).click()
    await page.getByText("Welcome to the demo shop!", { exact: false }).last().waitFor()
    await page.context().close()
  })

  it("speaks Spanish when asked to", async () => {
    const page = await house.visit(WIDE)
    await page.getByRole("banner").getByRole("button").last().click()
    await page.getByRole("menuitem", { name: "Español" }).click()
    await page.goto(`${house.url}/orders`)
    await page.getByRole("heading", { level: 1, name: "Pedidos" }).waitFor()
    expect(await page.locator("html").getAttribute("lang")).toBe("es")
    await page.goto(`${house.url}/payments`)
    await page.getByLabel("Nombre del negocio").waitFor()
    await page.goto(`${house.url}/flows`)
    await page.getByRole("button", { name: "Nuevo flujo" }).first().click()
    const dialog = page.getByRole("dialog")
    await dialog.getByLabel("Nombre").fill("Tienda")
    await dialog.getByRole("button", { name: "Crear" }).click()
    await page.waitForURL(/\/flows\/[^/]+$/)
    await page.getByRole("button", { name: "Pregunta", exact: true }).press("Enter")
    await page.getByLabel("Lo que se dice a una respuesta errónea").waitFor()
    await page.getByLabel("Después de «Respondida»").first().waitFor()
    await page.context().close()
  })
})

async function newFlow(page: Page, name: string): Promise<void> {
  await page.goto(`${house.url}/flows`)
  await page.getByRole("button", { name: "New flow" }).first().click()
  const dialog = page.getByRole("dialog", { name: "New flow" })
  await dialog.getByLabel("Name").fill(name)
  await dialog.getByRole("button", { name: "Create" }).click()
  await page.waitForURL(/\/flows\/[^/]+$/)
  await page.getByText("Nothing happens here yet").waitFor()
}

async function focusOn(page: Page, type: string): Promise<void> {
  await page.getByRole("button", { name: type, exact: true }).focus()
}

async function saved(page: Page): Promise<void> {
  // What was changed just now is not yet being saved.
  await page.waitForTimeout(400)
  await page.getByText("All changes saved").waitFor()
}
