import { useQuery } from "@tanstack/react-query"
import { call } from "../../client/client"

/** Which version of a flow is in use; null while none is published. */
export function usePublished(flow: string) {
  return useQuery({
    queryKey: ["flow", flow, "published"],
    queryFn: () => call("flows.show", { params: { id: flow } }),
  })
}
