import { Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { formatMoney, parseMoney } from "../../core/money"
import type { OrderTotals } from "../../http/api/orders/view"
import { call, type QueryOf } from "../client/client"
import { LoadFault } from "../parts/Fault"
import { useLocale, useWords } from "../words"

type Total = OrderTotals["totals"][number]

/** What the orders come to, by currency; test money apart from live. */
export function Totals({ parameters }: { parameters: QueryOf<"orders.totals"> }) {
  const { orders } = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ["orders", "totals", parameters],
    queryFn: () => call("orders.totals", { query: parameters }),
    placeholderData: (before) => before,
  })
  if (error) return <LoadFault error={error} retry={refetch} />
  const part = (mode: Total["mode"]) => (data?.totals ?? []).filter((total) => total.mode === mode)
  return (
    <Stack component="section" aria-label={orders.totals} gap="sm">
      <Part title={orders.liveTotals} totals={part("live")} />
      <Part title={orders.testTotals} totals={part("test")} />
      {data?.complete === false && <Text size="sm">{orders.totalsOfNewest}</Text>}
    </Stack>
  )
}

function Part({ title, totals }: { title: string; totals: readonly Total[] }) {
  if (totals.length === 0) return null
  const currencies = [...new Set(totals.map(({ currency }) => currency))]
  return (
    <Stack gap="xs">
      <Title order={2} size="h5">
        {title}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
        {currencies.map((currency) => (
          <CurrencyTotal key={currency} totals={totals.filter((total) => total.currency === currency)} />
        ))}
      </SimpleGrid>
    </Stack>
  )
}

function CurrencyTotal({ totals }: { totals: readonly Total[] }) {
  const { orders } = useWords()
  const locale = useLocale()
  const [first] = totals
  if (!first) return null
  const { currency } = first
  const paid = totals.find(({ status }) => status === "paid")
  const back = paid && parseMoney(paid.refunded, currency)
  return (
    <Paper withBorder p="sm">
      <Text fw={700} size="lg">
        {formatMoney({ minor: paid?.minor ?? 0, currency }, locale)} {orders.paidSum}
      </Text>
      {back && back.minor > 0 && <Text size="sm">{orders.givenBack(formatMoney(back, locale))}</Text>}
      {totals.map(({ status, minor, count }) => (
        <Text key={status} size="sm">
          {orders.totalOf(orders.statuses[status], formatMoney({ minor, currency }, locale), count)}
        </Text>
      ))}
    </Paper>
  )
}
