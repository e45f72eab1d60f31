import { Button, Stack, Text } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { call } from "../../client/client"
import { messageOf } from "../../parts/Fault"
import { useWords } from "../../words"

/** Asks the channel something harmless, and says whose the account is. */
export function CheckAccount({ id }: { id: string }) {
  const words = useWords()
  const { channels } = words
  const queries = useQueryClient()
  const check = useMutation({
    mutationFn: () => call("channelAccounts.check", { params: { id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["channel-accounts"] }),
  })
  return (
    <Stack gap="xs" align="start">
      <Text size="sm">{channels.checkHelp}</Text>
      <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
        {channels.check}
      </Button>
      <div role="status">
        {check.data && (
          <Text size="sm" className="anywhere">
            {check.data.checked ? channels.checked(check.data.holder) : channels.unchecked}
          </Text>
        )}
        {check.error && (
          <Text size="sm" c="var(--mantine-color-error)">
            {channels.faulty(messageOf(check.error, words))}
          </Text>
        )}
      </div>
    </Stack>
  )
}
