import { Box, Group, Stack, Switch, Text, Title } from "@mantine/core"
import { useLayoutEffect, useRef, useState } from "react"
import type { TimelineLine } from "../../http/api/conversations/view"
import { useWords } from "../words"
import { Bubble } from "./Bubble"
import { Step } from "./Step"
import classes from "./timeline.module.css"

/** What is shown also where the flow's steps are hidden. */
const ALWAYS: readonly TimelineLine["type"][] = ["received", "sent", "order", "note"]

/** As close to its end as this, it follows what is new; pixels. */
const NEAR = 80

/** What was said, as a chat, with what the flow did in between. */
export function Timeline({ lines }: { lines: readonly TimelineLine[] }) {
  const { conversations } = useWords()
  const [steps, setSteps] = useState(true)
  const box = useRef<HTMLElement>(null)
  const atEnd = useRef(true)
  const shown = lines.filter(({ type, status }) => steps || ALWAYS.includes(type) || status === "failed")

  // biome-ignore lint/correctness/useExhaustiveDependencies: a longer list has another end
  useLayoutEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight
  }, [shown.length])

  return (
    <Stack component="section" gap="sm">
      <Group justify="space-between">
        <Title order={2} size="h4">
          {conversations.timeline}
        </Title>
        <Switch
          label={conversations.steps}
          checked={steps}
          onChange={({ currentTarget }) => setSteps(currentTarget.checked)}
        />
      </Group>
      <Box
        component="section"
        ref={box}
        className={classes.box}
        aria-label={conversations.timeline}
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR
        }}
      >
        {shown.length === 0 ? (
          <Text size="sm">{conversations.quiet}</Text>
        ) : (
          <ol className={classes.lines}>
            {shown.map((line, index) => (
              // The newest are added at the end; a line has no name of its own.
              // biome-ignore lint/suspicious/noArrayIndexKey: lines keep their places
              <li key={index} data-side={sideOf(line)}>
                {line.type === "received" || line.type === "sent" ? <Bubble line={line} /> : <Step line={line} />}
              </li>
            ))}
          </ol>
        )}
      </Box>
    </Stack>
  )
}

function sideOf({ type }: TimelineLine): "start" | "end" | "middle" {
  if (type === "received") return "start"
  return type === "sent" ? "end" : "middle"
}
