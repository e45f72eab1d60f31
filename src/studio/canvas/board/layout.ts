import { Graph, layout } from "@dagrejs/dagre"
import { moved } from "../draft/document"
import type { Draft, DraftNode } from "../draft/draft"
import { face } from "./ports"

/** Pixels of a card. */
export const CARD_WIDTH = 240

export type Direction = "LR" | "TB"

/** Pixels of a node, where it was drawn already. */
export type Sizes = ReadonlyMap<string, { width: number; height: number }>

/** Every node placed anew, along the ways from the start. */
export function laidOut(document: Draft, direction: Direction, sizes: Sizes = new Map()): Draft {
  if (document.nodes.length === 0) return document
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: direction, nodesep: 50, ranksep: direction === "LR" ? 110 : 80, marginx: 0, marginy: 0 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const node of startFirst(document)) graph.setNode(node.id, { ...(sizes.get(node.id) ?? estimate(node)) })
  for (const { id, exits } of document.nodes)
    for (const [exit, target] of Object.entries(exits)) if (graph.hasNode(target)) graph.setEdge(id, target, {}, exit)
  layout(graph)
  return moved(document, new Map(document.nodes.map(({ id }) => [id, cornerOf(graph.node(id))])))
}

/** With every node placed: all of them where none was, else those that were not below the others. */
export function placed(document: Draft): Draft {
  const missing = document.nodes.filter(({ position }) => !position)
  if (missing.length === 0) return document
  if (missing.length === document.nodes.length) return laidOut(document, "LR")
  const corners = document.nodes.flatMap(({ position }) => position ?? [])
  const left = Math.min(...corners.map(({ x }) => x))
  const below = Math.max(...corners.map(({ y }) => y)) + 260
  const inRow = 5
  return moved(
    document,
    new Map(
      missing.map(({ id }, index) => [
        id,
        { x: left + (index % inRow) * (CARD_WIDTH + 80), y: below + Math.floor(index / inRow) * 240 },
      ]),
    ),
  )
}

/** Beside the node, at the height of its exit, and below whatever lies there already. */
export function placeAfter(document: Draft, node: DraftNode, exit: string | null): { x: number; y: number } {
  const { x, y } = node.position ?? { x: 0, y: 0 }
  const index = face(node).ports.findIndex(({ name }) => name === exit)
  const place = { x: x + CARD_WIDTH + 120, y: y + Math.max(index, 0) * 40 }
  const inTheWay = () =>
    document.nodes.find(
      ({ position }) => position && Math.abs(position.x - place.x) < CARD_WIDTH && Math.abs(position.y - place.y) < 150,
    )
  for (let other = inTheWay(); other?.position; other = inTheWay()) place.y = other.position.y + 170
  return place
}

function estimate(node: DraftNode): { width: number; height: number } {
  return { width: CARD_WIDTH, height: 92 + face(node).ports.length * 28 }
}

/** dagre breaks circles at the node it meets first: that is the start. */
function startFirst({ nodes, start }: Draft): DraftNode[] {
  return [...nodes.filter(({ id }) => id === start), ...nodes.filter(({ id }) => id !== start)]
}

function cornerOf(label: { x?: number; y?: number; width: number; height: number }): { x: number; y: number } {
  const { x = 0, y = 0, width, height } = label
  return { x: Math.round((x - width / 2) / 10) * 10, y: Math.round((y - height / 2) / 10) * 10 }
}
