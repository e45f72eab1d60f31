import { SegmentedControl, Stack } from "@mantine/core"
import { useState } from "react"
import { useWords } from "../words"
import { DraftPhone } from "./DraftPhone"
import { LivePhone } from "./LivePhone"

/** A phone beside the canvas: on the draft, in the browser, or live, through the sandbox. */
export function TryIt() {
  const { tryit: phone } = useWords()
  const [mode, setMode] = useState("draft")
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label={phone.mode}
        fullWidth
        value={mode}
        onChange={setMode}
        data={[
          { value: "draft", label: phone.draft },
          { value: "live", label: phone.live },
        ]}
      />
      {mode === "draft" ? <DraftPhone /> : <LivePhone />}
    </Stack>
  )
}
