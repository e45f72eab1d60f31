import { Button, Group, List, Stack, Text } from "@mantine/core"
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { rights as every } from "../../core/right"
import type { TokenView } from "../../http/api/deployment/view"
import { call } from "../client/client"
import { AskFirst } from "../parts/AskFirst"
import { LoadFault, notifyDone, notifyFault } from "../parts/Fault"
import { useMoments } from "../parts/moments"
import { Waiting } from "../parts/Waiting"
import { useWords } from "../words"
import { NewToken } from "./NewToken"

/** Tokens for the API: made, shown once, revoked. */
export function Tokens() {
  const { settings, shell } = useWords()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["tokens"],
    queryFn: ({ pageParam }) => call("tokens.list", { query: { cursor: pageParam, limit: 50 } }),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  })
  if (error) return <LoadFault error={error} retry={refetch} />
  if (!data) return <Waiting />
  const items = data.pages.flatMap((page) => page.items)
  return (
    <>
      <Text size="sm">{settings.tokensHelp}</Text>
      <NewToken />
      {items.length === 0 ? (
        <Text size="sm">{settings.noTokens}</Text>
      ) : (
        <List listStyleType="none" spacing="sm" aria-label={settings.tokens}>
          {items.map((token) => (
            <List.Item key={token.id} styles={{ itemWrapper: { width: "100%" }, itemLabel: { width: "100%" } }}>
              <Line token={token} />
            </List.Item>
          ))}
        </List>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {shell.more}
        </Button>
      )}
    </>
  )
}

function Line({ token: { id, title, rights, createdAt, revokedAt } }: { token: TokenView }) {
  const words = useWords()
  const { settings, shell } = words
  const moment = useMoments()
  const [asking, setAsking] = useState(false)
  const queries = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => call("tokens.revoke", { params: { id } }),
    onSuccess: () => notifyDone(settings.revoked(title)),
    onError: (error) => notifyFault(error, words),
    onSettled: () => {
      setAsking(false)
      return queries.invalidateQueries({ queryKey: ["tokens"] })
    },
  })
  return (
    <Group justify="space-between" wrap="nowrap">
      <Stack gap={0} style={{ minWidth: 0 }}>
        <Text fw={600} className="anywhere">
          {title}
        </Text>
        <Text size="sm">
          {revokedAt === null ? settings.madeAt(moment(createdAt)) : settings.revokedAt(moment(revokedAt))}
        </Text>
        <Text size="sm">
          {rights.length === every.length
            ? settings.everyRight
            : rights.map((right) => settings.rights[right]).join(", ")}
        </Text>
      </Stack>
      {revokedAt === null && (
        <Button
          variant="default"
          size="xs"
          style={{ flexShrink: 0 }}
          aria-label={settings.revokeNamed(title)}
          onClick={() => setAsking(true)}
        >
          {settings.revoke}
        </Button>
      )}
      <AskFirst
        title={settings.revokeNamed(title)}
        question={settings.revokeQuestion}
        confirm={settings.revoke}
        keep={shell.cancel}
        opened={asking}
        pending={revoke.isPending}
        onConfirm={() => revoke.mutate()}
        onClose={() => setAsking(false)}
      />
    </Group>
  )
}
