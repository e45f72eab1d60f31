import { useQuery } from "@tanstack/react-query"
import { useCallback, useMemo } from "react"
import type { Catalogue } from "../../http/api/accounts/view"
import type { FieldsSaid } from "../forms/translated"
import type { MemberSaid } from "../words/language"
import { useMembers } from "../words/members"
import { call } from "./client"

/** What an account can be at, with what its fields are called in the language in use. */
export type Offered<Service> = Service & { words: FieldsSaid | undefined }

/**
 * The channels and providers there are, with the fields of their accounts, in the language in use. It changes only with a
 * deployment.
 */
export function useCatalogue() {
  const members = useMembers()
  return useQuery({
    queryKey: ["catalogue"],
    queryFn: () => call("deployment.catalogue"),
    staleTime: Number.POSITIVE_INFINITY,
    select: useCallback(
      ({ channels, providers }: Catalogue) => ({
        channels: channels.map((channel) => said(channel, members[`channels/${channel.name}`])),
        providers: providers.map((provider) => said(provider, members[`payments/${provider.name}`])),
      }),
      [members],
    ),
  })
}

type Shown = Catalogue["channels"][number]

/** One channel for each kind that customers can have, in the order of the catalogue: those of a kind look alike to them. */
export function useKinds(): readonly Shown[] {
  const { data } = useCatalogue()
  return useMemo(() => {
    const kinds = new Map<Shown["kind"], Shown>()
    for (const channel of data?.channels ?? [])
      if (!channel.pretend && !kinds.has(channel.kind)) kinds.set(channel.kind, channel)
    return [...kinds.values()]
  }, [data])
}

type Told = Pick<Catalogue["channels"][number], "title" | "guide">

function said<Service extends Told>(service: Service, member: MemberSaid | undefined): Offered<Service> {
  return {
    ...service,
    title: member?.title ?? service.title,
    guide: service.guide.map((step) => ({ ...step, ...member?.steps?.[step.key] })),
    words: member?.fields,
  }
}
