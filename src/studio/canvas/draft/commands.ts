import type { ReactFlowInstance } from "@xyflow/react"
import { type CardNode, exitOfWire } from "../board/drawing"
import { CARD_WIDTH, type Direction, laidOut, placeAfter } from "../board/layout"
import { face } from "../board/ports"
import { copyText, pasted, readCopied } from "./clipboard"
import { connected, disconnected, freePlace, newNode, withNode, withoutNodes } from "./document"
import type { DraftNode } from "./draft"
import type { Work } from "./work"

/** All that is done to nodes, by whichever key, button or menu. One object for as long as the canvas is open. */
export class Commands {
  /** What was copied last, for browsers that do not let us read their clipboard. */
  #copied = ""

  constructor(
    private readonly work: Work,
    private readonly flow: ReactFlowInstance<CardNode>,
    /** The element that shows the canvas. */
    private readonly stage: () => HTMLElement | null,
  ) {}

  /** A new node after the selected one, connected where that has an exit free; else in the middle. */
  add(type: string): void {
    const { history, selection } = this.work.state
    const chosen = selection.length === 1 ? history.present.nodes.find(({ id }) => id === selection[0]) : undefined
    const free = chosen && face(chosen).ports.find(({ connected }) => !connected)
    if (chosen && free) this.addAfter(chosen.id, free.name, type)
    else this.#insert(type, this.#middle())
  }

  /** A new node with its head at a point of the screen; none where that is not on the canvas. */
  drop(type: string, { x, y }: { x: number; y: number }): void {
    const stage = this.stage()
    const over = globalThis.document.elementFromPoint(x, y)
    if (stage?.contains(over)) this.#insert(type, this.flow.screenToFlowPosition({ x: x - 24, y: y - 20 }))
  }

  /** A new node that an exit leads to; its id, or null where the exit's node is gone. */
  addAfter(from: string, exit: string, type: string): string | null {
    const { present } = this.work.state.history
    const before = present.nodes.find(({ id }) => id === from)
    return before ? this.#insert(type, placeAfter(present, before, exit), { from, exit }) : null
  }

  remove(ids: readonly string[], wires: readonly string[] = []): void {
    this.work.change((now) => withoutNodes(disconnected(now, wires.map(exitOfWire)), ids))
  }

  /** The nodes as a text for the clipboard; null where there are none. */
  copy(ids: readonly string[]): string | null {
    const text = copyText(this.work.state.history.present, ids)
    if (text !== null) this.#copied = text
    return text
  }

  /** Pastes from the clipboard's text, else what was copied here. Says why nothing was pasted. */
  paste(text: string): "pasted" | "nothing" | "too many" {
    const nodes = readCopied(text) ?? (text.trim() === "" ? readCopied(this.#copied) : null)
    if (!nodes) return "nothing"
    return this.#paste(nodes, this.#middle())
  }

  duplicate(ids: readonly string[]): "pasted" | "nothing" | "too many" {
    const nodes = this.work.state.history.present.nodes.filter(({ id }) => ids.includes(id))
    if (nodes.length === 0) return "nothing"
    const corners = nodes.map(({ position }) => position ?? { x: 0, y: 0 })
    const x = Math.min(...corners.map((corner) => corner.x))
    const y = Math.min(...corners.map((corner) => corner.y))
    return this.#paste(nodes, { x: x + 40, y: y + 40 })
  }

  /** Places all nodes anew and shows all of them. */
  arrange(direction: Direction): void {
    const sizes = new Map(
      this.flow
        .getNodes()
        .map(({ id, measured }) => [id, { width: measured?.width ?? CARD_WIDTH, height: measured?.height ?? 160 }]),
    )
    this.work.change((now) => laidOut(now, direction, sizes))
    requestAnimationFrame(() => requestAnimationFrame(() => this.flow.fitView({ padding: 0.15, maxZoom: 1 })))
  }

  /** Selects the node after the selected one, or before it, or at an end, and gives it the focus. */
  go(to: "next" | "previous" | "first" | "last"): void {
    const { history, selection } = this.work.state
    const { nodes } = history.present
    const at = nodes.findIndex(({ id }) => id === selection.at(-1))
    const last = nodes.length - 1
    const wanted = {
      first: 0,
      last,
      next: at === last ? 0 : at + 1,
      previous: at <= 0 ? last : at - 1,
    }[to]
    const node = nodes[wanted]
    if (!node) return
    this.work.select([node.id])
    this.focus(node.id)
  }

  /** Brings a node into sight when it is out of it. */
  reveal(id: string): void {
    const stage = this.stage()?.getBoundingClientRect()
    const node = this.work.state.history.present.nodes.find((one) => one.id === id)
    if (!stage || !node?.position) return
    const { x, y } = node.position
    const height = this.flow.getNode(id)?.measured?.height ?? 120
    const corner = this.flow.flowToScreenPosition({ x, y })
    const end = this.flow.flowToScreenPosition({ x: x + CARD_WIDTH, y: y + height })
    const inSight =
      corner.x < stage.right - 40 && end.x > stage.left + 40 && corner.y < stage.bottom - 40 && end.y > stage.top + 40
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches
    if (!inSight)
      this.flow.setCenter(x + CARD_WIDTH / 2, y + height / 2, { zoom: this.flow.getZoom(), duration: still ? 0 : 200 })
  }

  /** Gives a node the focus as soon as it is drawn. */
  focus(id: string, tries = 20): void {
    requestAnimationFrame(() => {
      const card = this.stage()?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
      if (card && getComputedStyle(card).visibility === "visible") card.focus({ preventScroll: true })
      else if (tries > 0) this.focus(id, tries - 1)
    })
  }

  #insert(type: string, at: { x: number; y: number }, after?: { from: string; exit: string }): string {
    const { present } = this.work.state.history
    const node = newNode(present, type, freePlace(present.nodes, at))
    this.work.change((now) => {
      const more = withNode(now, node)
      return after ? connected(more, after.from, after.exit, node.id) : more
    })
    this.work.select([node.id])
    return node.id
  }

  #paste(nodes: readonly DraftNode[], at: { x: number; y: number }): "pasted" | "too many" {
    const { present } = this.work.state.history
    const result = pasted(present, nodes, freePlace(present.nodes, at))
    if (!result) return "too many"
    this.work.change(() => result.document)
    this.work.select(result.ids)
    return "pasted"
  }

  /** Of what is seen, less half a card. */
  #middle(): { x: number; y: number } {
    const box = this.stage()?.getBoundingClientRect()
    if (!box) return { x: 0, y: 0 }
    const { x, y } = this.flow.screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 2 })
    return { x: x - CARD_WIDTH / 2, y: y - 60 }
  }
}
