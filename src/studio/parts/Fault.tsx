import { Alert, Button, Stack, Text } from "@mantine/core"
import { notifications } from "@mantine/notifications"
import { Refusal } from "../client/client"
import { useWords } from "../words"
import type { Words } from "../words/language"
import { saidIn } from "../words/said"

/** What went wrong, in words. */
export function messageOf(error: unknown, words: Words): string {
  const { shell } = words
  if (!(error instanceof Refusal)) return shell.broken
  if (error.status === 0) return shell.unreachable
  if (error.message === "") return shell.unexpected
  const { said, message, faults } = error
  const [first] = faults
  // In English the message tells the first of them already.
  if (words.sentences && first) return shell.faulty(saidIn(words, first), faults.length)
  return saidIn(words, { ...said, message })
}

/** In place of what could not be loaded. */
export function LoadFault({ error, retry }: { error: unknown; retry?: () => void }) {
  const words = useWords()
  return (
    <Alert color="red" title={words.shell.failedTitle} role="alert" maw={640}>
      <Stack align="start" gap="sm">
        <Text size="sm">{messageOf(error, words)}</Text>
        {retry && (
          <Button variant="default" size="xs" onClick={retry}>
            {words.shell.tryAgain}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

/** Says at the edge of the screen that something asked for was not done. */
export function notifyFault(error: unknown, words: Words): void {
  notifications.show({
    color: "red",
    message: messageOf(error, words),
    autoClose: 10_000,
    closeButtonProps: { "aria-label": words.shell.close },
  })
}

/** Says at the edge of the screen that something was done; once, while it is still to be read there. */
export function notifyDone(message: string): void {
  notifications.show({ id: message, color: "teal", message, withCloseButton: false })
}
