import { join } from "node:path"
import { step } from "./local/steps"
import { root } from "./worker/sources"
import { buildStudio } from "./worker/studio"
import { optionOf, wranglerAbove } from "./worker/wrangler"

/**
 * Wrangler's build step: what has to be there before wrangler looks. For `wrangler dev` that is all that makes a
 * deployment on this machine; for an upload the studio; for its other commands nothing. It runs again after each change
 * of a source, and leaves nothing running.
 */
async function before(command: string): Promise<void> {
  if (process.env.PAYTHREAD_BUILT !== undefined || command === "types") return
  if (command === "dev") return beforeDev()
  await step("The studio is built", buildStudio)
  console.log(LEFT_OUT)
}

const LEFT_OUT = `
Uploading leaves out the database: its migrations have to be applied first. Everything in order is \`npm run deploy\`;
by hand it is \`npx wrangler d1 migrations apply DB --remote\`, and then \`npx wrangler deploy\`.
`

const DEFAULT_PORT = 8787

async function beforeDev(): Promise<void> {
  const { claim, homeIn } = await import("./local/home")
  const wrangler = wranglerAbove()
  const home = homeIn(join(root, (wrangler && optionOf(wrangler, "persist-to")) ?? ".wrangler/state"))
  const isFirst = wrangler === null || (await claim(home, wrangler.pid, "wrangler dev"))
  await step("The studio is built", buildStudio)
  if (!isFirst) return
  const { furnish } = await import("./local/furnish")
  const { readVariables } = await import("./local/secrets")
  const { signInAddress } = await import("./local/welcome")
  const variables = await readVariables(join(root, ".dev.vars"))
  await furnish(home, variables)
  const port = Number((wrangler && optionOf(wrangler, "port")) ?? DEFAULT_PORT)
  console.log(`
The data is in ${home.state}, the same as that of \`npm start\`. What falls due is looked after at most once
a minute, whenever the Worker is used. When wrangler says that it is ready, this signs in, once, within an hour:

  ${await signInAddress(`http://localhost:${port}`, variables)}
`)
}

try {
  await before(process.env.WRANGLER_COMMAND ?? "")
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
