import { Text, Title } from "@mantine/core"
import { useRef, useState } from "react"
import { useWords } from "../../words"
import styles from "../canvas.module.css"
import { useActions } from "./actions"
import { TypeList } from "./TypeList"

/** Pixels that the pointer goes before a press is a drag. */
const DRAG_FROM = 4

/** The node types to take: dragged onto the canvas, or pressed. */
export function Palette() {
  const { canvas } = useWords()
  const actions = useActions()
  const [dragged, setDragged] = useState<string | null>(null)
  const ghost = useRef<HTMLDivElement>(null)
  const drag = useRef<{ x: number; y: number; moving: boolean } | null>(null)
  // The click that follows a drag adds nothing.
  const swallow = useRef(false)
  const end = () => {
    swallow.current = drag.current?.moving ?? false
    drag.current = null
    setDragged(null)
  }
  return (
    <section className={styles.palette} aria-label={canvas.nodes}>
      <Title order={2} size="h6" px="xs" pt="xs">
        {canvas.nodes}
      </Title>
      <TypeList
        onChoose={(type) => {
          if (!swallow.current) actions.add(type)
          swallow.current = false
        }}
        button={({ type, title }) => ({
          className: styles.grab ?? "",
          onPointerDown(event) {
            swallow.current = false
            if (event.button !== 0 || event.pointerType === "touch") return
            event.currentTarget.setPointerCapture(event.pointerId)
            drag.current = { x: event.clientX, y: event.clientY, moving: false }
          },
          onPointerMove({ clientX, clientY }) {
            const { current } = drag
            if (!current) return
            current.moving ||= Math.hypot(clientX - current.x, clientY - current.y) >= DRAG_FROM
            if (!current.moving) return
            setDragged(title)
            if (ghost.current) ghost.current.style.transform = `translate(${clientX - 20}px, ${clientY - 16}px)`
          },
          onPointerUp(event) {
            if (drag.current?.moving) actions.drop(type, { x: event.clientX, y: event.clientY })
            end()
          },
          onPointerCancel: end,
        })}
      />
      <Text size="xs" p="xs" className={styles.type ?? ""}>
        {canvas.paletteHint}
      </Text>
      <div ref={ghost} className={styles.ghost} hidden={dragged === null} aria-hidden>
        {dragged}
      </div>
    </section>
  )
}
