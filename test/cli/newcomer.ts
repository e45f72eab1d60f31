import { execFile } from "node:child_process"
import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"
import { promisify } from "node:util"
import * as z from "zod"
import { type Api, apiOf } from "../../src/cli/local/api"
import { until } from "../../src/cli/until"
import { customerOf } from "../browser/studio/customer"
import { launch, type Running } from "./process"

const execute = promisify(execFile)

/** Somebody who has the project's files and nothing else, and does what the README says. */
export interface Newcomer {
  folder: string
  /** Types a command into a shell of their own, in the project's folder. */
  type(command: string, variables?: Record<string, string>): Running
  leave(): Promise<void>
}

/** A folder with the files that git knows, as a fresh clone has them; with this project's packages unless they are to be fetched. */
export async function newcomer({ packages }: { packages: boolean }): Promise<Newcomer> {
  const folder = await mkdtemp(join(tmpdir(), "newcomer-"))
  const { stdout } = await execute("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    maxBuffer: 1e8,
  })
  for (const file of stdout.split("\0").filter((name) => name !== "")) {
    await mkdir(join(folder, dirname(file)), { recursive: true })
    await cp(file, join(folder, file))
  }
  if (packages) await symlink(resolve("node_modules"), join(folder, "node_modules"))
  return {
    folder,
    type: (command, variables = {}) => launch("sh", ["-c", command], { cwd: folder, env: { ...bare(), ...variables } }),
    leave: () => rm(folder, { recursive: true, force: true }),
  }
}

/** The environment without whatever npm, vitest or this project put into it. */
function bare(): NodeJS.ProcessEnv {
  const path = (process.env.PATH ?? "").split(":").filter((place) => !place.includes("node_modules"))
  const { HOME = "/", LANG = "C.UTF-8", TMPDIR = tmpdir() } = process.env
  const none = Object.fromEntries(Object.keys(process.env).map((name) => [name, undefined]))
  return { ...process.env, ...none, PATH: path.join(":"), HOME, LANG, TMPDIR, WRANGLER_SEND_METRICS: "false" }
}

/** The address that signs in, as soon as it is printed and `ready` is said. Throws when the command ends before. */
export async function addressPrinted(running: Running, ready: string, seconds: number): Promise<string> {
  let over = false
  void running.ended.then(() => {
    over = true
  })
  return until(`an address to sign in at\n${running.said()}`, seconds, () => {
    const address = /http:\/\/localhost:\d+\/signin#\S+/.exec(running.said())?.[0]
    if (over) throw new Error(`It ended:\n${running.said()}`)
    return running.said().includes(ready) ? address : null
  })
}

const begun = z.object({ name: z.string(), csrf: z.string() })

/** The API as a browser that signed in with a printed address uses it. Throws when the address does not sign in. */
export async function signIn(address: string): Promise<{ url: string; api: Api }> {
  const { origin, hash } = new URL(address)
  const headers = { "content-type": "application/json", "sec-fetch-site": "same-origin" }
  const body = JSON.stringify({ word: hash.slice(1) })
  const response = await fetch(`${origin}/api/session`, { method: "POST", headers, body })
  const text = await response.text()
  if (!response.ok) throw new Error(`${address} was answered ${response.status}: ${text}`)
  const { csrf } = begun.parse(JSON.parse(text))
  const [cookie = ""] = (response.headers.get("set-cookie") ?? "").split(";")
  const api = apiOf(origin, "", (url, init) =>
    fetch(url, { ...init, headers: { ...headers, cookie, "x-csrf-token": csrf } }),
  )
  return { url: origin, api }
}

const orders = z.object({ items: z.array(z.object({ number: z.string(), status: z.string() })) })

/** Orders in the demo flow as a pretend customer, pays at the pretend provider, and gives the number of the order that is paid then. */
export async function orderAndPay(visitor: { url: string; api: Api }, phone: string): Promise<string> {
  const customer = customerOf(visitor, phone, "Thandi", "sandbox")
  await customer.write("Hi")
  await customer.hear(/What is your name/)
  await customer.write("Thandi")
  const request = await customer.hear(/Please pay ZAR 149.90 for two bags of coffee, order SHOP-/)
  const number = /order (SHOP-[0-9A-Z]+)/.exec(request.text)?.[1] ?? ""
  await customer.settle(request, "pay")
  await customer.hear(/has arrived/)
  const { items } = orders.parse(await visitor.api("GET", "/orders"))
  if (items.find((order) => order.number === number)?.status !== "paid")
    throw new Error(`${number} is not paid: ${JSON.stringify(items)}`)
  return number
}
