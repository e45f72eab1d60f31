import { useMutation, useQueryClient } from "@tanstack/react-query"
import type { ListedFlow } from "../../http/api/flows/view"
import { call } from "../client/client"
import { notifyDone, notifyFault } from "../parts/Fault"
import { useWords } from "../words"

/** Takes a flow out of the bin. */
export function useRestore() {
  const words = useWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id }: ListedFlow) => call("flows.restore", { params: { id } }),
    onSuccess: (_, { name }) => notifyDone(words.flows.restored(name)),
    onError: (error) => notifyFault(error, words),
    onSettled: () => queries.invalidateQueries({ queryKey: ["flows"] }),
  })
}
