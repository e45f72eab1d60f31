import { type BuiltInEdge, type Edge, MarkerType, type Node } from "@xyflow/react"
import type { FlowFault } from "../../../flow/checks/check"
import type { Draft, DraftNode, Path } from "../draft/draft"
import { CARD_WIDTH } from "./layout"
import type { Face } from "./ports"

/** What a card shows beside what its node says of itself. */
interface CardData extends Record<string, unknown> {
  node: DraftNode
  faults: readonly string[]
  start: boolean
  lit: boolean
  current: boolean
  readOnly: boolean
}

export type CardNode = Node<CardData, "card">

/** What of the editor is drawn. */
export interface Drawn {
  document: Draft
  faults: readonly FlowFault[]
  path: Path | null
  selection: readonly string[]
  readOnly: boolean
  /** What a node shows of itself. */
  face(node: DraftNode): Face
}

/** The document's nodes for React Flow. A node that looks as before is the same object, so that only what changed is drawn. */
export function cards(before: readonly CardNode[], drawn: Drawn): CardNode[] {
  const known = new Map(before.map((card) => [card.id, card]))
  const messages = Map.groupBy(
    drawn.faults.filter(({ node }) => node !== null),
    ({ node }) => node,
  )
  const selected = new Set(drawn.selection)
  return drawn.document.nodes.map((node) => {
    const data: CardData = {
      node,
      faults: messages.get(node.id)?.map(({ message }) => message) ?? [],
      start: node.id === drawn.document.start,
      lit: drawn.path?.nodes.has(node.id) ?? false,
      current: drawn.path?.current === node.id,
      readOnly: drawn.readOnly,
    }
    const old = known.get(node.id)
    const position = node.position ?? { x: 0, y: 0 }
    if (!old) return { ...carded(node, data, drawn), position, selected: selected.has(node.id) }
    const kept = looksSame(old.data, data) && old.ariaLabel === ariaLabelOf(node, drawn)
    const still = old.dragging === true || (old.position.x === position.x && old.position.y === position.y)
    if (kept && still && (old.selected ?? false) === selected.has(node.id)) return old
    return {
      ...old,
      ...(kept ? {} : carded(node, data, drawn)),
      ...(still ? {} : { position }),
      selected: selected.has(node.id),
    }
  })
}

/** The document's connections for React Flow, named `<node id>/<exit name>`; again the same objects where nothing changed. */
export function wires(
  before: readonly Edge[],
  { document, path, readOnly, face }: Drawn,
  label: (exit: string, from: string, to: string) => string,
): Edge[] {
  const known = new Map(before.map((wire) => [wire.id, wire]))
  const nodes = new Map(document.nodes.map((node) => [node.id, node]))
  return document.nodes.flatMap((node) =>
    Object.entries(node.exits).flatMap(([exit, target]) => {
      const to = nodes.get(target)
      if (!to) return []
      const id = `${node.id}/${exit}`
      const title = face(node).ports.find(({ name }) => name === exit)?.title ?? exit
      const lit = path?.edges.has(id) ?? false
      const ariaLabel = label(title, node.name, to.name)
      const old = known.get(id)
      const className = lit ? "lit" : ""
      // A curve back to the left would run behind the cards.
      const type = (to.position?.x ?? 0) > (node.position?.x ?? 0) + CARD_WIDTH ? "default" : "smoothstep"
      if (
        old?.target === target &&
        old.ariaLabel === ariaLabel &&
        old.className === className &&
        old.type === type &&
        old.focusable === !readOnly
      )
        return [old]
      const wire: BuiltInEdge = {
        id,
        source: node.id,
        sourceHandle: exit,
        target,
        ...(type === "smoothstep" ? { type, pathOptions: { borderRadius: 14, offset: 26 } } : { type }),
        selected: old?.selected ?? false,
        ariaLabel,
        className,
        animated: lit,
        focusable: !readOnly,
        markerEnd: { type: MarkerType.ArrowClosed, width: 18, height: 18 },
      }
      return [wire]
    }),
  )
}

/** The exit that an edge's id names. */
export function exitOfWire(id: string): { from: string; exit: string } {
  const slash = id.indexOf("/")
  return { from: id.slice(0, slash), exit: id.slice(slash + 1) }
}

function carded(node: DraftNode, data: CardData, drawn: Drawn): Omit<CardNode, "position"> {
  return { id: node.id, type: "card", data, ariaLabel: ariaLabelOf(node, drawn) }
}

function ariaLabelOf(node: DraftNode, { face }: Drawn): string {
  return `${face(node).title} ${node.name}`
}

/** A node that was only moved keeps its looks: the card does not show where it is. */
function looksSame(one: CardData, other: CardData): boolean {
  return (
    sameNode(one.node, other.node) &&
    one.start === other.start &&
    one.lit === other.lit &&
    one.current === other.current &&
    one.readOnly === other.readOnly &&
    one.faults.length === other.faults.length &&
    one.faults.every((message, index) => message === other.faults[index])
  )
}

function sameNode(one: DraftNode, other: DraftNode): boolean {
  return (
    one === other ||
    (one.name === other.name && one.type === other.type && one.config === other.config && one.exits === other.exits)
  )
}
