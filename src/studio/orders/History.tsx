import { Code, List, Stack, Text, Timeline, Title } from "@mantine/core"
import { formatMoney, parseMoney } from "../../core/money"
import type { OrderEventShown, OrderInFull } from "../../http/api/orders/view"
import { useMoments } from "../parts/moments"
import { useLocale, useWords } from "../words"
import { worded } from "./worded"

/** Everything that ever happened to an order, and the checkouts that were opened for it. */
export function History({ order }: { order: OrderInFull }) {
  const { orders } = useWords()
  const titleOf = useTitles()
  return (
    <Stack component="section" gap="md">
      <Title order={2} size="h4">
        {orders.history}
      </Title>
      <Timeline bulletSize={16} lineWidth={2} active={order.events.length}>
        {order.events.map((event) => (
          // The line reaches its items only as direct children.
          <Timeline.Item key={event.id} title={titleOf(event)}>
            <Details event={event} />
          </Timeline.Item>
        ))}
      </Timeline>
      <Title order={2} size="h4">
        {orders.attempts}
      </Title>
      <Attempts order={order} />
    </Stack>
  )
}

/** The event and its money. */
function useTitles(): (event: OrderEventShown) => string {
  const { orders } = useWords()
  const locale = useLocale()
  return ({ status, amount, currency }) => {
    const money = amount !== null && currency !== null ? parseMoney(amount, currency) : null
    return [worded(orders.events, status), money && formatMoney(money, locale)].filter(Boolean).join(" · ")
  }
}

function Details({ event: { cause, reference, payment, reason, at } }: { event: OrderEventShown }) {
  const { orders } = useWords()
  const moment = useMoments()
  const references = [reference, payment].filter((id) => id !== null)
  return (
    <>
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
    </>
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
