import { Button, Stack, Text } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { call } from "../client/client"
import { messageOf } from "../parts/Fault"
import { useWords } from "../words"
import { keyOf, type ProviderAccount } from "./account"

/** Has an account's service set up from here what is otherwise done by hand there. */
export function Arrange({ account }: { account: ProviderAccount }) {
  const words = useWords()
  const { accounts } = words
  const queries = useQueryClient()
  const arrange = useMutation({
    mutationFn: () => call("paymentAccounts.arrange", { params: { id: account.id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: [keyOf("paymentAccounts")] }),
  })
  return (
    <Stack gap="xs" align="start">
      <Text size="sm">{accounts.arrangeHelp}</Text>
      <Button variant="default" loading={arrange.isPending} onClick={() => arrange.mutate()}>
        {accounts.arrange}
      </Button>
      <div role="status">
        {arrange.isSuccess && <Text size="sm">{accounts.arranged}</Text>}
        {arrange.error && (
          <Text size="sm" c="var(--mantine-color-error)">
            {messageOf(arrange.error, words)}
          </Text>
        )}
      </div>
    </Stack>
  )
}
