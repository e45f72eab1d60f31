import type { Locator, Page } from "playwright-core"
import { expect } from "vitest"

// What somebody does on the canvas, with the mouse.

/** Drags a node type from the palette to a place on the canvas. */
export async function drag(page: Page, title: string, to: { x: number; y: number }): Promise<void> {
  const canvas = page.locator(".react-flow__pane")
  await page.getByRole("button", { name: title, exact: true }).dragTo(canvas, { targetPosition: to })
}

/** The canvas comes to hold that many nodes. */
export async function takesNode(page: Page, count: number): Promise<void> {
  await expect.poll(() => page.locator(".react-flow__node").count()).toBe(count)
}

/** Selects a node by its name or type. */
export async function pick(page: Page, name: string): Promise<void> {
  await nodeNamed(page, name)
    .locator("p, div")
    .first()
    .click({ position: { x: 60, y: 20 } })
}

/** Connects a node's first exit to another node by dragging from handle to handle. */
export async function wire(page: Page, from: string, to: string): Promise<void> {
  const edges = page.locator(".react-flow__edge")
  const before = await edges.count()
  await nodeNamed(page, from)
    .locator(".react-flow__handle.source")
    .first()
    .dragTo(nodeNamed(page, to).locator(".react-flow__handle.target"))
  await expect.poll(() => edges.count()).toBe(before + 1)
}

/** Connects an exit in the panel. */
export async function exitTo(page: Page, from: string, exit: string, to: string): Promise<void> {
  await pick(page, from)
  await openPanel(page).getByLabel(`After “${exit}”`).click()
  await page.getByRole("option", { name: to, exact: true }).click()
}

/** Where the selected node is set. */
export function openPanel(page: Page): Locator {
  return page.getByRole("tabpanel", { name: "Configure" })
}

/** Writes on the phone beside the canvas. */
export async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel("Your message").fill(text)
  await page.getByRole("button", { name: "Send", exact: true }).click()
}

function nodeNamed(page: Page, name: string): Locator {
  // Exactly: another node's text may speak of it.
  return page
    .locator(".react-flow__node")
    .filter({ has: page.getByText(name, { exact: true }) })
    .first()
}
