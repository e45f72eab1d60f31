import { mkdtemp, readFile, rm, stat } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseEnv } from "node:util"
import { expect, it, onTestFinished } from "vitest"
import * as z from "zod"
import { signSandbox } from "../../src/channels/sandbox/emulator"
import { apiOf } from "../../src/cli/local/api"
import { until } from "../../src/cli/until"
import { freePort } from "../../src/cli/worker/worker"
import { gone, type Running, run } from "./process"

const conversations = z.object({ items: z.array(z.object({ id: z.string() })) })

it("takes a customer of the demo flow to the payment request without anything from outside", async () => {
  const home = await mkdtemp(join(tmpdir(), "paythread-"))
  onTestFinished(() => rm(home, { recursive: true, force: true }))
  const port = await freePort()
  const started = run("start", [], { PORT: String(port), PAYTHREAD_HOME: home })
  await isRunning(started)
  const url = `http://127.0.0.1:${port}`
  const token = parseEnv(await readFile(join(home, ".dev.vars"), "utf8")).API_TOKEN ?? ""
  const api = apiOf(url, token)
  const secret = "the-secret-of-this-test"
  await api("PUT", "/channel-accounts/sandbox", { title: "Pretend phone", config: { secret } })

  for (const [id, text] of [
    ["m1", "Hi"],
    ["m2", "Thandi"],
  ]) {
    const body = JSON.stringify({
      messages: [{ id, contact: { phone: "+27821110001" }, at: Date.now(), reply: { text } }],
    })
    const headers = { "x-sandbox-signature": await signSandbox(body, secret) }
    expect((await fetch(`${url}/webhooks/sandbox/sandbox`, { method: "POST", headers, body })).status).toBe(200)
  }
  const sent = async () => {
    const conversation = conversations.parse(await api("GET", "/conversations")).items[0]
    return conversation ? JSON.stringify(await api("GET", `/conversations/${conversation.id}`)) : ""
  }
  await expect.poll(sent, { timeout: 10_000 }).toContain("Please pay ZAR 149.90 for two bags of coffee, order SHOP-")
  await expect.poll(sent, { timeout: 10_000 }).not.toContain('"status":"due"')
  expect(await sent()).not.toContain('"status":"failed"')
  started.interrupt()
  expect(await started.ended).toBe(0)
  await gone(started)
})

it("keeps secrets and data from start to start and leaves no process behind", async () => {
  const home = await mkdtemp(join(tmpdir(), "paythread-"))
  onTestFinished(() => rm(home, { recursive: true, force: true }))
  const port = await freePort()
  const start = () => run("start", [], { PORT: String(port), PAYTHREAD_HOME: home })

  const first = start()
  expect(await firstAnswers(port)).toEqual([200, 404])
  await isRunning(first)
  const secrets = await readFile(join(home, ".dev.vars"), "utf8")
  expect((await stat(join(home, ".dev.vars"))).mode & 0o777).toBe(0o600)
  const token = parseEnv(secrets).API_TOKEN ?? ""
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(first.said()).not.toContain(token)
  const api = apiOf(`http://127.0.0.1:${port}`, token)
  expect(await api("GET", "/flows")).toMatchObject({ items: [{ id: "demo", published: expect.anything() }] })
  await api("PUT", "/payment-configuration", { account: "sandbox", merchant: "Kept shop", currency: "ZAR" })
  const page = await fetch(`http://127.0.0.1:${port}/`)
  expect(await page.text()).toContain("Paythread")

  const second = run("start", [], { PORT: String(port), PAYTHREAD_HOME: home })
  expect(await second.ended).toBe(1)
  expect(second.said()).toContain(`Port ${port} is taken`)

  first.interrupt()
  expect(await first.ended).toBe(0)
  await gone(first)

  const again = start()
  await isRunning(again)
  expect(await readFile(join(home, ".dev.vars"), "utf8")).toBe(secrets)
  expect(await api("GET", "/payment-configuration")).toMatchObject({ configuration: { merchant: "Kept shop" } })
  expect(await api("GET", "/flows")).toMatchObject({ items: [{ id: "demo", revision: 1 }] })
  expect(await api("GET", "/channel-accounts")).toMatchObject({ items: [{ id: "sandbox" }] })
  again.interrupt()
  expect(await again.ended).toBe(0)
  await gone(again)
})

/** What is answered as soon as anything is: to a look at its health, and to a callback for an account that is not there. */
async function firstAnswers(port: number): Promise<number[]> {
  const url = `http://127.0.0.1:${port}`
  const health = await until("the port to open", 60, () => fetch(`${url}/healthz`).catch(() => null))
  const callback = await fetch(`${url}/callbacks/stripe/none`, { method: "POST", body: "{}" })
  return [health.status, callback.status]
}

async function isRunning(running: Running): Promise<void> {
  await expect.poll(() => running.said(), { timeout: 60_000 }).toContain("Paythread is running.")
}
