import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import { limitsOf } from "../../../core/order/terms"
import { checkFlow, type FlowFault } from "../../../flow/checks/check"
import { call } from "../../client/client"
import { usePaymentConfiguration } from "../../client/configuration"
import { useWords } from "../../words"
import { useNodeWords } from "../useNodeWords"
import { useSayFaults } from "../useSayFaults"
import type { Draft } from "./draft"
import { inPlainWords } from "./missing"

/** After the last change: a check reads the whole document. */
const CHECK_AFTER = 300

/**
 * What only the server can know: whether money can be taken and the provider takes that much, whether another flow is
 * started by the same, and which addresses it reaches.
 */
const SERVERS_OWN = ["payments", "charge", "route", "address"]

/** The faults of the document: found in the browser, with what the server adds of the draft as it was saved. */
export function useFaults(flow: string, document: Draft, revision: number): readonly FlowFault[] {
  const { canvas } = useWords()
  const words = useNodeWords()
  const say = useSayFaults(document)
  const [settled] = useDebouncedValue(document, CHECK_AFTER)
  const flows = useQuery({
    queryKey: ["flows", "ids"],
    queryFn: () => all((query) => call("flows.list", { query })),
    staleTime: 30_000,
  })
  const channels = useQuery({
    queryKey: ["channel-accounts", "ids"],
    queryFn: () => all((query) => call("channelAccounts.list", { query })),
    staleTime: 30_000,
  })
  const payments = usePaymentConfiguration()?.saved ?? null
  const checked = useQuery({
    queryKey: ["flow", flow, "check", revision],
    queryFn: () => call("flows.check", { params: { id: flow } }),
    placeholderData: keepPreviousData,
  })
  return useMemo(() => {
    const known = { flow: flows.data !== undefined, account: channels.data !== undefined }
    const { faults } = checkFlow(settled, {
      payments: "ready",
      limits: payments && limitsOf(payments),
      flows: [flow, ...(flows.data ?? []).filter(({ published }) => published !== null).map(({ id }) => id)],
      channels: (channels.data ?? []).map(({ id }) => id),
    })
    const here = faults
      .filter(({ code }) => (code !== "flow" || known.flow) && (code !== "account" || known.account))
      .map((fault) => inPlainWords(fault, settled, canvas.missing, words))
    const ids = new Set(settled.nodes.map(({ id }) => id))
    const theirs = (checked.data?.faults ?? []).filter(
      ({ code, node }) => SERVERS_OWN.includes(code) && (node === null || ids.has(node)),
    )
    return [...here, ...theirs].map(say)
  }, [settled, flow, flows.data, channels.data, payments, checked.data, canvas, words, say])
}

/** Every item of a list of the API, part by part. */
async function all<Item>(
  list: (page: { limit: number; cursor?: string }) => Promise<{ items: Item[]; next: string | null }>,
): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | null = null
  do {
    const part: { items: Item[]; next: string | null } = await list({ limit: 100, ...(cursor && { cursor }) })
    items.push(...part.items)
    cursor = part.next
  } while (cursor !== null)
  return items
}
