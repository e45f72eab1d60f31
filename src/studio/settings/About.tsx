import { Anchor, Box, Stack, Text } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { call } from "../client/client"
import { LoadFault } from "../parts/Fault"
import { Waiting } from "../parts/Waiting"
import { useWords } from "../words"

/** What runs here, and where to read on. */
export function About() {
  const { settings } = useWords()
  const { data, error, refetch } = useQuery({ queryKey: ["about"], queryFn: () => call("deployment.about") })
  if (error) return <LoadFault error={error} retry={refetch} />
  if (!data) return <Waiting />
  const facts = [
    [settings.version, data.version],
    [settings.environment, settings.environments[data.environment]],
    [settings.address, data.publicUrl],
    [settings.sealedBy, data.sealingKeys.join(", ")],
    [settings.access, data.access ? settings.accessOn : settings.accessOff],
  ] as const
  return (
    <Stack gap="sm">
      <dl style={{ margin: 0 }}>
        {facts.map(([name, value]) => (
          <Box key={name} mb="xs">
            <Text component="dt" size="sm" fw={600}>
              {name}
            </Text>
            <Text component="dd" size="sm" m={0} className="anywhere">
              {value}
            </Text>
          </Box>
        ))}
      </dl>
      <Anchor href="/api/docs" size="sm">
        {settings.docs}
      </Anchor>
    </Stack>
  )
}
