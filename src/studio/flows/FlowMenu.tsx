import { ActionIcon, Button, Group, Menu, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { notifications } from "@mantine/notifications"
import { IconCopy, IconDots, IconDownload, IconTrash } from "@tabler/icons-react"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import type { ListedFlow } from "../../http/api/flows/view"
import { call } from "../client/client"
import { AskFirst } from "../parts/AskFirst"
import { download } from "../parts/download"
import { notifyDone, notifyFault } from "../parts/Fault"
import { useWords } from "../words"
import { useRestore } from "./useRestore"

/** What can be done with a flow as a whole. One that customers can start is not removed without asking. */
export function FlowMenu({ flow }: { flow: ListedFlow }) {
  const { flows, shell } = useWords()
  const [asking, { open, close }] = useDisclosure()
  const { duplicate, take, remove } = useActions(flow)
  const pending = [duplicate, take, remove].some(({ isPending }) => isPending)
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="default" size="lg" aria-label={flows.actions(flow.name)} loading={pending}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => duplicate.mutate()}>
            {flows.duplicate}
          </Menu.Item>
          <Menu.Item leftSection={<IconDownload size={16} aria-hidden />} onClick={() => take.mutate()}>
            {flows.export}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => (flow.published === null ? remove.mutate() : open())}
          >
            {flows.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <AskFirst
        title={flows.removeTitle(flow.name)}
        question={flows.removeQuestion}
        confirm={flows.remove}
        keep={shell.cancel}
        opened={asking}
        pending={remove.isPending}
        onConfirm={() => remove.mutate(undefined, { onSettled: close })}
        onClose={close}
      />
    </>
  )
}

function useActions(flow: ListedFlow) {
  const words = useWords()
  const { flows } = words
  const queries = useQueryClient()
  const restore = useRestore()
  const params = { id: flow.id }
  const rest = {
    onError: (error: unknown) => notifyFault(error, words),
    onSettled: () => queries.invalidateQueries({ queryKey: ["flows"] }),
  }
  const duplicate = useMutation({
    mutationFn: () => call("flows.duplicate", { params, body: { name: flows.copyOf(flow.name).slice(0, 100) } }),
    onSuccess: () => notifyDone(flows.duplicated(flow.name)),
    ...rest,
  })
  const take = useMutation({
    mutationFn: () => call("flows.show", { params }),
    onSuccess: ({ draft }) => download(`${flow.name || flow.id}.json`, JSON.stringify(draft, null, 2)),
    onError: rest.onError,
  })
  const remove = useMutation({
    mutationFn: () => call("flows.remove", { params }),
    onSuccess: () => {
      const id = `removed-${flow.id}`
      const undo = () => {
        notifications.hide(id)
        restore.mutate(flow)
      }
      notifications.show({
        id,
        autoClose: 15_000,
        closeButtonProps: { "aria-label": words.shell.close },
        message: (
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm">{flows.removed(flow.name)}</Text>
            <Button variant="default" size="xs" onClick={undo}>
              {words.shell.undo}
            </Button>
          </Group>
        ),
      })
    },
    ...rest,
  })
  return { duplicate, take, remove }
}
