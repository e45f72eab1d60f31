import { Tabs } from "@mantine/core"
import { useMediaQuery } from "@mantine/hooks"
import { useReactFlow } from "@xyflow/react"
import { useCallback, useEffect, useMemo, useRef, useState } from "react"
import { TryIt } from "../tryit/TryIt"
import { useWords } from "../words"
import { KeysHelp } from "./bar/KeysHelp"
import { type Dialog, TopBar } from "./bar/TopBar"
import { useKeys } from "./bar/useKeys"
import { useNotices } from "./bar/useNotices"
import { Acting } from "./board/actions"
import { Board } from "./board/Board"
import type { CardNode } from "./board/drawing"
import { type Overlay, Overlays } from "./board/Overlays"
import { Palette } from "./board/Palette"
import styles from "./canvas.module.css"
import { ConflictDialog } from "./draft/ConflictDialog"
import { Commands } from "./draft/commands"
import { Editing } from "./draft/draft"
import { type FlowAnswer, useEditor } from "./draft/useEditor"
import { Find } from "./find/Find"
import { Panel } from "./panel/Panel"
import { Publish } from "./publish/Publish"
import { History } from "./versions/History"

/** Below this many pixels the canvas is only for looking. */
const NARROW = "(max-width: 767.98px)"

/** The open flow: bar, palette, canvas, and beside it what configures and tries it. */
export function Canvas({ answer }: { answer: FlowAnswer }) {
  const { canvas } = useWords()
  const narrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false }) ?? false
  const notices = useNotices()
  const onReplaced = useCallback(() => notices.say(canvas.reloaded), [notices, canvas])
  const { editor, work, state } = useEditor(answer, narrow, onReplaced)
  const flow = useReactFlow<CardNode>()
  const stage = useRef<HTMLDivElement>(null)
  const [commands] = useState(() => new Commands(work, flow, () => stage.current))
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const [side, setSide] = useState<string | null>("configure")
  // The phone is there from when it was first looked at: going to the fields and back does not end a try-out.
  const [tried, setTried] = useState(false)
  const close = useCallback(() => setDialog(null), [])
  const actions = useMemo(
    () => ({
      add(type: string) {
        commands.add(type)
        setSide("configure")
      },
      drop(type: string, at: { x: number; y: number }) {
        commands.drop(type, at)
        setSide("configure")
      },
      configure(node: string) {
        work.select([node])
        setSide("configure")
      },
      offer: (from: { node: string; exit: string }, at: { x: number; y: number }) =>
        setOverlay({ show: "offer", ...from, at }),
      menu: (node: string, at: { x: number; y: number }) => setOverlay({ show: "menu", node, at }),
    }),
    [commands, work],
  )
  useKeys(work, commands, stage, narrow, setDialog)

  useEffect(() => {
    if (work.restored && work.state.saving !== "conflict") notices.say(canvas.restored)
  }, [work, notices, canvas])
  useEffect(() => {
    if (state.saving === "conflict") setDialog("conflict")
  }, [state.saving])
  const [only, another] = editor.selection
  useEffect(() => {
    if (only !== undefined && another === undefined) commands.reveal(only)
  }, [only, another, commands])

  return (
    <Editing value={editor}>
      <Acting value={actions}>
        <title>{editor.document.name}</title>
        <div className={styles.screen}>
          <TopBar problem={state.problem} onOpen={setDialog} onArrange={(direction) => commands.arrange(direction)} />
          <div className={`${styles.rooms} ${narrow ? styles.narrow : ""}`}>
            {!narrow && <Palette />}
            <Board stage={stage} />
            <aside className={styles.aside} aria-label={canvas.side}>
              <Tabs
                value={side}
                onChange={(chosen) => {
                  setSide(chosen)
                  if (chosen === "try") setTried(true)
                }}
                className={styles.tabs ?? ""}
                keepMounted={false}
              >
                <Tabs.List grow>
                  <Tabs.Tab value="configure">{canvas.configure}</Tabs.Tab>
                  <Tabs.Tab value="try">{canvas.tryIt}</Tabs.Tab>
                </Tabs.List>
                <Tabs.Panel value="configure" className={styles.tab ?? ""}>
                  <Panel />
                </Tabs.Panel>
                <Tabs.Panel value="try" keepMounted={tried} className={styles.tab ?? ""}>
                  <TryIt />
                </Tabs.Panel>
              </Tabs>
            </aside>
          </div>
        </div>
        <Overlays
          overlay={overlay}
          work={work}
          commands={commands}
          onShow={setOverlay}
          onConfigure={actions.configure}
        />
        <Find opened={dialog === "find"} onClose={close} />
        <History opened={dialog === "versions"} onClose={close} />
        <Publish opened={dialog === "publish"} onClose={close} />
        <KeysHelp opened={dialog === "keys"} onClose={close} />
        <ConflictDialog
          work={work}
          state={state}
          opened={dialog === "conflict" && state.saving === "conflict"}
          onClose={close}
        />
      </Acting>
    </Editing>
  )
}
