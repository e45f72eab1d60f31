import { Text, useComputedColorScheme } from "@mantine/core"
import {
  Background,
  Controls,
  type FinalConnectionState,
  MiniMap,
  type OnConnect,
  type OnReconnect,
  ReactFlow,
} from "@xyflow/react"
import { type RefObject, useMemo, useRef } from "react"
import "@xyflow/react/dist/style.css"
import { useWords } from "../../words"
import styles from "../canvas.module.css"
import { connected, disconnected, reconnected } from "../draft/document"
import { useDraft } from "../draft/draft"
import { useActions } from "./actions"
import { exitOfWire } from "./drawing"
import { NodeCard } from "./NodeCard"
import { useBoard } from "./useBoard"

const nodeTypes = { card: NodeCard }
const SEVERAL = ["Shift", "Meta", "Control"]
const GRID: [number, number] = [10, 10]

/** The canvas itself: nodes and connections, moved, connected and chosen by pointer and by keyboard. */
export function Board({ stage }: { stage: RefObject<HTMLDivElement | null> }) {
  const { canvas } = useWords()
  const scheme = useComputedColorScheme("light")
  const { document, readOnly, change, select } = useDraft()
  const { offer, menu, configure } = useActions()
  const board = useBoard()
  // A connection that is being changed ends where it is let go: it must not offer a new node as well.
  const changing = useRef(false)
  const begunWithNodes = useRef(document.nodes.length > 0)

  const onConnect: OnConnect = ({ source, sourceHandle, target }) => {
    if (sourceHandle !== null) change((now) => connected(now, source, sourceHandle, target))
  }
  const onReconnect: OnReconnect = (wire, { source, sourceHandle, target }) => {
    if (sourceHandle === null) return
    change((now) => reconnected(now, exitOfWire(wire.id), { from: source, exit: sourceHandle, target }))
  }
  const onConnectEnd = (event: MouseEvent | TouchEvent, { isValid, fromHandle, fromNode }: FinalConnectionState) => {
    if (isValid || changing.current || fromHandle?.type !== "source" || !fromHandle.id || !fromNode) return
    if (!(event.target instanceof Element) || !event.target.classList.contains("react-flow__pane")) return
    const { clientX: x, clientY: y } =
      "changedTouches" in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event
    offer({ node: fromNode.id, exit: fromHandle.id }, { x, y })
  }
  const labels = useMemo(
    () => ({
      "node.a11yDescription.default": canvas.nodeHelp,
      "node.a11yDescription.keyboardDisabled": canvas.nodeHelp,
      "node.a11yDescription.ariaLiveMessage": ({ x, y }: { x: number; y: number }) => canvas.movedTo(x, y),
      "edge.a11yDescription.default": canvas.edgeHelp,
      "controls.ariaLabel": canvas.controls,
      "controls.zoomIn.ariaLabel": canvas.zoomIn,
      "controls.zoomOut.ariaLabel": canvas.zoomOut,
      "controls.fitView.ariaLabel": canvas.fitView,
      "minimap.ariaLabel": canvas.miniMap,
    }),
    [canvas],
  )
  return (
    <section ref={stage} className={styles.board} aria-label={canvas.board} tabIndex={-1}>
      <ReactFlow
        {...board}
        nodeTypes={nodeTypes}
        colorMode={scheme}
        onConnect={onConnect}
        onConnectEnd={onConnectEnd}
        onReconnectStart={() => {
          changing.current = true
        }}
        onReconnect={onReconnect}
        onReconnectEnd={(_, wire, __, { isValid }) => {
          changing.current = false
          if (!isValid) change((now) => disconnected(now, [exitOfWire(wire.id)]))
        }}
        onNodeContextMenu={(event, node) => {
          event.preventDefault()
          if (!readOnly) menu(node.id, { x: event.clientX, y: event.clientY })
        }}
        onMove={(_, { zoom }) => stage.current?.classList.toggle("far", zoom < READABLE)}
        onNodeDoubleClick={(_, { id }) => configure(id)}
        onPaneClick={() => select([])}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        edgesReconnectable={!readOnly}
        deleteKeyCode={null}
        multiSelectionKeyCode={SEVERAL}
        snapToGrid
        snapGrid={GRID}
        minZoom={0.1}
        maxZoom={2}
        zoomOnDoubleClick={false}
        fitView={begunWithNodes.current}
        fitViewOptions={FIT}
        onlyRenderVisibleElements
        ariaLabelConfig={labels}
      >
        <Background gap={20} />
        <Controls showInteractive={false} fitViewOptions={FIT} />
        {!readOnly && <MiniMap pannable zoomable ariaLabel={canvas.miniMap} nodeBorderRadius={8} style={SMALL} />}
      </ReactFlow>
      {document.nodes.length === 0 && (
        <div className={styles.hint}>
          <Text fw={600}>{canvas.emptyTitle}</Text>
          <Text size="sm">{readOnly ? canvas.emptyNarrow : canvas.empty}</Text>
        </div>
      )}
    </section>
  )
}

/** Below this size texts are specks: they are not painted, so that hundreds of nodes move without a stutter. */
const READABLE = 0.3

const SMALL = { width: 150, height: 100 }

/** Room around the nodes; few of them are not blown up. */
const FIT = { padding: 0.15, maxZoom: 1 }
