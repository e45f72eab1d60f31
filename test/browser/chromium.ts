import { existsSync } from "node:fs"
import chromium from "@sparticuz/chromium"
import { type Browser, chromium as playwright } from "playwright-core"

/** Chromium out of its npm package, or else the system's own. Throws where there is neither. */
export async function launchChromium(): Promise<Browser> {
  // The way of a serverless function, all in one process, ends with the first tab that is closed.
  const args = chromium.args.filter((argument) => argument !== "--single-process")
  const installed = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => existsSync(path))
  const executablePath = await chromium.executablePath().catch((error: unknown) => installed ?? Promise.reject(error))
  return playwright.launch({ executablePath, args })
}
