import { Button, Group, Modal, NativeSelect, Select, Stack, Text } from "@mantine/core"
import { useState } from "react"
import { useWords } from "../../words"
import { connected, disconnected } from "../draft/document"
import { type DraftNode, useDraft } from "../draft/draft"
import { useFaces } from "./useFaces"

/** Connects an exit without dragging: both ends are chosen from lists. */
export function ConnectDialog({ node, onClose }: { node: DraftNode; onClose(): void }) {
  const { canvas, shell } = useWords()
  const { document, change } = useDraft()
  const face = useFaces()
  const { ports } = face(node)
  const free = ports.find((port) => !port.connected) ?? ports[0]
  const [exit, setExit] = useState(free?.name ?? "")
  const [target, setTarget] = useState<string | null>(node.exits[exit] ?? null)
  const save = () => {
    change((now) => (target ? connected(now, node.id, exit, target) : disconnected(now, [{ from: node.id, exit }])))
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={canvas.connectTitle(node.name)}
      closeButtonProps={{ "aria-label": shell.close }}
      returnFocus={false}
    >
      {ports.length === 0 ? (
        <Text>{canvas.noExits}</Text>
      ) : (
        <Stack>
          <NativeSelect
            label={canvas.exit}
            data={ports.map(({ name, title }) => ({ value: name, label: title }))}
            value={exit}
            onChange={({ currentTarget: { value } }) => {
              setExit(value)
              setTarget(node.exits[value] ?? null)
            }}
            data-autofocus
          />
          <Select
            label={canvas.leadsTo}
            placeholder={canvas.nowhere}
            data={document.nodes.map((one) => ({ value: one.id, label: `${one.name} (${face(one).title})` }))}
            value={target}
            onChange={setTarget}
            searchable
            clearable
            clearButtonProps={{ "aria-label": canvas.nowhere }}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {shell.cancel}
            </Button>
            <Button onClick={save}>{target ? canvas.connectDo : canvas.disconnectDo}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}
