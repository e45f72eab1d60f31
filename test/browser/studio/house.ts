import axe from "axe-core"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { expect } from "vitest"
import { listen } from "../../../src/cli/emulator"
import { merchantService } from "../../../src/cli/emulator/merchant"
import { type Api, apiOf } from "../../../src/cli/local/api"
import { freshSecrets } from "../../../src/cli/local/secrets"
import { signInAddress } from "../../../src/cli/local/welcome"
import { build } from "../../../src/cli/worker/build"
import { freePort, startWorker } from "../../../src/cli/worker/worker"
import { launchChromium } from "../chromium"

/** A deployment with nothing in it, a browser before it, and a shop's own system beside it. */
export interface House {
  url: string
  token: string
  /** An address that signs in once. */
  link(): Promise<string>
  api: Api
  /** Where the shop's system gives out order numbers: `<merchant>/orders`. */
  merchant: string
  /** What the Worker's clock does every minute. */
  tick(): Promise<void>
  /** A fresh browser at the studio, signed in with the token. */
  visit(options?: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}

/** Builds what is deployed and starts it from an empty database. */
export async function openHouse(): Promise<House> {
  const [bundle, port] = [await build(), await freePort()]
  const secrets = freshSecrets()
  const url = `http://localhost:${port}`
  const variables = { ...secrets, ENVIRONMENT: "local", PUBLIC_URL: url }
  const logs: string[] = []
  const worker = await startWorker(bundle, { port, variables, onLog: (line) => logs.push(line) })
  const shop = await listen(new Map([["merchant", merchantService()]]), 0)
  const browser: Browser = await launchChromium()
  return {
    url,
    token: secrets.API_TOKEN,
    link: () => signInAddress(url, secrets),
    api: apiOf(worker.url, secrets.API_TOKEN),
    merchant: `${shop.url}/merchant`,
    tick: worker.tick,
    async visit(options = {}) {
      // What still moves between a press and its release is not pressed: a busy machine draws few frames.
      const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...options })
      const page = await context.newPage()
      page.setDefaultTimeout(30_000)
      await signIn(page, url, secrets.API_TOKEN)
      return page
    },
    async close() {
      await browser.close()
      await worker.stop()
      await shop.stop()
    },
  }
}

/** As somebody who has the token signs in. */
async function signIn(page: Page, url: string, token: string): Promise<void> {
  await page.goto(url)
  await page.getByLabel("API token").fill(token)
  await page.getByRole("button", { name: "Sign in" }).click()
  await page
    .getByRole("navigation", { name: "Main" })
    .or(page.getByRole("button", { name: "Open the menu" }))
    .first()
    .waitFor()
}

/** Sandbox accounts and a payment configuration, as `npm start` makes them, and no flow. */
export async function furnish(api: Api): Promise<void> {
  const secret = () => crypto.randomUUID().replaceAll("-", "")
  await api("POST", "/channel-accounts", {
    id: "phone",
    channel: "sandbox",
    title: "Pretend phone",
    config: { secret: secret() },
  })
  await api("POST", "/payment-accounts", {
    id: "till",
    provider: "sandbox",
    title: "Pretend till",
    config: { secret: secret() },
  })
  await api("PUT", "/payment-configuration", { account: "till", merchant: "Corner Bakery", currency: "ZAR" })
}

/** Nothing on the page keeps anybody from using it: what axe calls serious or critical. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  // Notices fade in and out: half faded they have no contrast.
  await page.waitForTimeout(300)
  await page.evaluate(axe.source)
  const found = await page.evaluate<Pick<axe.AxeResults, "violations">>("axe.run()")
  const serious = found.violations.filter(({ impact }) => impact === "serious" || impact === "critical")
  expect(
    serious.map(({ id, nodes }) => [id, nodes.slice(0, 4).map((node) => node.html.slice(0, 200))]),
    `what axe finds on ${name}`,
  ).toEqual([])
}

/** The page fits its window: nothing hides to the side. */
export async function expectFits(page: Page, name: string): Promise<void> {
  const [wide, seen] = await page.evaluate<[number, number]>(
    "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
  )
  expect(wide, `the width of ${name}`).toBeLessThanOrEqual(seen)
}
