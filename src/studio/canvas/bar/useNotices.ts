import { notifications } from "@mantine/notifications"
import { useMemo } from "react"
import { useWords } from "../../words"
import { MOST_NODES } from "../draft/document"

/** What the canvas says at the edge of the screen. */
export interface Notices {
  say(message: string): void
  /** Why nothing was pasted; what was pasted is seen. */
  pasted(result: "pasted" | "nothing" | "too many"): void
}

/** Says things at the edge of the screen. */
export function useNotices(): Notices {
  const { canvas, shell } = useWords()
  return useMemo(() => {
    const say = (message: string) => {
      notifications.show({ id: message, message, closeButtonProps: { "aria-label": shell.close } })
    }
    return {
      say,
      pasted(result) {
        if (result === "nothing") say(canvas.nothingToPaste)
        if (result === "too many") say(canvas.tooMany(MOST_NODES))
      },
    }
  }, [canvas, shell])
}
