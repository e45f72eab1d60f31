import { Popover } from "@mantine/core"
import { useWords } from "../../words"
import { TypeList } from "./TypeList"

interface OfferProps {
  /** A point of the screen. */
  at: { x: number; y: number }
  onChoose(type: string): void
  onClose(): void
}

/** The node types, beside the exit that one of them is to follow. */
export function Offer({ at, onChoose, onClose }: OfferProps) {
  const { canvas } = useWords()
  return (
    <Popover
      opened
      onDismiss={onClose}
      position="bottom-start"
      withinPortal
      trapFocus
      returnFocus
      withRoles={false}
      width={230}
      shadow="md"
    >
      <Popover.Target>
        <div style={{ position: "fixed", left: at.x, top: at.y, width: 1, height: 1 }} />
      </Popover.Target>
      <Popover.Dropdown p={0} pb="xs" role="dialog" aria-label={canvas.addTitle}>
        <div style={{ display: "flex", flexDirection: "column", maxHeight: "min(420px, 60dvh)" }}>
          <TypeList onChoose={onChoose} autoFocus />
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
