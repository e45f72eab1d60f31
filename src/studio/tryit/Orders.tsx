import { Button, Card, Group, Stack, Text } from "@mantine/core"
import { formatMoney } from "../../core/money"
import { useWords } from "../words"
import type { TryOrder } from "./orders"
import type { Outcome } from "./tryout"

const OUTCOMES: readonly Outcome[] = ["paid", "declined", "expired", "cancelled", "late", "twice"]

/** The orders of a try-out, each with every way that its payment can go. */
export function Orders({
  orders,
  onSettle,
}: {
  orders: readonly TryOrder[]
  onSettle(order: TryOrder, outcome: Outcome): void
}) {
  const { tryit: phone } = useWords()
  if (orders.length === 0) return null
  return (
    <Stack gap="xs">
      <Text fw={600} size="sm">
        {phone.orders}
      </Text>
      {orders.map((order) => (
        <Card key={order.key} withBorder p="xs">
          <Text size="sm" role="status">
            {phone.order(order.number, formatMoney(order.money, order.language), phone.status[order.status])}
          </Text>
          <Group gap={6} mt={6}>
            {OUTCOMES.map((outcome) => (
              <Button
                key={outcome}
                size="xs"
                variant="default"
                disabled={isOver(order, outcome)}
                onClick={() => onSettle(order, outcome)}
              >
                {phone.outcomes[outcome]}
              </Button>
            ))}
          </Group>
        </Card>
      ))}
    </Stack>
  )
}

function isOver({ status }: TryOrder, outcome: Outcome): boolean {
  if (status === "part_paid") return outcome !== "paid"
  if (outcome === "late") return status === "paid"
  if (outcome === "twice") return status !== "open" && status !== "paid"
  return status !== "open"
}
