import { Badge, Code, Group, Stack, Table, Text, Title } from "@mantine/core"
import { type Currency, formatMoney, parseMoney } from "../../core/money"
import type { OrderInFull } from "../../http/api/orders/view"
import { useMoments } from "../parts/moments"
import { useLocale, useWords } from "../words"

const AMOUNTS = [
  ...(["authorised", "capturing", "captured", "refunding", "refunded", "disputed", "lost", "over", "net"] as const),
]

/** What an order's money comes to, and each payment with how it stands. What is nothing is not shown. */
export function MoneyFacts({ order }: { order: OrderInFull }) {
  const { orders } = useWords()
  const written = useWritten()
  const shown = AMOUNTS.filter((name) => /[1-9]/.test(order[name]))
  if (shown.length === 0 && order.payments.length === 0) return null
  return (
    <Stack component="section" gap="sm">
      <Title order={2} size="h4">
        {orders.money}
      </Title>
      <Table withRowBorders={false}>
        <Table.Tbody>
          {shown.map((name) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" w="40%">
                {orders.amounts[name]}
              </Table.Th>
              <Table.Td>{written(order[name], order.currency)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {order.payments.map((payment) => (
        <Payment key={payment.payment} payment={payment} />
      ))}
    </Stack>
  )
}

function Payment({ payment: shown }: { payment: OrderInFull["payments"][number] }) {
  const { orders } = useWords()
  const written = useWritten()
  const moment = useMoments()
  const { payment, state, own, amount, authorised, refunded, asked, currency, until, reason } = shown
  const lines = [
    /[1-9]/.test(amount) && orders.paymentCaptured(written(amount, currency)),
    /[1-9]/.test(authorised) && orders.paymentHeld(written(authorised, currency)),
    state === "held" && until !== null && orders.paymentUntil(moment(until)),
    /[1-9]/.test(refunded) && orders.paymentRefunded(written(refunded, currency)),
    /[1-9]/.test(asked) && orders.paymentAsked(written(asked, currency)),
    reason,
  ].filter((line) => line !== false && line !== null)
  return (
    <Stack gap={2}>
      <Group gap="xs" wrap="wrap">
        <Code style={{ overflowWrap: "anywhere" }}>{payment}</Code>
        <Badge variant="default">{orders.paymentStates[state]}</Badge>
        {!own && <Badge variant="default">{orders.paymentExtra}</Badge>}
      </Group>
      <Text size="sm">{lines.join(" · ")}</Text>
    </Stack>
  )
}

/** An amount of the API for people. */
function useWritten(): (amount: string, currency: Currency) => string {
  const locale = useLocale()
  return (amount, currency) => {
    const money = parseMoney(amount, currency)
    return money ? formatMoney(money, locale) : `${amount} ${currency}`
  }
}
