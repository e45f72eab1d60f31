import { Button, Stack, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { tell } from "../client/client"
import { AskFirst } from "../parts/AskFirst"
import { notifyDone, notifyFault } from "../parts/Fault"
import { useWords } from "../words"
import { type Account, type AccountPath, keyOf } from "./account"

/** Gives an account a new address, where who knows the address can send as the service. */
export function NewAddress({ path, account }: { path: AccountPath; account: Account }) {
  const words = useWords()
  const { accounts, shell } = words
  const [asking, { open, close }] = useDisclosure()
  const queries = useQueryClient()
  const renew = useMutation({
    mutationFn: () => tell("POST", `${path}/${encodeURIComponent(account.id)}/address`),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [keyOf(path)] })
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
