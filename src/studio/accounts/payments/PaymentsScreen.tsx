import { Stack, Title } from "@mantine/core"
import { useWords } from "../../words"
import { Configuration } from "./Configuration"
import { Providers } from "./Providers"

/** Where the money goes, and how it is asked for: set once, used by every Chat 2 Pay step. */
export default function PaymentsScreen() {
  const { payments } = useWords()
  return (
    <Stack>
      <title>{payments.heading}</title>
      <Title order={1} size="h2">
        {payments.heading}
      </Title>
      <Providers />
      <Configuration />
    </Stack>
  )
}
