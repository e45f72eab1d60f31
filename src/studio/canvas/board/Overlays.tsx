import type { Dispatch, SetStateAction } from "react"
import { useWords } from "../../words"
import { useNotices } from "../bar/useNotices"
import type { Commands } from "../draft/commands"
import { startingAt } from "../draft/document"
import { useDraft } from "../draft/draft"
import type { Work } from "../draft/work"
import { ConnectDialog } from "./ConnectDialog"
import { NodeMenu } from "./NodeMenu"
import { Offer } from "./Offer"

interface Point {
  x: number
  y: number
}

/** What lies over the canvas beside one node. There is one at a time, so cards stay light. */
export type Overlay =
  | { show: "offer"; node: string; exit: string; at: Point }
  | { show: "menu"; node: string; at: Point }
  | { show: "connect"; node: string }

interface OverlaysProps {
  overlay: Overlay | null
  work: Work
  commands: Commands
  onShow: Dispatch<SetStateAction<Overlay | null>>
  /** The node is to be configured. */
  onConfigure(node: string): void
}

/** The overlay that is open, if its node is still there. */
export function Overlays({ overlay, work, commands, onShow, onConfigure }: OverlaysProps) {
  const { canvas } = useWords()
  const { document, selection } = useDraft()
  const notices = useNotices()
  const node = overlay && document.nodes.find(({ id }) => id === overlay.node)
  if (!overlay || !node) return null
  const { id } = node
  const back = () => {
    onShow(null)
    commands.focus(id)
  }
  if (overlay.show === "offer")
    return (
      <Offer
        at={overlay.at}
        onClose={() => onShow(null)}
        onChoose={(type) => {
          onShow(null)
          const added = commands.addAfter(id, overlay.exit, type)
          if (added === null) return
          onConfigure(added)
          commands.focus(added)
        }}
      />
    )
  if (overlay.show === "connect") return <ConnectDialog node={node} onClose={back} />
  // The menu of one of several selected nodes is for all of them.
  const meant = selection.includes(id) ? selection : [id]
  return (
    <NodeMenu
      key={id}
      node={node}
      isStart={document.start === id}
      at={overlay.at}
      // The menu closes after its item was chosen, which may have opened something else by then.
      onClose={() => onShow((now) => (now === overlay ? null : now))}
      onConfigure={() => onConfigure(id)}
      onConnect={() => onShow({ show: "connect", node: id })}
      onStart={() => {
        work.change((now) => startingAt(now, id))
        commands.focus(id)
      }}
      onCopy={() => {
        const text = commands.copy(meant)
        // Where the browser refuses, what was copied is remembered here.
        if (text !== null) navigator.clipboard?.writeText(text).catch((error: unknown) => console.warn(error))
        notices.say(canvas.copied(meant.length))
        commands.focus(id)
      }}
      onDuplicate={() => notices.pasted(commands.duplicate(meant))}
      onRemove={() => commands.remove(meant)}
    />
  )
}
