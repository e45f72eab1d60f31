import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import type { Catalogue } from "../../http/api/accounts/view"
import type { Offered } from "../client/catalogue"
import { type AnswerOf, call } from "../client/client"

/** An account at a channel, as the API shows it. */
export type ChannelAccount = AnswerOf<"channelAccounts.show">

/** An account at a payment provider, as the API shows it. */
export type ProviderAccount = AnswerOf<"paymentAccounts.show">

/** An account at either, without its secrets. */
export type Account = ChannelAccount | ProviderAccount

/** What accounts can be at: a channel or a provider. */
export type Service = Offered<Catalogue["channels"][number] | Catalogue["providers"][number]>

/** What the API calls a kind of account. */
export type AccountKind = "channelAccounts" | "paymentAccounts"

/** The key of all queries about accounts of that kind. */
export const keyOf = (kind: AccountKind) => KEYS[kind]

const KEYS = { channelAccounts: "channel-accounts", paymentAccounts: "payment-accounts" } as const

/** The accounts at channels, a page at a time. */
export function useChannelAccounts() {
  return useInfiniteQuery({
    queryKey: [KEYS.channelAccounts, "list"],
    queryFn: ({ pageParam }) => call("channelAccounts.list", { query: { cursor: pageParam, limit: 50 } }),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  })
}

/** The accounts at payment providers, a page at a time. */
export function useProviderAccounts() {
  return useInfiniteQuery({
    queryKey: [KEYS.paymentAccounts, "list"],
    queryFn: ({ pageParam }) => call("paymentAccounts.list", { query: { cursor: pageParam, limit: 50 } }),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  })
}

/** One account at a channel, asked for again every few seconds since it changes by itself. */
export function useChannelAccount(id: string, everySeconds: number) {
  return useQuery({
    queryKey: [KEYS.channelAccounts, "one", id],
    queryFn: () => call("channelAccounts.show", { params: { id } }),
    refetchInterval: everySeconds * 1000,
  })
}
