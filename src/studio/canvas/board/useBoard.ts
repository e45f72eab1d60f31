import { applyEdgeChanges, applyNodeChanges, type Edge, type EdgeChange, type NodeChange } from "@xyflow/react"
import { useCallback, useEffect, useMemo, useRef, useState } from "react"
import { useWords } from "../../words"
import { moved } from "../draft/document"
import { useDraft } from "../draft/draft"
import { type CardNode, cards, wires } from "./drawing"
import { useFaces } from "./useFaces"

/**
 * The document as React Flow draws it. While nodes are dragged only React Flow knows where they are; the document hears of
 * it once, when they are let go.
 */
export function useBoard() {
  const { canvas } = useWords()
  const face = useFaces()
  const { document, faults, path, selection, readOnly, change, select } = useDraft()
  const drawn = useMemo(
    () => ({ document, faults, path, selection, readOnly, face }),
    [document, faults, path, selection, readOnly, face],
  )
  const [nodes, setNodes] = useState<CardNode[]>(() => cards([], drawn))
  const [edges, setEdges] = useState<Edge[]>(() => wires([], drawn, canvas.edge))
  // React Flow tells of several changes before anything is drawn again: each builds on the one before.
  const latest = useRef(nodes)
  const put = useCallback((next: CardNode[]) => {
    latest.current = next
    setNodes(next)
  }, [])

  useEffect(() => {
    put(cards(latest.current, drawn))
    setEdges((before) => wires(before, drawn, canvas.edge))
  }, [drawn, put, canvas])

  const onNodesChange = useCallback(
    (changes: NodeChange<CardNode>[]) => {
      const before = latest.current
      put(applyNodeChanges(changes, before))
      const places = new Map<string, { x: number; y: number }>()
      for (const one of changes)
        if (one.type === "position" && one.position && one.dragging !== true) places.set(one.id, one.position)
      if (places.size > 0) {
        const dragged = before.some(({ id, dragging }) => dragging === true && places.has(id))
        change((now) => moved(now, places), dragged ? undefined : `move ${[...places.keys()].join()}`)
      }
      if (changes.some(({ type }) => type === "select"))
        select(latest.current.filter(({ selected }) => selected).map(({ id }) => id))
    },
    [put, change, select],
  )
  const onEdgesChange = useCallback(
    (changes: EdgeChange[]) => setEdges((before) => applyEdgeChanges(changes, before)),
    [],
  )
  return { nodes, edges, onNodesChange, onEdgesChange }
}
