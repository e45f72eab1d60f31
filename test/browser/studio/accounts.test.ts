import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { furnish, type House, openHouse } from "./house"

const WIDE = { viewport: { width: 1440, height: 900 } }

const SECRET = "EAAsecret-access-token-that-nobody-may-see"

let house: House

beforeAll(async () => {
  house = await openHouse()
  await furnish(house.api)
})

afterAll(() => house?.close())

describe("setting accounts up", () => {
  it("adds a WhatsApp number, shows what to enter at Meta, and never shows a secret again", async () => {
    const page = await house.visit(WIDE)
    await page.goto(`${house.url}/channels`)
    await page.getByRole("button", { name: "Add a channel" }).click()
    const dialog = page.getByRole("dialog", { name: "Add a channel" })
    await choose(page, "Where do your customers write?", /WhatsApp/)
    await dialog.getByRole("button", { name: "Add", exact: true }).click()
    await expect.poll(() => dialog.getByRole("alert").count()).toBe(1)
    const fields = (await house.api("GET", "/catalogue")) as Catalogue
    const whatsapp = fields.channels.find(({ name }) => name === "whatsapp")
    const required = whatsapp?.fields.required ?? []
    for (const name of required) {
      const title = whatsapp?.fields.properties[name]?.title ?? name
      const secret = whatsapp?.fields.properties[name]?.secret
      await dialog
        .getByLabel(title, { exact: false })
        .first()
        .fill(secret ? SECRET : "1234567890")
    }
    await dialog.getByRole("button", { name: "Add", exact: true }).click()
    await page.waitForURL(/\/channels\/[^/]+$/)
    await page
      .getByText(/\/webhooks\/whatsapp\//)
      .first()
      .waitFor()
    await page.getByRole("heading", { name: "Setting it up" }).waitFor()
    await page.getByText("Is set. Type to replace it", { exact: false }).first().waitFor()
    expect(await page.content()).not.toContain(SECRET)
    await page.reload()
    await page.getByRole("heading", { name: "Setting it up" }).waitFor()
    expect(await page.content()).not.toContain(SECRET)

    await page.getByLabel("Title").fill("Shop's WhatsApp")
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByText("Saved", { exact: true }).waitFor()
    await page.getByRole("button", { name: "Remove Shop's WhatsApp" }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click()
    await page.getByText("Shop's WhatsApp was removed.").waitFor()
    await page.getByRole("heading", { name: "Channels", level: 1 }).waitFor()
    await page.context().close()
  })

  it("sends a test message and says what is wrong with a number", async () => {
    const page = await house.visit(WIDE)
    await page.goto(`${house.url}/channels/phone`)
    await page.getByText("Last message out: never.", { exact: false }).waitFor()
    await page.getByLabel("Phone number").fill("12")
    await page.getByRole("button", { name: "Send the test" }).click()
    await page.getByText("It must be a phone number in international form", { exact: false }).waitFor()
    await page.getByLabel("Phone number").fill("+27 82 555 0100")
    await page.getByRole("button", { name: "Send the test" }).click()
    await page.getByText("The channel took it", { exact: false }).waitFor()
    await expect.poll(() => page.locator("main").textContent()).not.toContain("Last message out: never.")
    await page.context().close()
  })

  it("sets payments up, with the page that customers will see", async () => {
    const page = await house.visit(WIDE)
    await page.goto(`${house.url}/payments`)
    await page.getByText("Test mode: no real money moves", { exact: true }).waitFor()
    const preview = page.frameLocator("iframe")
    await preview.getByText("Corner Bakery").first().waitFor()
    await page.getByLabel("Business name").fill("Bread & Sons")
    await preview.getByText("Bread & Sons").first().waitFor()
    await page.getByLabel("Order number").fill("BREAD-{seq:4}")
    await page.getByText("They will look like BREAD-0001, BREAD-0002, BREAD-0003.").waitFor()
    await page.getByLabel("Order number").fill("BREAD")
    await page.getByText("This pattern does not work", { exact: false }).waitFor()
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByText("or two orders would have one number", { exact: false }).nth(1).waitFor()
    await page.getByLabel("Order number").fill("BREAD-{seq:4}")
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByText("Saved", { exact: true }).waitFor()
    const { configuration } = (await house.api("GET", "/payment-configuration")) as {
      configuration: { merchant: string; orderNumber: string }
    }
    expect(configuration).toMatchObject({ merchant: "Bread & Sons", orderNumber: "BREAD-{seq:4}" })
    await page.context().close()
  })

  it("adds a Stripe account with its callback address, and keeps the one in use from being removed", async () => {
    const page = await house.visit(WIDE)
    await page.goto(`${house.url}/payments`)
    await page.getByRole("button", { name: "Add an account" }).click()
    const dialog = page.getByRole("dialog", { name: "Add an account" })
    await choose(page, "Which payment provider?", /Stripe/)
    await dialog.getByLabel("Title").fill("Stripe, for trying")
    await dialog
      .getByLabel(/secret key/i)
      .first()
      .fill("sk_test_51abcdefghijklmnopqrstuvwxyz")
    await dialog
      .getByLabel(/signing secret/i)
      .first()
      .fill("whsec_abcdefghijklmnopqrstuvwxyz")
    await dialog.getByRole("button", { name: "Add", exact: true }).click()
    await page
      .getByText(/\/callbacks\/stripe\//)
      .first()
      .waitFor()
    expect(await page.content()).not.toContain("sk_test_51abcdefghijklmnopqrstuvwxyz")

    await page.getByRole("button", { name: /Pretend till/ }).click()
    // Only then do the keys tested below belong to it, and no longer to the account shown before.
    await page.getByRole("button", { name: "Remove Pretend till" }).waitFor()
    await page.getByRole("button", { name: "Test the keys" }).click()
    await page.getByText("Mode: Test.", { exact: false }).waitFor()
    await page.getByRole("button", { name: "Remove Pretend till" }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click()
    await page.getByText("is in use", { exact: false }).first().waitFor()
    await page.context().close()
  })
})

interface Catalogue {
  channels: {
    name: string
    fields: { required?: string[]; properties: Record<string, { title?: string; secret?: boolean }> }
  }[]
}

async function choose(page: Page, label: string, option: RegExp): Promise<void> {
  await page.getByRole("combobox", { name: label }).click()
  await page.getByRole("option", { name: option }).click()
}
