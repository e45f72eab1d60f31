import { withoutStrays } from "../../../flow/checks/fields"
import { flowTriggers } from "../../../flow/flow"
import { findNode } from "../../../flow/nodes"
import { ownVariables } from "../../../flow/variables"
import type { Draft, DraftNode } from "./draft"
import { startingConfig } from "./repair"

/** Nodes of one flow, as the API limits them. */
export const MOST_NODES = 500

/** A new node of a type with a free id and name, set to what its schema says by itself. */
export function newNode(document: Draft, type: string, position: { x: number; y: number }): DraftNode {
  const known = findNode(type)
  return {
    id: freeId(document.nodes),
    name: freeName(document.nodes, nameOfType(known?.title ?? type)),
    type,
    config: known ? startingConfig(known.config) : {},
    exits: {},
    position,
  }
}

/** With one node more; the first one is the start. */
export function withNode(document: Draft, node: DraftNode): Draft {
  const started = document.nodes.some(({ id }) => id === document.start)
  return { ...document, start: started ? document.start : node.id, nodes: [...document.nodes, node] }
}

/** With an exit that leads to a node, and to nothing else. */
export function connected(document: Draft, from: string, exit: string, to: string): Draft {
  return changedNode(document, from, (node) =>
    node.exits[exit] === to ? node : { ...node, exits: { ...node.exits, [exit]: to } },
  )
}

/** Without the connections of these exits. */
export function disconnected(document: Draft, edges: readonly { from: string; exit: string }[]): Draft {
  return edges.reduce(
    (now, { from, exit }) =>
      changedNode(now, from, (node) => {
        if (!Object.hasOwn(node.exits, exit)) return node
        const { [exit]: _, ...exits } = node.exits
        return { ...node, exits }
      }),
    document,
  )
}

/** With an edge moved: its exit, its target or both are others now. */
export function reconnected(
  document: Draft,
  old: { from: string; exit: string },
  to: { from: string; exit: string; target: string },
): Draft {
  return connected(disconnected(document, [old]), to.from, to.exit, to.target)
}

/** Without these nodes and what led to them. */
export function withoutNodes(document: Draft, ids: readonly string[]): Draft {
  const gone = new Set(ids)
  const left = document.nodes.filter(({ id }) => !gone.has(id))
  if (left.length === document.nodes.length) return document
  const nodes = left.map((node) => {
    const kept = Object.entries(node.exits).filter(([, target]) => !gone.has(target))
    return kept.length === Object.keys(node.exits).length ? node : { ...node, exits: Object.fromEntries(kept) }
  })
  return { ...document, nodes, start: gone.has(document.start) ? (nodes[0]?.id ?? "") : document.start }
}

/** With nodes moved to where they are in `places`. */
export function moved(document: Draft, places: ReadonlyMap<string, { x: number; y: number }>): Draft {
  let changed = false
  const nodes = document.nodes.map((node) => {
    const place = places.get(node.id)
    if (!place || (node.position?.x === place.x && node.position.y === place.y)) return node
    changed = true
    return { ...node, position: { x: place.x, y: place.y } }
  })
  return changed ? { ...document, nodes } : document
}

/** With another first node. */
export function startingAt(document: Draft, id: string): Draft {
  return document.start === id ? document : { ...document, start: id }
}

/** A name that no node has: the one wanted, or the same with a number. */
export function freeName(nodes: readonly { name: string }[], wanted: string): string {
  const taken = new Set<string>([...nodes.map(({ name }) => name), ...Object.keys(ownVariables)])
  if (!taken.has(wanted)) return wanted
  const stem = wanted.replace(/\d+$/, "").slice(0, 36) || "Node"
  let number = 2
  while (taken.has(`${stem}${number}`)) number++
  return `${stem}${number}`
}

/** An id that no node has. */
export function freeId(nodes: readonly { id: string }[]): string {
  const id = `n${crypto.randomUUID().replaceAll("-", "").slice(0, 10)}`
  return nodes.some((node) => node.id === id) ? freeId(nodes) : id
}

/** A place near the wanted one where no other node lies exactly under it. */
export function freePlace(nodes: readonly DraftNode[], wanted: { x: number; y: number }): { x: number; y: number } {
  const place = { x: Math.round(wanted.x / 10) * 10, y: Math.round(wanted.y / 10) * 10 }
  const covered = ({ position }: DraftNode) =>
    position && Math.abs(position.x - place.x) < 30 && Math.abs(position.y - place.y) < 30
  while (nodes.some(covered)) {
    place.x += 40
    place.y += 40
  }
  return place
}

/**
 * A flow as the API keeps it, read as a draft; what is missing is empty. Fields that a node's type does not have, which
 * older releases kept and never read, are left out: nobody could see them here, and with them it could not be saved.
 */
export function readDraft(stored: Record<string, unknown>): Draft {
  const triggers = flowTriggers.safeParse(stored.triggers)
  return {
    name: typeof stored.name === "string" ? stored.name : "",
    language: typeof stored.language === "string" ? stored.language : "en",
    triggers: triggers.success ? triggers.data : { keywords: [], anyMessage: false, accounts: [] },
    ...(typeof stored.standing === "string" && { standing: stored.standing }),
    start: typeof stored.start === "string" ? stored.start : "",
    nodes: Array.isArray(stored.nodes) ? stored.nodes.flatMap(readNode) : [],
  }
}

function readNode(value: unknown): DraftNode[] {
  if (!isObject(value) || typeof value.id !== "string" || typeof value.type !== "string") return []
  const exits = isObject(value.exits) ? Object.entries(value.exits) : []
  const { position } = value
  const type = findNode(value.type)
  const config = isObject(value.config) ? value.config : {}
  return [
    {
      id: value.id,
      name: typeof value.name === "string" ? value.name : "",
      type: value.type,
      config: type ? withoutStrays(type.config, config) : config,
      exits: Object.fromEntries(exits.flatMap(([exit, to]) => (typeof to === "string" ? [[exit, to]] : []))),
      ...(isPosition(position) && { position: { x: position.x, y: position.y } }),
    },
  ]
}

function isPosition(value: unknown): value is { x: number; y: number } {
  return isObject(value) && Number.isFinite(value.x) && Number.isFinite(value.y)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function changedNode(document: Draft, id: string, change: (node: DraftNode) => DraftNode): Draft {
  let changed = false
  const nodes = document.nodes.map((node) => {
    if (node.id !== id) return node
    const next = change(node)
    changed ||= next !== node
    return next
  })
  return changed ? { ...document, nodes } : document
}

/** "Chat 2 Pay" is Chat2Pay and "API integration" is ApiIntegration, as names are one word. */
function nameOfType(title: string): string {
  const name = title
    .split(/[^A-Za-z0-9]+/)
    .map((word) => (word === word.toUpperCase() ? word.toLowerCase() : word))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("")
    .slice(0, 36)
  return /^[A-Za-z]/.test(name) ? name : "Node"
}
