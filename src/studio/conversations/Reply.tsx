import { Button, Group, Stack, Textarea } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import type { ConversationInFull } from "../../http/api/conversations/view"
import { useCatalogue } from "../client/catalogue"
import { call } from "../client/client"
import { chosenId } from "../orders/chosenid"
import { notifyDone, notifyFault } from "../parts/Fault"
import { useMoments } from "../parts/moments"
import { useWords } from "../words"

/** As the API takes at most. */
const LONGEST = 4096

/** Says something by hand; the flow is not asked. */
export function Reply({ conversation }: { conversation: ConversationInFull }) {
  const words = useWords()
  const { conversations } = words
  const moment = useMoments()
  const queries = useQueryClient()
  const closed = useWindowClosed(conversation)
  const [text, setText] = useState("")
  // The same words sent again after an answer was lost are the same message.
  const [id, setId] = useState(chosenId)
  const { optedOutAt } = conversation
  const send = useMutation({
    mutationFn: () => call("conversations.reply", { params: { id: conversation.id }, body: { text, id } }),
    onSuccess: () => {
      setText("")
      setId(chosenId())
      notifyDone(conversations.sent)
    },
    onError: (error) => notifyFault(error, words),
    onSettled: () => queries.invalidateQueries({ queryKey: ["conversations"] }),
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (text.trim() !== "") send.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Textarea
          label={conversations.reply}
          description={
            optedOutAt === null ? (closed ?? conversations.replyHint) : conversations.optedOut(moment(optedOutAt))
          }
          value={text}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value)
            if (!send.isPending) setId(chosenId())
          }}
          disabled={optedOutAt !== null}
          maxLength={LONGEST}
          autosize
          minRows={2}
          maxRows={8}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={send.isPending} disabled={optedOutAt !== null || text.trim() === ""}>
            {conversations.send}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** That the channel may refuse a free text by now; null while it does not. */
function useWindowClosed({ channel, lastInboundAt }: ConversationInFull): string | null {
  const { conversations } = useWords()
  const { data } = useCatalogue()
  const hours = data?.channels.find(({ name }) => name === channel)?.capabilities.windowHours ?? null
  if (hours === null || Date.now() - (lastInboundAt ?? 0) < hours * 3_600_000) return null
  return conversations.windowClosed(hours)
}
