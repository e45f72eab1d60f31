import { ActionIcon, Badge, Text, ThemeIcon, Tooltip } from "@mantine/core"
import { Handle, type NodeProps, Position } from "@xyflow/react"
import { memo } from "react"
import { findNode } from "../../../flow/nodes"
import { useWords } from "../../words"
import styles from "../canvas.module.css"
import { useActions } from "./actions"
import type { CardNode } from "./drawing"
import { drawings, groupColour } from "./looks"
import type { Port } from "./ports"
import { useFaces } from "./useFaces"

/** A node on the canvas. It knows nothing of the rest of the document, so that only changed cards are drawn again. */
export const NodeCard = memo(({ id, data, selected }: NodeProps<CardNode>) => {
  const { canvas } = useWords()
  const actions = useActions()
  const { node, faults, start, lit, current, readOnly } = data
  const { title, summary, ports } = useFaces()(node)
  const { group = "logic", icon = "question" } = findNode(node.type) ?? {}
  const Icon = drawings[icon]
  const state = [
    styles.card,
    selected && styles.selected,
    lit && styles.lit,
    current && styles.current,
    faults.length > 0 && styles.faulty,
  ]
  return (
    <div className={state.filter(Boolean).join(" ")} data-lit={lit} data-current={current}>
      <Handle
        type="target"
        position={Position.Left}
        className={`${styles.handle} ${styles.into}`}
        role="button"
        aria-label={canvas.into(node.name)}
      />
      {start && (
        <Badge className={styles.start ?? ""} variant="filled" size="sm">
          {canvas.start}
        </Badge>
      )}
      <div className={styles.head}>
        <ThemeIcon variant="light" color={groupColour[group]} size={30}>
          <Icon size={18} stroke={1.7} aria-hidden />
        </ThemeIcon>
        <div className={styles.names}>
          <Text size="xs" className={styles.type ?? ""}>
            {title}
          </Text>
          <Text size="sm" fw={600} lh={1.25}>
            {node.name}
          </Text>
        </div>
        {!readOnly && (
          <ActionIcon
            className="nodrag"
            variant="subtle"
            color="gray"
            size={26}
            aria-label={canvas.actions(node.name)}
            onClick={(event) => actions.menu(id, below(event.currentTarget))}
          >
            <Sign>⋯</Sign>
          </ActionIcon>
        )}
      </div>
      <Text size="xs" className={`${styles.summary} ${summary === "" ? styles.type : ""}`}>
        {summary === "" ? canvas.unfinished : cut(summary, 70)}
      </Text>
      {faults.length > 0 && <Faults faults={faults} />}
      {ports.length > 0 && (
        <ul className={styles.ports}>
          {ports.map((port) => (
            <PortRow key={port.name} node={id} port={port} readOnly={readOnly} />
          ))}
        </ul>
      )}
    </div>
  )
})

function Faults({ faults }: { faults: readonly string[] }) {
  const { canvas } = useWords()
  return (
    <div className={styles.faults}>
      <Sign>!</Sign>
      <div>
        <strong>{canvas.faults(faults.length)}</strong>
        <span className={styles.fault}>{cut(faults[0] ?? "", 140)}</span>
        {faults.length > 1 && <em>{canvas.moreFaults(faults.length - 1)}</em>}
      </div>
    </div>
  )
}

function PortRow({ node, port, readOnly }: { node: string; port: Port; readOnly: boolean }) {
  const { canvas } = useWords()
  const actions = useActions()
  const { name, title, connected, stray } = port
  return (
    <li className={styles.port}>
      <span className={stray ? styles.stray : ""} title={stray ? canvas.stray : title}>
        {cut(title, 34)}
      </span>
      <Handle
        id={name}
        type="source"
        position={Position.Right}
        className={`${styles.handle} ${styles.out}`}
        role="button"
        aria-label={title}
      />
      {!connected && !readOnly && (
        <Tooltip label={canvas.addAfter(title)} openDelay={400}>
          <ActionIcon
            className={`nodrag nopan ${styles.plus}`}
            variant="default"
            size={24}
            radius="xl"
            aria-label={canvas.addAfter(title)}
            onClick={(event) => actions.offer({ node, exit: name }, below(event.currentTarget))}
          >
            <Sign>+</Sign>
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  )
}

function Sign({ children }: { children: string }) {
  return (
    <span className={styles.sign} aria-hidden>
      {children}
    </span>
  )
}

function cut(text: string, most: number): string {
  return text.length <= most
    ? text
    : `${text
        .slice(0, most - 1)
        .trimEnd()
        .toWellFormed()}…`
}

function below(element: Element): { x: number; y: number } {
  const { left, bottom } = element.getBoundingClientRect()
  return { x: left, y: bottom }
}
