import { useQuery } from "@tanstack/react-query"
import { ask } from "../client/client"

interface Accounts {
  items: { id: string; title: string }[]
}

/** What channel accounts are called, by id; empty until it is known. */
export function useChannelTitles(): Map<string, string> {
  const { data } = useQuery({
    queryKey: ["channel-accounts"],
    queryFn: () => ask<Accounts>("/channel-accounts", { limit: 100 }),
  })
  return new Map(data?.items.map(({ id, title }) => [id, title]))
}
