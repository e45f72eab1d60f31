import { Alert, Button, Code, Stack, Text, Title } from "@mantine/core"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { formatMoney, parseMoney } from "../../core/money"
import { type AnswerOf, call } from "../client/client"
import { AskFirst } from "../parts/AskFirst"
import { LoadFault, notifyDone, notifyFault } from "../parts/Fault"
import { useMoments } from "../parts/moments"
import { useLocale, useWords } from "../words"

type Item = AnswerOf<"unmatched.list">["items"][number]

/** Money that came and that no order is named by, with what to do about it. Nothing where there is none. */
export function UnmatchedMoney() {
  const { orders } = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ["orders", "unmatched"],
    queryFn: () => call("unmatched.list", {}),
  })
  if (error) return <LoadFault error={error} retry={refetch} />
  if (!data || data.items.length === 0) return null
  return (
    <Alert variant="default" title={orders.unmatchedTitle(data.items.length)}>
      <Stack gap="md">
        <Text size="sm">{orders.unmatchedExplained}</Text>
        {data.items.map((item) => (
          <Line key={`${item.account}/${item.id}`} item={item} />
        ))}
      </Stack>
    </Alert>
  )
}

function Line({ item }: { item: Item }) {
  const words = useWords()
  const { orders } = words
  const locale = useLocale()
  const moment = useMoments()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const { account, payment, order, checkout, status, amount, currency, recordedAt, refundable } = item
  const money = amount !== null && currency !== null ? parseMoney(amount, currency) : null
  const text = money ? formatMoney(money, locale) : orders.unmatchedNoAmount
  const back = useMutation({
    mutationFn: () => call("unmatched.refund", { body: { account, payment: payment ?? "" } }),
    onSuccess: () => {
      notifyDone(orders.refundDone)
      setAsking(false)
    },
    onError: (error) => notifyFault(error, words),
    onSettled: () => queries.invalidateQueries({ queryKey: ["orders"] }),
  })
  return (
    <Stack gap={2} component="section" align="start">
      <Title order={2} size="h5">
        {[orders.unmatchedWhat[status], text].join(" · ")}
      </Title>
      <Text size="sm" component="div" style={{ overflowWrap: "anywhere" }}>
        {orders.unmatchedAt(account, moment(recordedAt))}{" "}
        {[payment, checkout, order]
          .filter((name) => name !== null)
          .map((name) => (
            <Code key={name} mr="xs">
              {name}
            </Code>
          ))}
      </Text>
      {refundable ? (
        <Button variant="default" onClick={() => setAsking(true)} loading={back.isPending}>
          {orders.unmatchedBack(text)}
        </Button>
      ) : (
        <Text size="sm">{orders.unmatchedElse}</Text>
      )}
      <AskFirst
        title={orders.unmatchedBack(text)}
        question={orders.unmatchedQuestion(payment ?? "")}
        confirm={orders.refundConfirm(text)}
        keep={words.shell.cancel}
        opened={asking}
        pending={back.isPending}
        onConfirm={() => back.mutate()}
        onClose={() => setAsking(false)}
      />
    </Stack>
  )
}
