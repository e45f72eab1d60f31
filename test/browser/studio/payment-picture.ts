import { writeFile } from "node:fs/promises"
import type { Locator, Page } from "playwright-core"
import type { House } from "./house"

/** Of each of the three screens, in CSS pixels. */
const SCREEN = { width: 344, height: 560 }

/** The pay page is longer than the chat: it is shown smaller, down to its button. */
const PAY_PAGE = { width: 464, height: 755 }

/** Pixels of the picture to one of the page: enough to be read when it is shown smaller, and still a small file. */
const SHARPNESS = 1.5

/** Writes the README's picture: the request in the chat, the pay page, the outcome in the chat, as the sandbox shows them. */
export async function takePaymentPicture(house: House, path: string): Promise<void> {
  const options = {
    viewport: { width: 1440, height: 1100 },
    deviceScaleFactor: SHARPNESS,
    colorScheme: "light",
  } as const
  const page = await house.visit(options)
  await page.goto(`${house.url}/flows/demo`)
  const chat = await openLivePhone(page)
  const phone = chat.locator("..")
  await phone.evaluate((screen, { width, height }) => {
    const { style } = screen as unknown as { style: Record<string, string> }
    Object.assign(style, { width: `${width}px`, height: `${height}px`, maxHeight: "none" })
  }, SCREEN)
  const pictures: Buffer[] = []
  await payLive(page, chat, {
    asked: async () => {
      pictures.push(await phone.screenshot())
    },
    offered: async (pay) => {
      await pay.setViewportSize(PAY_PAGE)
      await pay.waitForLoadState("networkidle")
      pictures.push(await pay.screenshot())
    },
  })
  await page.waitForTimeout(1500)
  pictures.push(await phone.screenshot())
  await writeFile(path, await sideBySide(page, pictures))
  await page.context().close()
}

/** The phone beside the demo flow, on the real Worker. */
export async function openLivePhone(page: Page): Promise<Locator> {
  await page.getByRole("tab", { name: "Try it" }).click()
  await page.getByText("Live", { exact: true }).click()
  const chat = page.getByRole("log", { name: "Conversation" })
  await chat.waitFor()
  return chat
}

/** Plays the customer of the demo, from the first word to the outcome in the chat. */
export async function payLive(
  page: Page,
  chat: Locator,
  look: { asked?(): Promise<void>; offered?(pay: Page): Promise<void> } = {},
): Promise<void> {
  await say(page, chat, "order", /What is your name/)
  await say(page, chat, "Thandi", /Please pay/)
  await look.asked?.()
  const opening = page.context().waitForEvent("page")
  await chat.getByRole("link").last().click()
  const pay = await opening
  await pay.waitForLoadState()
  await look.offered?.(pay)
  await pay.getByRole("button", { name: /149/ }).click()
  await pay.waitForURL("**/sandbox/pay/**")
  await pay.getByRole("button", { name: /^pay/i }).first().click()
  await pay.waitForURL("**/p/**")
  await pay.close()
  await page.bringToFront()
  await chat.getByText(/has arrived/).waitFor()
}

async function say(page: Page, chat: Locator, text: string, answer: RegExp): Promise<void> {
  await page.getByLabel("Your message").fill(text)
  await page.getByRole("button", { name: "Send" }).click()
  await chat.getByText(answer).waitFor()
}

const CAPTIONS = ["The flow asks in the chat", "The customer pays on a page", "The chat tells, and goes on"]

async function sideBySide(page: Page, pictures: readonly Buffer[]): Promise<Buffer> {
  const figures = pictures.map(
    (picture, index) =>
      `<figure><img width="${SCREEN.width}" height="${SCREEN.height}" src="data:image/png;base64,${picture.toString("base64")}">
       <figcaption>${index + 1}. ${CAPTIONS[index]}</figcaption></figure>`,
  )
  const style = `body { margin: 0; padding: 16px; display: inline-flex; gap: 20px; background: #f4f5f6; font: 600 16px sans-serif; color: #222 }
    figure { margin: 0; text-align: center } img { border-radius: 16px; box-shadow: 0 1px 6px #0003; display: block; margin-bottom: 10px }`
  const sheet = await page.context().newPage()
  await sheet.setContent(`<style>${style}</style><body>${figures.join("")}</body>`)
  return small(sheet, await sheet.locator("body").screenshot())
}

/** The same picture as WebP, which the browser writes in a third of the bytes. */
async function small(page: Page, picture: Buffer): Promise<Buffer> {
  const url = `data:image/png;base64,${picture.toString("base64")}`
  // As text: these types are a browser's, and this file is Node's.
  const written = await page.evaluate<string>(`(async () => {
    const picture = await createImageBitmap(await (await fetch(${JSON.stringify(url)})).blob())
    const canvas = document.createElement("canvas")
    canvas.width = picture.width
    canvas.height = picture.height
    canvas.getContext("2d").drawImage(picture, 0, 0)
    return canvas.toDataURL("image/webp", 0.9)
  })()`)
  return Buffer.from(written.slice(written.indexOf(",") + 1), "base64")
}
