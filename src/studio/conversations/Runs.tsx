import { Accordion, Badge, Button, Card, Code, Group, Stack, Text, Title } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import type { ConversationInFull, ConversationRun } from "../../http/api/conversations/view"
import { call } from "../client/client"
import { worded } from "../orders/worded"
import { AskFirst } from "../parts/AskFirst"
import { notifyDone, notifyFault } from "../parts/Fault"
import { useMoments } from "../parts/moments"
import { useWords } from "../words"

/** The flows of a conversation: where they stand, what they know, and a way to stop them. */
export function Runs({ conversation: { id, runs, ended } }: { conversation: ConversationInFull }) {
  const { conversations } = useWords()
  const moment = useMoments()
  return (
    <Stack component="section" gap="sm" style={{ overflowWrap: "anywhere" }}>
      <Title order={2} size="h4">
        {conversations.runs}
      </Title>
      {runs.length === 0 && <Text size="sm">{conversations.noRuns}</Text>}
      {runs.toReversed().map((run, index) => (
        <Running key={run.run} conversation={id} run={run} focus={index === 0} />
      ))}
      {ended.length > 0 && (
        <>
          <Title order={2} size="h4">
            {conversations.past}
          </Title>
          {ended.toReversed().map(({ run, flow, status, reason, at }) => (
            <Text key={run} size="sm">
              {conversations.pastLine(flow, conversations.pastStatuses[status], moment(at))}
              {reason !== null && ` · ${reason}`}
            </Text>
          ))}
        </>
      )}
    </Stack>
  )
}

function Running({ conversation, run, focus }: { conversation: string; run: ConversationRun; focus: boolean }) {
  const words = useWords()
  const { conversations } = words
  const moment = useMoments()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const stop = useMutation({
    mutationFn: () => call("conversations.stopRun", { params: { id: conversation, run: run.run } }),
    onSuccess: () => {
      setAsking(false)
      notifyDone(conversations.stopped)
    },
    onError: (error) => notifyFault(error, words),
    onSettled: () => queries.invalidateQueries({ queryKey: ["conversations"] }),
  })
  const waits = run.waitsFor.map((what) => worded(conversations.waits, what))
  return (
    <Card withBorder padding="sm">
      <Stack gap="xs">
        <Group justify="space-between">
          <Text fw={600}>{conversations.runOf(run.flow, run.version)}</Text>
          {focus && <Badge variant="default">{conversations.focus}</Badge>}
        </Group>
        <Text size="sm">
          {[
            conversations.at(run.name),
            waits.length > 0 && conversations.waitsFor(waits.join(" / ")),
            run.until !== null && conversations.until(moment(run.until)),
          ]
            .filter(Boolean)
            .join(" · ")}
        </Text>
        <Accordion variant="contained" order={3}>
          <Accordion.Item value="variables">
            <Accordion.Control>{conversations.variables}</Accordion.Control>
            <Accordion.Panel>
              <Code block tabIndex={0} role="region" aria-label={conversations.variables}>
                {JSON.stringify(JSON.parse(run.variables), null, 2)}
              </Code>
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
        <Button variant="default" onClick={() => setAsking(true)} style={{ alignSelf: "start" }}>
          {conversations.stop}
        </Button>
      </Stack>
      <AskFirst
        title={conversations.stopTitle}
        question={conversations.stopQuestion}
        confirm={conversations.stopConfirm}
        keep={conversations.stopKeep}
        opened={asking}
        pending={stop.isPending}
        onConfirm={() => stop.mutate()}
        onClose={() => setAsking(false)}
      />
    </Card>
  )
}
