import { useQuery } from "@tanstack/react-query"
import { call } from "../client/client"

/** What channel accounts are called, by id; empty until it is known. */
export function useChannelTitles(): Map<string, string> {
  const { data } = useQuery({
    queryKey: ["channel-accounts"],
    queryFn: () => call("channelAccounts.list", { query: { limit: 100 } }),
  })
  return new Map(data?.items.map(({ id, title }) => [id, title]))
}
