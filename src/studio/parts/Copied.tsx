import { Button, Code, CopyButton, Group } from "@mantine/core"
import { useWords } from "../words"

/** A value to copy. */
export function Copied({ value, label }: { value: string; label: string }) {
  const { accounts, shell } = useWords()
  return (
    <Group gap="xs" mt={4} wrap="wrap">
      <Code className="anywhere">{value}</Code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button size="compact-sm" variant="default" onClick={copy} aria-label={accounts.copyValue(label)}>
            {copied ? shell.copied : shell.copy}
          </Button>
        )}
      </CopyButton>
    </Group>
  )
}
