import { expect, it } from "vitest"
import { gone, run } from "./process"

it.each([
  ["whatsapp", "stripe", "paid", "Thank you, Thandi!"],
  ["twilio", "stripe", "duplicate", "Thank you, Thandi!"],
  ["sandbox", "sandbox", "late", "reached us after all"],
  ["twilio", "sandbox", "cancelled", "No problem, Thandi"],
])("plays %s with %s to the end: %s", async (channel, provider, outcome, words) => {
  const demo = run("demo", ["--channel", channel, "--provider", provider, "--outcome", outcome])
  const code = await demo.ended
  expect(demo.said()).toContain(words)
  expect(demo.said()).toContain("All agreed")
  expect(code).toBe(0)
  await gone(demo)
})

it("names what it does not know", async () => {
  const demo = run("demo", ["--outcome", "robbed"])
  expect(await demo.ended).toBe(2)
  expect(demo.said()).toContain('There is no outcome "robbed".')
})

it("leaves nothing behind when it is interrupted", async () => {
  const demo = run("demo", ["--outcome", "all"])
  await expect.poll(() => demo.said(), { timeout: 30_000 }).toContain("Welcome to the demo shop")
  demo.interrupt()
  expect(await demo.ended).not.toBe(0)
  await gone(demo)
})
