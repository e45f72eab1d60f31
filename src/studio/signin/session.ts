import { createContext, useContext } from "react"

/** Who is at the studio. */
export interface Session {
  /** The token's title, or the address that Cloudflare Access knows. */
  name: string
  kind: "token" | "access"
  environment: "local" | "production"
  signOut(everywhere: boolean): void
}

/** The session that the gate let in. */
export const SessionContext = createContext<Session | null>(null)

/** Who is signed in; only below the gate. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error("used outside the gate")
  return session
}
