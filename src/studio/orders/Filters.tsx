import { Button, Group, MultiSelect, NativeSelect, TextInput } from "@mantine/core"
import { useDebouncedCallback } from "@mantine/hooks"
import { IconDownload } from "@tabler/icons-react"
import { useState } from "react"
import { currencies } from "../../core/money"
import { orderStatuses } from "../../core/order/states"
import { addressOf } from "../client/client"
import { useWords } from "../words"
import { type Filter, filterOf, parametersOf } from "./filter"

/** Time without a key after which the search is asked. */
const PAUSE_MILLISECONDS = 300

/** Narrows the list of orders. */
export function Filters({ filter, change }: { filter: Filter; change: (filter: Filter) => void }) {
  const { orders } = useWords()
  const { status, currency, mode, from, to } = filter
  const set = (changed: Partial<Filter>) => change({ ...filter, ...changed })
  return (
    <Group component="section" aria-label={orders.filters} align="end" gap="sm">
      <Search filter={filter} change={change} />
      <MultiSelect
        label={orders.status}
        placeholder={status.length === 0 ? orders.anyStatus : ""}
        data={orderStatuses.map((value) => ({ value, label: orders.statuses[value] }))}
        value={status}
        onChange={(chosen) => set({ status: chosen })}
        miw={160}
      />
      <NativeSelect
        label={orders.currency}
        data={[{ value: "", label: orders.anyCurrency }, ...currencies.map((value) => ({ value, label: value }))]}
        value={currency}
        onChange={({ currentTarget }) => set({ currency: currentTarget.value })}
      />
      <NativeSelect
        label={orders.mode}
        data={[
          { value: "", label: orders.anyMode },
          { value: "live", label: orders.live },
          { value: "test", label: orders.test },
        ]}
        value={mode}
        onChange={({ currentTarget }) => set({ mode: currentTarget.value })}
      />
      <TextInput
        type="date"
        label={orders.from}
        value={from}
        onChange={({ currentTarget }) => set({ from: currentTarget.value })}
      />
      <TextInput
        type="date"
        label={orders.to}
        value={to}
        onChange={({ currentTarget }) => set({ to: currentTarget.value })}
      />
      <Button variant="subtle" onClick={() => change(filterOf(new URLSearchParams()))}>
        {orders.clear}
      </Button>
      <Button
        component="a"
        variant="default"
        href={addressOf("orders.export", parametersOf(filter))}
        download="orders.csv"
        leftSection={<IconDownload size={16} aria-hidden />}
      >
        {orders.export}
      </Button>
    </Group>
  )
}

function Search({ filter, change }: { filter: Filter; change: (filter: Filter) => void }) {
  const { orders } = useWords()
  const [q, setQ] = useState(filter.q)
  const [known, setKnown] = useState(filter.q)
  if (filter.q !== known) {
    setKnown(filter.q)
    // Cleared from outside; anything else is what was typed here, perhaps further by now.
    if (filter.q === "") setQ("")
  }
  const search = useDebouncedCallback((text: string) => change({ ...filter, q: text }), PAUSE_MILLISECONDS)
  return (
    <TextInput
      type="search"
      label={orders.search}
      placeholder={orders.searchHint}
      value={q}
      onChange={({ currentTarget }) => {
        setQ(currentTarget.value)
        search(currentTarget.value)
      }}
      miw={240}
    />
  )
}
