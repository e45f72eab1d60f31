import { Anchor, Card, Group, Stack, Table, Text } from "@mantine/core"
import { useMediaQuery } from "@mantine/hooks"
import { Link } from "wouter"
import { formatMoney } from "../../core/money"
import type { OrderShown } from "../../http/api/orders/view"
import { useMoments } from "../parts/moments"
import { useLocale, useWords } from "../words"
import { StatusBadge } from "./StatusBadge"

/** Orders as a table; where there is no room for one, as cards. */
export function OrderList({ items }: { items: readonly OrderShown[] }) {
  const wide = useMediaQuery("(min-width: 48em)", true, { getInitialValueInEffect: false })
  return wide ? <Rows items={items} /> : <Cards items={items} />
}

function Rows({ items }: { items: readonly OrderShown[] }) {
  const { orders } = useWords()
  const locale = useLocale()
  const moment = useMoments()
  return (
    <Table.ScrollContainer minWidth={640} tabIndex={0} role="region" aria-label={orders.list}>
      <Table highlightOnHover verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{orders.number}</Table.Th>
            <Table.Th>{orders.status}</Table.Th>
            <Table.Th ta="right">{orders.amount}</Table.Th>
            <Table.Th>{orders.description}</Table.Th>
            <Table.Th>{orders.opened}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((order) => (
            <Table.Tr key={order.id}>
              <Table.Td>
                <ToOrder order={order} />
              </Table.Td>
              <Table.Td>
                <StatusBadge order={order} />
              </Table.Td>
              <Table.Td ta="right">{formatMoney(order, locale)}</Table.Td>
              <Table.Td>{order.description}</Table.Td>
              <Table.Td>{moment(order.createdAt)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Cards({ items }: { items: readonly OrderShown[] }) {
  const { orders } = useWords()
  const locale = useLocale()
  const moment = useMoments()
  return (
    <Stack component="ul" aria-label={orders.list} gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
      {items.map((order) => (
        <Card key={order.id} component="li" withBorder padding="sm">
          <Group justify="space-between" wrap="wrap">
            <ToOrder order={order} />
            <Text fw={700}>{formatMoney(order, locale)}</Text>
          </Group>
          <StatusBadge order={order} />
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {order.description}
          </Text>
          <Text size="sm">{moment(order.createdAt)}</Text>
        </Card>
      ))}
    </Stack>
  )
}

function ToOrder({ order: { id, number } }: { order: OrderShown }) {
  return (
    <Anchor component={Link} href={`/orders/${encodeURIComponent(id)}`} fw={600} style={{ overflowWrap: "anywhere" }}>
      {number}
    </Anchor>
  )
}
