import { Button, Group, Modal, Stack, Text } from "@mantine/core"
import { useWords } from "../words"

/** Asks before something that cannot be undone. */
export function AskFirst({
  title,
  question,
  confirm,
  keep,
  opened,
  pending,
  onConfirm,
  onClose,
}: {
  title: string
  question: string
  confirm: string
  keep: string
  opened: boolean
  pending: boolean
  onConfirm: () => void
  onClose: () => void
}) {
  const { shell } = useWords()
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ "aria-label": shell.close }}>
      <Stack>
        <Text size="sm">{question}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {keep}
          </Button>
          <Button color="red.9" loading={pending} onClick={onConfirm}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
