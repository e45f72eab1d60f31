import { Button } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { call } from "../client/client"
import { AskFirst } from "../parts/AskFirst"
import { notifyDone, notifyFault } from "../parts/Fault"
import { useWords } from "../words"
import { type Account, type AccountKind, keyOf } from "./account"

/** Removes an account, after saying what will no longer work. */
export function RemoveAccount(props: { kind: AccountKind; account: Account; question: string; onRemoved(): void }) {
  const { kind, account, question, onRemoved } = props
  const words = useWords()
  const { accounts, shell } = words
  const [asking, { open, close }] = useDisclosure()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => call(`${kind}.remove`, { params: { id: account.id } }),
    onSuccess: async () => {
      notifyDone(accounts.removed(account.title))
      onRemoved()
      queries.removeQueries({ queryKey: [keyOf(kind), "one", account.id] })
      await queries.invalidateQueries({ queryKey: [keyOf(kind)] })
    },
    onError: (error) => notifyFault(error, words),
    onSettled: close,
  })
  return (
    <>
      <Button variant="default" onClick={open} aria-label={accounts.removeNamed(account.title)}>
        {shell.remove}
      </Button>
      <AskFirst
        title={accounts.removeNamed(account.title)}
        question={question}
        confirm={shell.remove}
        keep={shell.cancel}
        opened={asking}
        pending={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={close}
      />
    </>
  )
}
