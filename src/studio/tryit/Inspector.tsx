import { Code, Stack, Text } from "@mantine/core"
import type { Variables } from "../../core/json"
import { shownVariables } from "../../flow/sensitive"
import { useWords } from "../words"

/** The variables of the run that is under way; sensitive answers stay hidden. */
export function Inspector({ variables }: { variables: Variables }) {
  const { tryit: phone } = useWords()
  const entries = Object.entries(shownVariables(variables))
  return (
    <Stack gap={4}>
      <Text fw={600} size="sm">
        {phone.variables}
      </Text>
      {entries.length === 0 && <Text size="xs">{phone.noVariables}</Text>}
      {entries.map(([name, value]) => (
        <div key={name}>
          <Text size="xs" fw={600}>
            {name}
          </Text>
          <Code block style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
            {JSON.stringify(value, null, 2)}
          </Code>
        </div>
      ))}
    </Stack>
  )
}
