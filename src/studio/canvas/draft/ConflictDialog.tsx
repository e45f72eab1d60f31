import { Button, Modal, Stack, Text } from "@mantine/core"
import { type ReactNode, useState } from "react"
import { useLocation } from "wouter"
import { call } from "../../client/client"
import { documentFor } from "../../client/document"
import { notifyFault } from "../../parts/Fault"
import { useWords } from "../../words"
import { useNotices } from "../bar/useNotices"
import type { Work, WorkState } from "./work"

interface ConflictDialogProps {
  work: Work
  state: WorkState
  opened: boolean
  /** To be decided later. */
  onClose(): void
}

/** Two drafts of one flow: neither goes away before somebody chooses. */
export function ConflictDialog({ work, state, opened, onClose }: ConflictDialogProps) {
  const words = useWords()
  const { canvas } = words
  const notices = useNotices()
  const [, go] = useLocation()
  const [pending, setPending] = useState<"mine" | "copy" | null>(null)
  const gone = state.theirs === null
  const attempt = (what: "mine" | "copy", act: () => Promise<void>) => {
    setPending(what)
    act()
      .then(onClose, (error: unknown) => notifyFault(error, words))
      .finally(() => setPending(null))
  }
  const copy = async () => {
    const mine = state.history.present
    const document = { ...mine, name: canvas.copyName(mine.name).slice(-100) }
    const { id } = await call("flows.create", { body: { document: documentFor(document) } })
    work.giveUp()
    notices.say(canvas.copyMade)
    go(`/flows/${encodeURIComponent(id)}`)
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={gone ? canvas.goneTitle : canvas.conflictTitle}
      closeButtonProps={{ "aria-label": canvas.decideLater }}
    >
      <Stack>
        <Text>{gone ? canvas.gone : canvas.conflict}</Text>
        {!gone && (
          <Choice hint={canvas.takeTheirsHint}>
            <Button
              fullWidth
              variant="default"
              disabled={pending !== null}
              onClick={() => {
                work.takeTheirs()
                onClose()
              }}
            >
              {canvas.takeTheirs}
            </Button>
          </Choice>
        )}
        {!gone && (
          <Choice hint={canvas.keepMineHint}>
            <Button
              fullWidth
              variant="default"
              disabled={pending === "copy"}
              loading={pending === "mine"}
              onClick={() => attempt("mine", work.keepMine)}
            >
              {canvas.keepMine}
            </Button>
          </Choice>
        )}
        <Choice hint={canvas.keepCopyHint}>
          <Button
            fullWidth
            variant="default"
            disabled={pending === "mine"}
            loading={pending === "copy"}
            onClick={() => attempt("copy", copy)}
          >
            {canvas.keepCopy}
          </Button>
        </Choice>
      </Stack>
    </Modal>
  )
}

function Choice({ hint, children }: { hint: string; children: ReactNode }) {
  return (
    <div>
      {children}
      <Text size="sm" mt={4}>
        {hint}
      </Text>
    </div>
  )
}
