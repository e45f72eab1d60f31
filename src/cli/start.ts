import { join } from "node:path"
import { furnish } from "./local/furnish"
import { claim, homeIn } from "./local/home"
import { readVariables } from "./local/secrets"
import { step } from "./local/steps"
import { signInAddress } from "./local/welcome"
import { build } from "./worker/build"
import { root } from "./worker/sources"
import { buildStudio } from "./worker/studio"
import { isFree, startWorker } from "./worker/worker"

/** How often Cloudflare's clock comes by. */
const MINUTE = 60_000

/** How often it is looked whether npm is still there. */
const ORPHAN_MILLISECONDS = 500

const port = Number(process.env.PORT ?? 8787)
// Tests start it in folders of their own.
const folder = process.env.PAYTHREAD_HOME ?? root

const stops: (() => Promise<void>)[] = []
const stop = () => Promise.all(stops.map((end) => end()))

try {
  await start()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  await stop()
  process.exit(1)
}

/** Ctrl-C, kill, a closed terminal, or npm gone without a word: a shell between npm and this process passes no signal on. */
function stopWhenTold(): void {
  const end = () => {
    stop().finally(() => process.exit(0))
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    // Miniflare's own listener would end this process before workerd has put everything away.
    process.removeAllListeners(signal)
    process.once(signal, end)
  }
  const parent = process.ppid
  const look = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(look)
    end()
  }, ORPHAN_MILLISECONDS)
  if (process.env.npm_lifecycle_event === undefined) clearInterval(look)
}

async function start(): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`PORT is "${process.env.PORT}": no port.`)
  if (!(await isFree(port)))
    throw new Error(
      `Port ${port} is taken, perhaps by another start. Stop that, or choose another: PORT=8790 npm start`,
    )
  const home = homeIn(join(folder, ".wrangler/state"))
  await claim(home, process.pid, "npm start")
  await step("The studio is built", buildStudio)
  const bundle = await step("The Worker is built", build)
  const written = await readVariables(join(folder, ".dev.vars"))
  await furnish(home, written)
  const url = `http://localhost:${port}`
  // A tunnel's address in the file goes before this machine's own, so that real services can call.
  const variables = { ...written, PUBLIC_URL: written.PUBLIC_URL ?? url, ENVIRONMENT: "local" }
  const { state } = home
  const worker = await step(`It listens on port ${port}`, () =>
    startWorker(bundle, { port, variables, state, onLog: (line) => console.log(line) }),
  )
  stops.push(worker.stop)
  stopWhenTold()
  setInterval(() => {
    worker.tick().catch((error: unknown) => console.error(`The sweep failed: ${String(error)}`))
  }, MINUTE)
  console.log(`
Paythread is running.

  The studio   ${url}/
  The API      ${url}/api/docs   (the token is API_TOKEN in ${join(folder, ".dev.vars")})
  The data     ${state}   (the same as that of \`npx wrangler dev\`; delete it to start afresh)
  See it work  npm run demo

Ctrl-C stops it. This signs in to the studio, once, within an hour:

  ${await signInAddress(url, variables)}
`)
}
