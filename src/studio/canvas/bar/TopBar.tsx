import { ActionIcon, Button, Group, Menu, Text, TextInput, Title, Tooltip, VisuallyHidden } from "@mantine/core"
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconHistory,
  IconKeyboard,
  IconLayoutDistributeHorizontal,
  IconSearch,
  IconSend,
  type TablerIcon,
} from "@tabler/icons-react"
import { useEffect, useState } from "react"
import { Link } from "wouter"
import { messageOf } from "../../parts/Fault"
import { useWords } from "../../words"
import type { Direction } from "../board/layout"
import styles from "../canvas.module.css"
import { useDraft } from "../draft/draft"
import type { WorkState } from "../draft/work"

export type Dialog = "find" | "versions" | "publish" | "keys" | "conflict"

interface TopBarProps {
  problem: WorkState["problem"]
  onOpen(dialog: Dialog): void
  onArrange(direction: Direction): void
}

/** The flow's name, how it is saved, and what concerns all of it. */
export function TopBar({ problem, onOpen, onArrange }: TopBarProps) {
  const { canvas } = useWords()
  const { document, readOnly, undo, redo, canUndo, canRedo } = useDraft()
  return (
    <div className={styles.bar}>
      <ActionIcon component={Link} href="/flows" variant="subtle" color="gray" aria-label={canvas.backToFlows}>
        <IconArrowLeft size={18} aria-hidden />
      </ActionIcon>
      <VisuallyHidden>
        <Title order={1} size="h2">
          {document.name}
        </Title>
      </VisuallyHidden>
      <Name />
      <Status problem={problem} onDecide={() => onOpen("conflict")} />
      <Group gap={4}>
        {!readOnly && (
          <>
            <Tool label={canvas.undo} icon={IconArrowBackUp} disabled={!canUndo} onClick={undo} />
            <Tool label={canvas.redo} icon={IconArrowForwardUp} disabled={!canRedo} onClick={redo} />
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon variant="subtle" color="gray" size="lg" aria-label={canvas.arrange} title={canvas.arrange}>
                  <IconLayoutDistributeHorizontal size={20} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => onArrange("LR")}>{canvas.leftToRight}</Menu.Item>
                <Menu.Item onClick={() => onArrange("TB")}>{canvas.topToBottom}</Menu.Item>
              </Menu.Dropdown>
            </Menu>
            <Tool label={canvas.keys} icon={IconKeyboard} onClick={() => onOpen("keys")} />
          </>
        )}
        <Tool label={canvas.find} icon={IconSearch} onClick={() => onOpen("find")} />
        <Tool label={canvas.versions} icon={IconHistory} onClick={() => onOpen("versions")} />
        <Button size="xs" leftSection={<IconSend size={16} aria-hidden />} onClick={() => onOpen("publish")}>
          {canvas.publish}
        </Button>
      </Group>
    </div>
  )
}

/** The name of a flow is never empty: until it has a letter the old one stays. */
function Name() {
  const { canvas } = useWords()
  const { document, readOnly, change } = useDraft()
  const [text, setText] = useState(document.name)
  useEffect(() => setText((now) => (now.trim() === document.name ? now : document.name)), [document.name])
  return (
    <TextInput
      className={styles.name ?? ""}
      aria-label={canvas.flowName}
      size="xs"
      value={text}
      maxLength={100}
      readOnly={readOnly}
      onChange={({ currentTarget: { value } }) => {
        setText(value)
        const name = value.trim()
        if (name !== "") change((now) => (now.name === name ? now : { ...now, name }), "flow name")
      }}
      onBlur={() => setText(document.name)}
    />
  )
}

function Status({ problem, onDecide }: { problem: WorkState["problem"]; onDecide(): void }) {
  const words = useWords()
  const { canvas } = words
  const { saving } = useDraft()
  const refused =
    problem && (problem.status === 401 ? canvas.signInAgain : canvas.refused(messageOf(problem.cause, words)))
  const alarming = refused || saving === "offline" || saving === "conflict"
  return (
    <Group gap="xs" className={styles.status ?? ""} wrap="nowrap">
      <Text size="xs" role="status" lineClamp={2} className={(alarming ? styles.alarm : styles.type) ?? ""}>
        {refused ?? canvas.saving[saving]}
      </Text>
      {saving === "conflict" && (
        <Button size="compact-xs" variant="default" onClick={onDecide}>
          {canvas.decide}
        </Button>
      )}
    </Group>
  )
}

interface ToolProps {
  label: string
  icon: TablerIcon
  disabled?: boolean
  onClick(): void
}

function Tool({ label, icon: Icon, disabled = false, onClick }: ToolProps) {
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} disabled={disabled} onClick={onClick}>
        <Icon size={20} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
