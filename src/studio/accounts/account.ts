import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import type { Catalogue } from "../../http/api/accounts/view"
import type { Offered } from "../client/catalogue"
import { ask } from "../client/client"

/** An account at a channel or at a payment provider, without its secrets. */
export interface Account {
  id: string
  title: string
  config: Record<string, unknown>
  /** Names of the secrets that are set. */
  secrets: string[]
  /** Times are milliseconds since 1970. */
  health: {
    faultySince: number | null
    fault: string | null
    reason: string | null
    lastGoodAt: number | null
    refusedSince: number | null
    failedAt: number | null
    failure: string | null
  }
}

/** What accounts can be at: a channel or a provider. */
export type Service = Offered<Catalogue["channels"][number] | Catalogue["providers"][number]>

/** Where accounts of a kind are in the API. */
export type AccountPath = "/channel-accounts" | "/payment-accounts"

/** The key of all queries about accounts of that kind. */
export const keyOf = (path: AccountPath): string => path.slice(1)

interface Part<One> {
  items: One[]
  next: string | null
}

/** The accounts of a kind, a page at a time. */
export function useAccounts<One extends Account>(path: AccountPath) {
  return useInfiniteQuery({
    queryKey: [keyOf(path), "list"],
    queryFn: ({ pageParam }) => ask<Part<One>>(path, { cursor: pageParam, limit: 50 }),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  })
}

/** One account; asked for again every few seconds where it changes by itself. */
export function useAccount<One extends Account>(path: AccountPath, id: string, everySeconds?: number) {
  return useQuery({
    queryKey: [keyOf(path), "one", id],
    queryFn: () => ask<One>(`${path}/${encodeURIComponent(id)}`),
    ...(everySeconds !== undefined && { refetchInterval: everySeconds * 1000 }),
  })
}
