import { Center, Modal } from "@mantine/core"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { type PropsWithChildren, useEffect, useState } from "react"
import type { SessionView } from "../../http/api/deployment/view"
import { holdSession, Refusal } from "../client/client"
import { session as sessions } from "../client/session"
import { LoadFault } from "../parts/Fault"
import { Waiting } from "../parts/Waiting"
import { useWords } from "../words"
import { type Redeemed, redeemWord } from "./link"
import { SignIn } from "./SignIn"
import { SessionContext } from "./session"

const KEY = ["session"]

/** Lets in who is signed in and asks everybody else for a token. When a session ends, what is open stays open beneath. */
export function Gate({ children }: PropsWithChildren) {
  const { signin } = useWords()
  const queries = useQueryClient()
  const [lost, setLost] = useState(false)
  const [entered, setEntered] = useState<SessionView | null>(null)
  const query = useQuery({ queryKey: KEY, queryFn: () => current(), staleTime: Number.POSITIVE_INFINITY })
  const session = entered ?? query.data?.session ?? null
  useEffect(() => holdSession(session?.csrf ?? null, () => setLost(true)), [session])

  async function enter(begun: SessionView): Promise<void> {
    holdSession(begun.csrf, () => setLost(true))
    setEntered(begun)
    setLost(false)
    await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] })
  }

  async function signOut(everywhere: boolean): Promise<void> {
    await sessions.end(everywhere)
    location.assign("/")
  }

  if (query.isPending) return <Waiting />
  if (query.error)
    return (
      <Center mih="100vh" p="md">
        <LoadFault error={query.error} retry={query.refetch} />
      </Center>
    )
  if (!session) return <SignIn title={signin.title} onEnter={enter} {...(query.data.spent && { why: signin.spent })} />
  const { name, kind, environment } = session
  return (
    <SessionContext value={{ name, kind, environment, signOut }}>
      {children}
      <Modal
        opened={lost}
        onClose={() => {}}
        withCloseButton={false}
        closeOnEscape={false}
        closeOnClickOutside={false}
        title={signin.again}
        zIndex={1000}
      >
        <SignIn why={signin.againWhy} onEnter={enter} />
      </Modal>
    </SessionContext>
  )
}

/** Who is signed in: by the word in the address, or else from before. */
async function current(): Promise<Redeemed> {
  const redeemed = await redeemWord()
  return redeemed?.session ? redeemed : { session: await signedIn(), spent: redeemed?.spent ?? false }
}

/** Who was signed in before; null when nobody was. */
async function signedIn(): Promise<SessionView | null> {
  try {
    return await sessions.show()
  } catch (error) {
    if (error instanceof Refusal && (error.status === 401 || error.status === 503)) return null
    throw error
  }
}
