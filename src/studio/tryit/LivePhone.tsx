import { Anchor, Button, Group, Select, Stack, Text, TextInput } from "@mantine/core"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Link } from "wouter"
import { useDraft } from "../canvas/draft/draft"
import { usePublished } from "../canvas/publish/usePublished"
import { call } from "../client/client"
import { LoadFault, notifyFault } from "../parts/Fault"
import { Waiting } from "../parts/Waiting"
import { preference } from "../shell/preference"
import { useWords } from "../words"
import { Phone } from "./Phone"
import type { Line } from "./tryout"

const SECOND = 1000
const chosenPhone = preference("phone", freshPhone())

/** The same phone on the real Worker: through the sandbox channel to the published flow. */
export function LivePhone() {
  const { tryit: phone } = useWords()
  const accounts = useQuery({
    queryKey: ["channel-accounts"],
    queryFn: () => call("channelAccounts.list", { query: { limit: 100 } }),
  })
  const [chosen, setChosen] = useState<string | null>(null)
  if (accounts.isPending) return <Waiting />
  if (accounts.error) return <LoadFault error={accounts.error} retry={accounts.refetch} />
  const sandboxes = accounts.data.items.filter(({ channel }) => channel === "sandbox")
  const account = sandboxes.find(({ id }) => id === chosen) ?? sandboxes[0]
  if (!account)
    return (
      <Text size="sm">
        {phone.noAccount}{" "}
        <Anchor component={Link} href="/channels">
          {phone.toChannels}
        </Anchor>
      </Text>
    )
  return (
    <Stack gap="sm">
      {sandboxes.length > 1 && (
        <Select
          label={phone.account}
          data={sandboxes.map(({ id, title }) => ({ value: id, label: title }))}
          value={account.id}
          onChange={setChosen}
          allowDeselect={false}
        />
      )}
      <Conversation account={account.id} />
    </Stack>
  )
}

function Conversation({ account }: { account: string }) {
  const words = useWords()
  const { tryit: phone } = words
  const { flow, document } = useDraft()
  const number = chosenPhone.use()
  const queries = useQueryClient()
  const [written, setWritten] = useState<readonly Line[]>([])
  const published = usePublished(flow).data?.published
  const key = ["phone", account, number]
  const params = { account }
  const received = useQuery({
    queryKey: key,
    queryFn: () => call("sandboxPhone.messages", { params, query: { phone: number } }),
    refetchInterval: SECOND,
  })
  const write = useMutation({
    mutationFn: (reply: { text: string; choice?: string }) =>
      call("sandboxPhone.write", { params, body: { phone: number, name: "Sam", ...reply } }),
    onError: (error) => notifyFault(error, words),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  })
  const heard = (received.data?.items ?? []).map(({ id, at, message }): Line => ({ id, at, from: "flow", message }))
  const lines = [...heard, ...written].sort((a, b) => a.at - b.at)
  const keyword = document.triggers.keywords[0]
  return (
    <Stack gap="sm">
      <Text size="sm">{phone.liveHint}</Text>
      {published === null && <Text size="sm">{phone.unpublished}</Text>}
      {keyword !== undefined && <Text size="sm">{phone.keyword(keyword)}</Text>}
      <Phone
        lines={lines}
        hint={phone.hint(keyword ?? "hello")}
        busy={write.isPending}
        opensLinks
        onWrite={(text, choice) => {
          // Ids of what was written are below those of what was received.
          setWritten((now) => [...now, { id: -1 - now.length, at: Date.now(), from: "customer", message: { text } }])
          write.mutate({ text, ...(choice !== undefined && { choice }) })
        }}
      />
      <Group align="end">
        <TextInput
          label={phone.customer}
          value={number}
          onChange={({ currentTarget }) => {
            chosenPhone.choose(currentTarget.value)
            setWritten([])
          }}
        />
        <Button
          variant="default"
          onClick={() => {
            chosenPhone.choose(freshPhone())
            setWritten([])
          }}
        >
          {phone.newCustomer}
        </Button>
      </Group>
      <Anchor component={Link} href="/orders" size="sm">
        {phone.toOrders}
      </Anchor>
    </Stack>
  )
}

/** A South African number that is nobody's: only the sandbox ever sees it. */
function freshPhone(): string {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1))
  return `+2782${String(random % 10_000_000).padStart(7, "0")}`
}
