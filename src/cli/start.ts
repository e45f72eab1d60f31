import { join } from "node:path"
import { apiOf } from "./api"
import { build } from "./build"
import { listen } from "./emulator"
import { merchantService } from "./emulator/merchant"
import { readSecrets } from "./secrets"
import { seed } from "./seed"
import { root } from "./sources"
import { isFree, startWorker } from "./worker"

/** Where the pretend merchant's system listens, which gives the demo flow its order numbers. */
const MERCHANT_PORT = 8788

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
  const bundle = await build()
  const secrets = await readSecrets(join(folder, ".dev.vars"))
  const url = `http://localhost:${port}`
  // A tunnel's address in the file goes before this machine's own, so that real services can call.
  const variables = { PUBLIC_URL: url, ...secrets, ENVIRONMENT: "local" }
  const state = join(folder, ".paythread/state")
  const worker = await startWorker(bundle, { port, variables, state, onLog: (line) => console.log(line) })
  stops.push(worker.stop)
  stopWhenTold()

  // When it is taken, another start on this machine serves the same.
  if (await isFree(MERCHANT_PORT)) {
    const merchant = await listen(new Map([["merchant", merchantService()]]), MERCHANT_PORT)
    stops.push(merchant.stop)
  }
  await seed(apiOf(worker.url, secrets.API_TOKEN ?? ""), `http://127.0.0.1:${MERCHANT_PORT}/merchant`)
  setInterval(() => {
    worker.tick().catch((error: unknown) => console.error(`The sweep failed: ${String(error)}`))
  }, MINUTE)
  console.log(`
Paythread is running.

  The studio   ${url}/   (sign in with the API token)
  The API      ${url}/api/docs
  The token    API_TOKEN in ${join(folder, ".dev.vars")}
  The data     ${state}   (delete it to start afresh)
  See it work  npm run demo

Ctrl-C stops it.
`)
}
