import { afterAll, beforeAll, expect, it } from "vitest"
import { drag, exitTo, openPanel, pick, say, takesNode } from "./drawing"
import { expectAccessible, furnish, type House, openHouse } from "./house"

let house: House

beforeAll(async () => {
  house = await openHouse()
  await furnish(house.api)
})

afterAll(() => house?.close())

it("draws a list, a wait for a call and a delay, and tries each with what the outside would say", async () => {
  const page = await house.visit({ viewport: { width: 1440, height: 900 } })
  const node = (id: string, type: string, config: object, exits: object, x: number) => ({
    ...{ id, name: id, type, config, exits },
    position: { x, y: 320 },
  })
  const nodes = [
    node("Stock", "request", { url: `${house.merchant}/orders?tell={{ WaitForCallback.hook }}` }, {}, 60),
    node("Bye", "end", { text: "Your {{ DynamicList.title }} is {{ WaitForCallback.body.state }}." }, {}, 1200),
  ]
  const document = { name: "Waiting", start: "Stock", nodes, triggers: { keywords: ["wait"] } }
  await house.api("POST", "/flows", { id: "waiting", document })
  await page.goto(`${house.url}/flows/waiting`)
  await takesNode(page, 2)
  await drag(page, "Dynamic list", { x: 40, y: 40 })
  await drag(page, "Wait for callback", { x: 320, y: 40 })
  await drag(page, "Delay", { x: 600, y: 40 })
  await takesNode(page, 5)

  await pick(page, "DynamicList")
  const panel = openPanel(page)
  await panel.getByRole("textbox", { name: "Text", exact: true }).fill("Which one?")
  await panel.getByRole("textbox", { name: "List", exact: true }).fill("Stock.body.items")
  await panel.getByLabel("Title of each").fill("{{ item.name }}")
  await exitTo(page, "Stock", "OK", "DynamicList")
  await exitTo(page, "DynamicList", "Chosen", "WaitForCallback")
  await exitTo(page, "WaitForCallback", "Called", "Delay")
  await exitTo(page, "Delay", "Next", "Bye")
  await pick(page, "Delay")
  const until = panel.getByRole("group", { name: "Until" })
  await until.getByText("Time", { exact: true }).click()
  await until.getByRole("textbox", { name: "Time", exact: true }).fill("09:30")
  await until.getByLabel("Time zone").fill("Africa/Atlantis")
  await panel.getByText("There is no such time zone", { exact: false }).first().waitFor()
  await until.getByLabel("Time zone").fill("Africa/Johannesburg")
  await page.getByText("All changes saved").waitFor()
  await expectAccessible(page, "a delay being set")

  await page.getByRole("tab", { name: "Try it" }).click()
  const side = page.getByRole("tabpanel", { name: "Try it" })
  const chat = page.getByRole("log", { name: "Conversation" })
  await side
    .getByRole("group", { name: "Answer of Stock" })
    .getByLabel("Body")
    .fill('{ "items": [{ "name": "Loaf" }] }')
  await say(page, "wait")
  await chat.getByText("Which one?").waitFor()
  await say(page, "loaf")
  const call = side.getByRole("group", { name: "Call to WaitForCallback" })
  await call.getByLabel("Body").fill("{")
  await call.getByText("This is not JSON.").waitFor()
  await call.getByLabel("Body").fill('{ "state": "baked" }')
  await call.getByRole("button", { name: "Call the address now" }).click()
  await say(page, "and?")
  await chat.getByText("We will go on here as soon as we can", { exact: false }).waitFor()
  await side.getByRole("button", { name: "To the next timer" }).click()
  await chat.getByText("Your Loaf is baked.").waitFor()
  await expect.poll(() => page.locator("[data-lit='true']").count()).toBe(5)
  await expectAccessible(page, "a flow that waits, tried")
  await page.context().close()
})
