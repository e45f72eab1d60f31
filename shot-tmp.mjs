import chromium from "@sparticuz/chromium"
import axe from "axe-core"
import { chromium as playwright } from "playwright-core"
import { readFileSync } from "node:fs"
const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: true })
for (const scheme of ["light", "dark"]) {
  const page = await browser.newPage({ colorScheme: scheme, viewport: { width: 1100, height: 1400 } })
  await page.setContent(readFileSync("/tmp/docs.html", "utf8"))
  await page.evaluate((s) => { const e = document.createElement("script"); e.textContent = s; document.head.append(e) }, axe.source)
  const result = await page.evaluate(() => globalThis.axe.run())
  console.log(scheme, result.violations.map((v) => [v.id, v.nodes.length, v.nodes[0].html, v.nodes[0].failureSummary]))
  await page.screenshot({ path: `/tmp/docs-${scheme}.png` })
  await page.setViewportSize({ width: 390, height: 800 })
  console.log("overflow", await page.evaluate(() => document.documentElement.scrollWidth))
  if (scheme === "dark") { await page.evaluate(() => document.getElementById("orders").scrollIntoView()); await page.screenshot({ path: "/tmp/docs-phone.png" }) }
}
await browser.close()
