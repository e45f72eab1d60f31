import { useQuery } from "@tanstack/react-query"
import { ask } from "../../client/client"

/** Which version of a flow is in use; null while none is published. */
export function usePublished(flow: string) {
  return useQuery({
    queryKey: ["flow", flow, "published"],
    queryFn: () => ask<{ published: number | null }>(`/flows/${flow}`),
  })
}
