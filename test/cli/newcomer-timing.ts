import { rm } from "node:fs/promises"
import { join } from "node:path"
import { freePort } from "../../src/cli/worker/worker"
import { addressPrinted, newcomer, orderAndPay, signIn } from "./newcomer"
import { gone, type Running } from "./process"

// What a newcomer waits for, from `npm ci` in a fresh clone to a paid order, by either way, in seconds of this machine.

/** Longest that a step may take. */
const PATIENCE = 600

const person = await newcomer({ packages: false })
try {
  await timed("npm ci", async () => {
    const fetching = person.type("npm ci")
    if ((await fetching.ended) !== 0) throw new Error(fetching.said())
    if (/warn/i.test(fetching.said())) throw new Error(`npm ci warns:\n${fetching.said()}`)
  })
  const port = await freePort()
  const dev = await timed("npx wrangler dev, from nothing to ready", () =>
    until(`npx wrangler dev --port ${port}`, "Ready on"),
  )
  await timed("sign in, order and pay", async () => orderAndPay(await signIn(dev.address), "+27821110001"))
  await end(dev.running)
  // As if it had been the first.
  for (const made of ["dist", ".wrangler", ".dev.vars"]) await rm(join(person.folder, made), { recursive: true })
  const started = await timed("npm start, from nothing to ready", () =>
    until(`PORT=${port} npm start`, "Paythread is running."),
  )
  await timed("sign in, order and pay", async () => orderAndPay(await signIn(started.address), "+27821110001"))
  await end(started.running)
  const again = await timed("npm start, the second time", () =>
    until(`PORT=${port} npm start`, "Paythread is running."),
  )
  await end(again.running)
} finally {
  await person.leave()
}

async function timed<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const began = performance.now()
  const result = await work()
  console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${what}`)
  return result
}

async function until(command: string, ready: string): Promise<{ running: Running; address: string }> {
  const running = person.type(command)
  try {
    return { running, address: await addressPrinted(running, ready, PATIENCE) }
  } catch (error) {
    running.kill()
    throw error
  }
}

async function end(running: Running): Promise<void> {
  running.interrupt()
  await running.ended
  await gone(running)
}
