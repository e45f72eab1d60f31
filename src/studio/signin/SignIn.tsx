import { Alert, Button, Card, Center, PasswordInput, Stack, Text, Title } from "@mantine/core"
import { type FormEvent, useState } from "react"
import type { SessionView } from "../../http/api/deployment/view"
import { session } from "../client/session"
import { messageOf } from "../parts/Fault"
import { useWords } from "../words"

interface Props {
  /** For a page of its own; without one it stands in a dialog. */
  title?: string
  why?: string
  onEnter(session: SessionView): Promise<void>
}

/** Asks for a token. */
export function SignIn({ title, why, onEnter }: Props) {
  const words = useWords()
  const { signin } = words
  const [token, setToken] = useState("")
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setBusy(true)
    setFault(null)
    try {
      await onEnter(await session.begin({ token }))
    } catch (error) {
      setFault(messageOf(error, words))
    } finally {
      setBusy(false)
    }
  }

  const form = (
    <form onSubmit={submit}>
      <Stack>
        {title !== undefined && (
          <Title order={1} size="h3">
            {title}
          </Title>
        )}
        {why !== undefined && <Text size="sm">{why}</Text>}
        {fault !== null && (
          <Alert color="red" role="alert">
            {fault}
          </Alert>
        )}
        <PasswordInput
          label={signin.token}
          description={signin.tokenHelp}
          value={token}
          onChange={({ currentTarget }) => setToken(currentTarget.value)}
          autoComplete="current-password"
          required
          data-autofocus
        />
        <Button type="submit" loading={busy}>
          {signin.signIn}
        </Button>
      </Stack>
    </form>
  )
  if (title === undefined) return form
  return (
    <Center component="main" mih="100vh" p="md">
      <Card withBorder w="100%" maw={420} p="lg">
        {form}
      </Card>
    </Center>
  )
}
