import { Anchor, Button, CopyButton, Stack, Table, Text, Title } from "@mantine/core"
import type { ReactNode } from "react"
import { Link } from "wouter"
import type { OrderInFull } from "../../http/api/orders/view"
import { useMoments } from "../parts/moments"
import { useWords } from "../words"

/** What is known of an order. */
export function Facts({ order }: { order: OrderInFull }) {
  const { orders, shell } = useWords()
  const moment = useMoments()
  const rows: [string, ReactNode][] = [
    [orders.description, order.description],
    [orders.opened, moment(order.createdAt)],
    [orders.expires, moment(order.expiresAt)],
    ...only(order.paidAt, (at) => [orders.paidAt, moment(at)]),
    ...only(order.reason, (reason) => [orders.reason, reason]),
    [orders.account, order.paymentAccount],
    ...only(order.reference, (reference) => [orders.checkout, reference]),
    ...only(order.payment, (payment) => [orders.payment, payment]),
    [
      orders.flow,
      <Anchor key="flow" component={Link} href={`/flows/${encodeURIComponent(order.flow)}`}>
        {orders.flowVersion(order.flow, order.flowVersion)}
      </Anchor>,
    ],
    [
      orders.conversation,
      <Anchor key="conversation" component={Link} href={`/conversations/${encodeURIComponent(order.conversation)}`}>
        {orders.toConversation}
      </Anchor>,
    ],
  ]
  return (
    <Stack component="section" gap="sm">
      <Title order={2} size="h4">
        {orders.facts}
      </Title>
      <Table withRowBorders={false}>
        <Table.Tbody>
          {rows.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" w="40%" style={{ verticalAlign: "top" }}>
                {name}
              </Table.Th>
              <Table.Td style={{ overflowWrap: "anywhere" }}>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {orders.link}: {order.link}
      </Text>
      <CopyButton value={order.link}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy} style={{ alignSelf: "start" }}>
            {copied ? shell.copied : orders.copyLink}
          </Button>
        )}
      </CopyButton>
    </Stack>
  )
}

function only<Value>(value: Value | null, row: (value: Value) => [string, ReactNode]): [string, ReactNode][] {
  return value === null ? [] : [row(value)]
}
