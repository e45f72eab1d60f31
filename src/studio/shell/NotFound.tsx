import { Anchor, Stack, Text, Title } from "@mantine/core"
import { Link } from "wouter"
import { useWords } from "../words"

/** At an address that leads nowhere. */
export function NotFound() {
  const { shell } = useWords()
  return (
    <Stack align="start" gap="xs">
      <Title order={1} size="h2">
        {shell.notFoundTitle}
      </Title>
      <Text>{shell.notFound}</Text>
      <Anchor component={Link} href="/flows">
        {shell.toFlows}
      </Anchor>
    </Stack>
  )
}
