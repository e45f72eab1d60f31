import { Text } from "@mantine/core"
import { worded } from "../orders/worded"
import { useMoments } from "../parts/moments"
import { useWords } from "../words"
import type { Account } from "./account"

/** What keeps an account from working, in red; nothing while it works. */
export function AccountHealth({ account: { health } }: { account: Account }) {
  const { accounts } = useWords()
  const moment = useMoments()
  const { faultySince, fault, reason, lastGoodAt, refusedSince, failedAt, failure } = health
  if (faultySince === null && refusedSince === null && failedAt === null) return null
  return (
    <div role="status">
      {faultySince !== null && (
        <Text size="sm" c="var(--mantine-color-error)" className="anywhere">
          {accounts.since(moment(faultySince), worded(accounts.faults, fault ?? "unclear"))} {accounts.held}
          {reason !== null && reason !== "" && ` ${accounts.said(reason)}`}
        </Text>
      )}
      {refusedSince !== null && (
        <Text size="sm" c="var(--mantine-color-error)">
          {accounts.since(moment(refusedSince), accounts.refused)}
          {lastGoodAt !== null && ` ${accounts.lastGood(moment(lastGoodAt))}`}
        </Text>
      )}
      {failedAt !== null && (
        <Text size="sm" c="var(--mantine-color-error)" className="anywhere">
          {accounts.failed(moment(failedAt), failure ?? "")}
        </Text>
      )}
    </div>
  )
}
