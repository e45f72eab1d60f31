import { Button, Stack, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { call } from "../client/client"
import { AskFirst } from "../parts/AskFirst"
import { notifyDone, notifyFault } from "../parts/Fault"
import { useWords } from "../words"
import { type Account, type AccountKind, keyOf } from "./account"

/** Gives an account a new address, where who knows the address can send as the service. */
export function NewAddress({ kind, account }: { kind: AccountKind; account: Account }) {
  const words = useWords()
  const { accounts, shell } = words
  const [asking, { open, close }] = useDisclosure()
  const queries = useQueryClient()
  const renew = useMutation({
    mutationFn: () => call(`${kind}.renewAddress`, { params: { id: account.id } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [keyOf(kind)] })
      notifyDone(accounts.renewed)
    },
    onError: (error) => notifyFault(error, words),
    onSettled: close,
  })
  return (
    <Stack gap="xs" align="start">
      <Text size="sm">{accounts.secretAddress}</Text>
      <Button variant="default" onClick={open}>
        {accounts.renew}
      </Button>
      <AskFirst
        title={accounts.renew}
        question={accounts.renewQuestion}
        confirm={accounts.renew}
        keep={shell.cancel}
        opened={asking}
        pending={renew.isPending}
        onConfirm={() => renew.mutate()}
        onClose={close}
      />
    </Stack>
  )
}
