import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { freePort } from "../../src/cli/worker/worker"
import { addressPrinted, newcomer, orderAndPay, signIn } from "./newcomer"
import { gone } from "./process"

it("has a paid order from a fresh clone by `npx wrangler dev`, and goes on with it by `npm start`", async () => {
  const person = await newcomer({ packages: true })
  onTestFinished(person.leave)
  const port = await freePort()

  const wrangler = person.type(`npx wrangler dev --port ${port}`)
  onTestFinished(wrangler.kill)
  const address = await addressPrinted(wrangler, "Ready on", 90)
  expect(new URL(address).port).toBe(String(port))
  const visitor = await signIn(address)
  await expect(signIn(address)).rejects.toThrow("401")
  const first = await orderAndPay(visitor, "+27821110001")
  expect(await (await fetch(`${visitor.url}/healthz`)).text()).toBe("ok")
  const secrets = await readFile(join(person.folder, ".dev.vars"), "utf8")

  const beside = person.type("npm start", { PORT: String(await freePort()) })
  onTestFinished(beside.kill)
  expect(await beside.ended).not.toBe(0)
  expect(beside.said()).toContain("Paythread runs already on this data (wrangler dev")

  wrangler.interrupt()
  await wrangler.ended
  await gone(wrangler)

  const other = await freePort()
  const started = person.type("npm start", { PORT: String(other) })
  onTestFinished(started.kill)
  const again = await signIn(await addressPrinted(started, "Paythread is running.", 90))
  expect(again.url).toBe(`http://localhost:${other}`)
  expect(JSON.stringify(await again.api("GET", "/orders"))).toContain(first)
  expect(JSON.stringify(await again.api("GET", "/conversations"))).toContain("+27821110001")
  const second = await orderAndPay(again, "+27821110002")
  expect(second).not.toBe(first)
  expect(await readFile(join(person.folder, ".dev.vars"), "utf8")).toBe(secrets)
  started.interrupt()
  await started.ended
  await gone(started)
})
