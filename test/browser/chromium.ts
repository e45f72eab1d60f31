import { existsSync } from "node:fs"
import chromium from "@sparticuz/chromium"
import { type Browser, chromium as playwright } from "playwright-core"

/** All in one process ends with the first tab that is closed. A GPU that is only pretended is slow. */
const UNWANTED = ["--single-process", "--in-process-gpu", "--use-gl", "--use-angle", "--enable-unsafe-swiftshader"]

/** What a browser guards against must be guarded against here too. */
const UNGUARDED = ["--disable-web-security", "--allow-running-insecure-content"]

/** Starts a browser that guards what a user's would. Throws where there is none to start. */
export async function launchChromium(): Promise<Browser> {
  const left = [...UNWANTED, ...UNGUARDED]
  const args = chromium.args.filter((argument) => !left.some((name) => argument.startsWith(name)))
  return playwright.launch({ executablePath: await unpackChromium(), args: [...args, "--disable-gpu"] })
}

/**
 * The path of Chromium out of its npm package, or else of the system's own. Throws where there is neither. Once for all
 * that run side by side: it takes one that is half unpacked for a whole one.
 */
export function unpackChromium(): Promise<string> {
  const installed = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => existsSync(path))
  return chromium.executablePath().catch((error: unknown) => installed ?? Promise.reject(error))
}
