import { useReactFlow } from "@xyflow/react"
import { type RefObject, useEffect } from "react"
import { notifyFault } from "../../parts/Fault"
import { useWords } from "../../words"
import type { Commands } from "../draft/commands"
import type { Work } from "../draft/work"
import type { Dialog } from "./TopBar"
import { useNotices } from "./useNotices"

/** What has keys of its own. */
const BUSY = "input, textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox]"

/** The keys of the canvas: undo and redo work all over the screen, the others while the canvas has the focus. */
export function useKeys(
  work: Work,
  commands: Commands,
  stage: RefObject<HTMLElement | null>,
  readOnly: boolean,
  open: (dialog: Dialog) => void,
): void {
  const words = useWords()
  const flow = useReactFlow()
  const notices = useNotices()
  useEffect(() => {
    const onStage = () => {
      const { activeElement } = document
      return activeElement === document.body || stage.current?.contains(activeElement) === true
    }
    const busy = (event: Event) => event.target instanceof Element && event.target.closest(BUSY) !== null
    const wires = () => flow.getEdges().flatMap(({ id, selected }) => (selected ? [id] : []))
    const everywhere: Record<string, () => void> = {
      "ctrl z": work.undo,
      "ctrl shift z": work.redo,
      "ctrl y": work.redo,
      "ctrl s": () => {
        work.save().then(
          () => notices.say(words.shell.saved),
          (error: unknown) => notifyFault(error, words),
        )
      },
    }
    const here: Record<string, () => void> = {
      "ctrl f": () => open("find"),
      "?": () => open("keys"),
      "ctrl a": () => work.select(work.state.history.present.nodes.map(({ id }) => id)),
      "ctrl d": () => notices.pasted(commands.duplicate(work.state.selection)),
      delete: () => commands.remove(work.state.selection, wires()),
      backspace: () => commands.remove(work.state.selection, wires()),
      escape: () => work.select([]),
      pagedown: () => commands.go("next"),
      pageup: () => commands.go("previous"),
      home: () => commands.go("first"),
      end: () => commands.go("last"),
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || busy(event)) return
      const key = [
        event.ctrlKey || event.metaKey ? "ctrl " : "",
        event.shiftKey && event.key !== "?" ? "shift " : "",
        event.key.toLowerCase(),
      ].join("")
      const act = everywhere[key] ?? (onStage() ? here[key] : undefined)
      if (!act || (readOnly && !["pagedown", "pageup", "home", "end", "ctrl f"].includes(key))) return
      event.preventDefault()
      act()
    }
    // Marked text is what people mean to copy, not the node that happens to be selected.
    const forUs = (event: Event) =>
      !readOnly && !busy(event) && onStage() && (document.getSelection()?.toString() ?? "") === ""
    const onCopy = (event: ClipboardEvent) => {
      const text = forUs(event) ? commands.copy(work.state.selection) : null
      if (text === null) return
      event.clipboardData?.setData("text/plain", text)
      event.preventDefault()
      if (event.type === "cut") commands.remove(work.state.selection)
    }
    const onPaste = (event: ClipboardEvent) => {
      if (!forUs(event)) return
      event.preventDefault()
      notices.pasted(commands.paste(event.clipboardData?.getData("text/plain") ?? ""))
    }
    window.addEventListener("keydown", onKey)
    document.addEventListener("copy", onCopy)
    document.addEventListener("cut", onCopy)
    document.addEventListener("paste", onPaste)
    return () => {
      window.removeEventListener("keydown", onKey)
      document.removeEventListener("copy", onCopy)
      document.removeEventListener("cut", onCopy)
      document.removeEventListener("paste", onPaste)
    }
  }, [work, commands, stage, readOnly, open, words, flow, notices])
}
