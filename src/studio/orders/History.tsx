import { Code, List, Stack, Text, Timeline, Title } from "@mantine/core"
import { formatMoney, parseMoney } from "../../core/money"
import type { OrderEventShown, OrderInFull } from "../../http/api/views/order"
import { useLocale, useWords } from "../words"
import type { Words } from "../words/language"
import { useMoments } from "./moments"

/** Everything that ever happened to an order, and the checkouts that were opened for it. */
export function History({ order }: { order: OrderInFull }) {
  const { orders } = useWords()
  return (
    <Stack component="section" gap="md">
      <Title order={2} size="h4">
        {orders.history}
      </Title>
      <Timeline bulletSize={16} lineWidth={2} active={order.events.length}>
        {order.events.map((event) => (
          <Happened key={event.id} event={event} />
        ))}
      </Timeline>
      <Title order={2} size="h4">
        {orders.attempts}
      </Title>
      <Attempts order={order} />
    </Stack>
  )
}

function Happened({ event }: { event: OrderEventShown }) {
  const { orders } = useWords()
  const locale = useLocale()
  const moment = useMoments()
  const { status, cause, amount, currency, reference, payment, reason, at } = event
  const money = amount !== null && currency !== null ? parseMoney(amount, currency) : null
  const references = [reference, payment].filter((id) => id !== null)
  return (
    <Timeline.Item
      title={[worded(orders.events, status), money && formatMoney(money, locale)].filter(Boolean).join(" · ")}
    >
      <Text size="sm">
        {moment(at)} · {worded(orders.causes, cause)}
      </Text>
      {reason !== null && <Text size="sm">{reason}</Text>}
      {references.length > 0 && (
        <Text size="sm" component="div" style={{ overflowWrap: "anywhere" }}>
          {references.map((id) => (
            <Code key={id} mr="xs">
              {id}
            </Code>
          ))}
        </Text>
      )}
    </Timeline.Item>
  )
}

function Attempts({ order: { attempts } }: { order: OrderInFull }) {
  const { orders } = useWords()
  const moment = useMoments()
  if (attempts.length === 0) return <Text size="sm">{orders.noAttempts}</Text>
  return (
    <List size="sm" spacing="xs">
      {attempts.map(({ attempt, account, reference, failures, createdAt, expiresAt }) => (
        <List.Item key={attempt}>
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {[
              orders.attempt(attempt),
              account,
              moment(createdAt),
              expiresAt !== null && orders.attemptUntil(moment(expiresAt)),
              failures > 0 && orders.attemptFailures(failures),
            ]
              .filter(Boolean)
              .join(" · ")}{" "}
            {reference === null ? orders.notOpened : <Code>{reference}</Code>}
          </Text>
        </List.Item>
      ))}
    </List>
  )
}

/** The words for it; what a newer server says as it stands. */
function worded(words: Words["orders"]["events"] | Words["orders"]["causes"], name: string): string {
  return Object.entries(words).find(([known]) => known === name)?.[1] ?? name
}
