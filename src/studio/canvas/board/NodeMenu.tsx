import { Menu } from "@mantine/core"
import { IconArrowRight, IconCopy, IconCopyPlus, IconFlag, IconSettings, IconTrash } from "@tabler/icons-react"
import { useWords } from "../../words"
import type { DraftNode } from "../draft/draft"

interface NodeMenuProps {
  node: DraftNode
  isStart: boolean
  /** A point of the screen. */
  at: { x: number; y: number }
  onClose(): void
  onConfigure(): void
  onConnect(): void
  onStart(): void
  onCopy(): void
  onDuplicate(): void
  onRemove(): void
}

/** What can be done with one node. */
export function NodeMenu({ node, isStart, at, onClose, ...does }: NodeMenuProps) {
  const { canvas } = useWords()
  return (
    <Menu opened onClose={onClose} position="bottom-start" withinPortal returnFocus={false} width={220}>
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={canvas.actions(node.name)}
          style={{ position: "fixed", left: at.x, top: at.y, width: 1, height: 1, opacity: 0, border: 0, padding: 0 }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconSettings size={16} aria-hidden />} onClick={does.onConfigure}>
          {canvas.configure}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowRight size={16} aria-hidden />} onClick={does.onConnect}>
          {canvas.connect}
        </Menu.Item>
        {!isStart && (
          <Menu.Item leftSection={<IconFlag size={16} aria-hidden />} onClick={does.onStart}>
            {canvas.makeStart}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={does.onCopy}>
          {canvas.copyNode}
        </Menu.Item>
        <Menu.Item leftSection={<IconCopyPlus size={16} aria-hidden />} onClick={does.onDuplicate}>
          {canvas.duplicate}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={does.onRemove}>
          {canvas.removeNode}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
