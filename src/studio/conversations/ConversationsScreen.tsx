import { Alert, Button, Group, Stack, Text, TextInput, Title } from "@mantine/core"
import { useInfiniteQuery } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { Link, useSearchParams } from "wouter"
import { call } from "../client/client"
import { LoadFault } from "../parts/Fault"
import { Waiting } from "../parts/Waiting"
import { useWords } from "../words"
import { ContactList } from "./ContactList"

/** Who wrote: found by phone number, name or order. */
export default function ConversationsScreen() {
  const { conversations } = useWords()
  const [query, setQuery] = useSearchParams()
  const q = query.get("q") ?? ""
  const search = (text: string) => setQuery(text === "" ? {} : { q: text })
  return (
    <Stack>
      <title>{conversations.title}</title>
      <Title order={1} size="h2">
        {conversations.title}
      </Title>
      <Search key={q} q={q} search={search} />
      <List q={q} clear={() => search("")} />
    </Stack>
  )
}

function Search({ q, search }: { q: string; search: (text: string) => void }) {
  const { conversations } = useWords()
  const [text, setText] = useState(q)
  function submit(event: FormEvent) {
    event.preventDefault()
    search(text.trim())
  }
  return (
    <search>
      <form onSubmit={submit}>
        <Group align="end" gap="sm">
          <TextInput
            type="search"
            label={conversations.search}
            placeholder={conversations.searchHint}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
            maxLength={100}
            miw={280}
          />
          <Button type="submit">{conversations.find}</Button>
        </Group>
      </form>
    </search>
  )
}

function List({ q, clear }: { q: string; clear: () => void }) {
  const { shell } = useWords()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["conversations", "list", q],
    queryFn: ({ pageParam }) => call("conversations.list", { query: { q, cursor: pageParam, limit: 50 } }),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
    refetchInterval: 15_000,
  })
  if (error) return <LoadFault error={error} retry={refetch} />
  if (!data) return <Waiting />
  const items = data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <Nothing searched={q !== ""} clear={clear} />
  return (
    <>
      <ContactList items={items} />
      {hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {shell.more}
          </Button>
        </Group>
      )}
    </>
  )
}

function Nothing({ searched, clear }: { searched: boolean; clear: () => void }) {
  const { conversations } = useWords()
  return (
    <Alert variant="default" title={searched ? conversations.noneTitle : conversations.emptyTitle} maw={640}>
      <Stack align="start" gap="sm">
        <Text size="sm">{searched ? conversations.none : conversations.empty}</Text>
        {searched ? (
          <Button variant="default" onClick={clear}>
            {conversations.clear}
          </Button>
        ) : (
          <Button component={Link} href="/channels">
            {conversations.toChannels}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}
