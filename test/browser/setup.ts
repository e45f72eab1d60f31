import { build } from "../../src/cli/worker/build"
import { unpackChromium } from "./chromium"

/** What tests that run side by side share is made once, before them: what is deployed, and the browser. */
export async function setup(): Promise<void> {
  await build()
  await unpackChromium()
}
