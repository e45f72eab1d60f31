import { Anchor, Button, Checkbox, Group, Modal, ScrollArea, Stack, Text, TextInput } from "@mantine/core"
import { useState } from "react"
import { notifyDone } from "../../parts/Fault"
import { useWords } from "../../words"
import { useDraft } from "../draft/draft"
import { find, type Match, replace } from "./replace"

interface Props {
  opened: boolean
  onClose(): void
}

/** Finds a text in every node, and puts another in its place. */
export function Find({ opened, onClose }: Props) {
  const { nodes } = useWords()
  const { document, change, select, readOnly } = useDraft()
  const [text, setText] = useState("")
  const [by, setBy] = useState("")
  const [matchCase, setMatchCase] = useState(false)
  const wanted = { text, matchCase }
  const matches = opened ? find(document, wanted) : []
  const count = matches.reduce((sum, match) => sum + match.count, 0)

  function put(only?: Match): void {
    change((now) => replace(now, wanted, by, only))
    notifyDone(nodes.replaced(only?.count ?? count))
  }

  return (
    <Modal opened={opened} onClose={onClose} title={nodes.find} size="lg">
      <Stack>
        <Group grow align="start">
          <TextInput
            label={nodes.findWhat}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
            data-autofocus
          />
          <TextInput
            label={nodes.replaceWith}
            value={by}
            disabled={readOnly}
            onChange={({ currentTarget }) => setBy(currentTarget.value)}
          />
        </Group>
        <Checkbox
          label={nodes.matchCase}
          checked={matchCase}
          onChange={({ currentTarget }) => setMatchCase(currentTarget.checked)}
        />
        <Group justify="space-between">
          <Text size="sm" role="status">
            {text === "" ? "" : nodes.matches(count)}
          </Text>
          <Button disabled={readOnly || count === 0} onClick={() => put()}>
            {nodes.replaceAll}
          </Button>
        </Group>
        <ScrollArea.Autosize mah="40vh">
          <Stack gap="xs">
            {matches.map((match) => (
              <Group key={`${match.node} ${match.path}`} justify="space-between" wrap="nowrap" align="start">
                <div>
                  <Anchor
                    component="button"
                    type="button"
                    size="sm"
                    onClick={() => {
                      select([match.node])
                      onClose()
                    }}
                  >
                    {match.name}
                  </Anchor>
                  <Text size="sm" lineClamp={2} style={{ overflowWrap: "anywhere" }}>
                    {match.text}
                  </Text>
                </div>
                <Button size="xs" variant="default" disabled={readOnly} onClick={() => put(match)}>
                  {nodes.replaceOne}
                </Button>
              </Group>
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Stack>
    </Modal>
  )
}
