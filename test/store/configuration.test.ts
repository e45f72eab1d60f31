import { env } from "cloudflare:workers"
import { beforeAll, describe, expect, it } from "vitest"
import { paymentConfiguration as schema } from "../../src/core/order/configuration"
import { database } from "../../src/store/database"
import { paymentAccounts } from "../../src/store/schema"
import { readConfiguration, saveConfiguration } from "../../src/store/settings/payments"

const db = database(env.DB)
const configuration = schema.parse({ account: "main", merchant: "Bakery", currency: "ZAR" })

beforeAll(async () => {
  const account = {
    service: "sandbox",
    title: "",
    settings: {},
    secrets: "",
    secretNames: [],
    createdAt: 1,
    updatedAt: 1,
  }
  await db.insert(paymentAccounts).values([
    { ...account, id: "main" },
    { ...account, id: "second" },
  ])
})

describe("the payment configuration", () => {
  it("is missing until it is saved, and seen at once then", async () => {
    expect(await readConfiguration(db, 0)).toBeNull()
    expect(await saveConfiguration(db, configuration, 1)).toBe(true)
    expect(await readConfiguration(db, 0)).toEqual(configuration)
  })

  it("is one: a save takes the place of the one before", async () => {
    await saveConfiguration(db, { ...configuration, account: "second" }, 2)
    expect((await readConfiguration(db, 0))?.account).toBe("second")
    expect(await env.DB.prepare("select count(*) as rows from payment_configuration").first("rows")).toBe(1)
  })

  it("is not saved for a payment account that does not exist", async () => {
    await saveConfiguration(db, configuration, 3)
    expect(await saveConfiguration(db, { ...configuration, account: "gone" }, 4)).toBe(false)
    expect((await readConfiguration(db, 0))?.account).toBe("main")
  })

  it("is read anew within half a minute of a change elsewhere", async () => {
    await saveConfiguration(db, configuration, 5)
    await readConfiguration(db, 0)
    const changed = JSON.stringify({ ...configuration, merchant: "Butcher" })
    await env.DB.prepare("update payment_configuration set settings = ?").bind(changed).run()
    expect((await readConfiguration(db, 29_999))?.merchant).toBe("Bakery")
    expect((await readConfiguration(db, 30_000))?.merchant).toBe("Butcher")
  })

  it("takes on what is new since it was saved, and names what no longer fits", async () => {
    await saveConfiguration(db, configuration, 6)
    const older = { account: "main", merchant: "Bakery", currency: "ZAR" }
    await env.DB.prepare("update payment_configuration set settings = ?").bind(JSON.stringify(older)).run()
    expect(await readConfiguration(db, 0)).toEqual(configuration)
    await env.DB.prepare("update payment_configuration set settings = '{}'").run()
    await expect(readConfiguration(db, 60_000)).rejects.toMatchObject({
      code: "not_configured",
      message: expect.stringContaining("merchant"),
    })
  })
})
