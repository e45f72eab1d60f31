import { copyFile, mkdir, rm } from "node:fs/promises"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { root } from "../../../src/cli/worker/sources"
import { furnish, type House, openHouse } from "./house"
import { takePaymentPicture } from "./payment-picture"
import { populate } from "./populate"

// Writes every screen of the studio, light and dark, wide and narrow, to dist/screenshots, and what the README and the docs show to docs/screenshots.

const FOLDER = join(root, "dist/screenshots")
const DOCS = join(root, "docs/screenshots")

/** What the docs show. */
const SHOWN = ["canvas-wide-light", "order-wide-light"]

interface Shot {
  name: string
  path: string
  /** What to do before the picture is taken. */
  before?(page: Page): Promise<void>
}

const house = await openHouse()
try {
  await furnish(house.api)
  await populate(house)
  const shots = await shotsOf(house)
  await rm(FOLDER, { recursive: true, force: true })
  for (const colorScheme of ["light", "dark"] as const)
    for (const [size, viewport] of [
      ["wide", { width: 1440, height: 900 }],
      ["narrow", { width: 390, height: 844 }],
    ] as const) {
      const page = await house.visit({ colorScheme, viewport })
      for (const shot of shots) await take(page, shot, `${shot.name}-${size}-${colorScheme}`)
      await page.context().close()
    }
  await mkdir(DOCS, { recursive: true })
  for (const name of SHOWN) await copyFile(join(FOLDER, `${name}.png`), join(DOCS, `${name}.png`))
  await takePaymentPicture(house, join(DOCS, "payment.webp"))
  console.log(`The pictures are in ${FOLDER}; those of the README and the docs in ${DOCS}.`)
} finally {
  await house.close()
}

async function take(page: Page, { path, before }: Shot, name: string): Promise<void> {
  await page.goto(house.url + path)
  await page.getByRole("heading", { level: 1 }).first().waitFor()
  await page.waitForLoadState("networkidle")
  await before?.(page)
  await page.waitForTimeout(400)
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true })
}

async function shotsOf({ api }: House): Promise<Shot[]> {
  const orders = (await api("GET", "/orders")) as { items: { id: string; status: string; conversation: string }[] }
  const paid = orders.items.find(({ status }) => status === "paid")
  if (!paid) throw new Error("no order of the pictures was paid")
  return [
    { name: "flows", path: "/flows" },
    { name: "canvas", path: "/flows/demo" },
    {
      name: "try",
      path: "/flows/demo",
      before: async (page) => {
        await page.getByRole("tab", { name: "Try it" }).click()
        await page.waitForTimeout(500)
      },
    },
    { name: "orders", path: "/orders" },
    { name: "order", path: `/orders/${paid.id}` },
    { name: "conversations", path: "/conversations" },
    { name: "conversation", path: `/conversations/${paid.conversation}` },
    { name: "payments", path: "/payments" },
    { name: "channels", path: "/channels" },
    { name: "channel", path: "/channels/phone" },
    { name: "settings", path: "/settings" },
  ]
}
