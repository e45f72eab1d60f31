import { useQuery } from "@tanstack/react-query"
import { useCallback } from "react"
import type { Catalogue } from "../../http/api/accounts/view"
import { type Say, useTerms } from "../words/terms"
import { ask } from "./client"

/**
 * The channels and providers there are, with the fields of their accounts, in the language in use. It changes only with a
 * deployment.
 */
export function useCatalogue() {
  const say = useTerms()
  return useQuery({
    queryKey: ["catalogue"],
    queryFn: () => ask<Catalogue>("/catalogue"),
    staleTime: Number.POSITIVE_INFINITY,
    select: useCallback(
      ({ channels, providers }: Catalogue): Catalogue => ({
        channels: channels.map((channel) => ({ ...channel, ...said(channel, say) })),
        providers: providers.map((provider) => ({ ...provider, ...said(provider, say) })),
      }),
      [say],
    ),
  })
}

/** Its fields are said by the form that draws them. */
function said({ title, guide }: Pick<Catalogue["channels"][number], "title" | "guide">, say: Say) {
  return {
    title: say(title),
    guide: guide.map(({ key, title, text }) => ({ key, title: say(title), text: say(text) })),
  }
}
