import { useQuery } from "@tanstack/react-query"
import type { Catalogue } from "../../http/api/views/catalogue"
import { ask } from "./client"

/** The channels and providers there are, with the fields of their accounts. It changes only with a deployment. */
export function useCatalogue() {
  return useQuery({
    queryKey: ["catalogue"],
    queryFn: () => ask<Catalogue>("/catalogue"),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
