import { Select, Stack, Text, Title } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { orderNumber, orderNumberFault } from "../../../core/order/number"
import { call } from "../../client/client"
import { LoadFault } from "../../parts/Fault"
import { Waiting } from "../../parts/Waiting"
import { useLocale, useWords } from "../../words"
import { useCustomerLanguages } from "../../words/customerlanguages"
import { useSaid } from "../../words/said"
import styles from "./preview.module.css"

/** Milliseconds without a key pressed before the page is drawn again. */
const PAUSE = 400

/** What customers will see of a configuration: order numbers, and the pay page as the server draws it. */
export function Preview({ value }: { value: Record<string, unknown> }) {
  const { payments } = useWords()
  const say = useSaid()
  const pattern = typeof value.orderNumber === "string" ? value.orderNumber : ""
  const fault = orderNumberFault(pattern)
  const now = Date.now()
  const samples = [1, 2, 3].map((sequence) => orderNumber(pattern, now, sequence, SAMPLE.slice(sequence)))
  return (
    <Stack className={styles.side ?? ""}>
      <Title order={3} size="h5">
        {payments.numbers}
      </Title>
      <Text size="sm" className="anywhere">
        {fault === null ? payments.numbersLike(samples.join(", ")) : payments.numberFault(say(fault))}
      </Text>
      <Page value={value} />
    </Stack>
  )
}

const SAMPLE = "7K3QX9M2VB84TZ"

function Page({ value }: { value: Record<string, unknown> }) {
  const { payments } = useWords()
  const locale = useLocale()
  const languages = useCustomerLanguages()
  const [language, setLanguage] = useState(locale)
  const { merchant, contact, account, currency, orderNumber: pattern, expirySeconds } = value
  const [settings] = useDebouncedValue(
    JSON.stringify({ merchant, contact, account, currency, orderNumber: pattern, expirySeconds, language }),
    PAUSE,
  )
  const { data, error, refetch } = useQuery({
    queryKey: ["payment-preview", settings],
    queryFn: () => call("paymentConfiguration.preview", { body: JSON.parse(settings) }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  return (
    <>
      <Title order={3} size="h5">
        {payments.page}
      </Title>
      <Select
        label={payments.pageLanguage}
        data={languages}
        value={language}
        onChange={(next) => next && setLanguage(next)}
        allowDeselect={false}
        maw={240}
      />
      {error && <LoadFault error={error} retry={refetch} />}
      {!data && !error && <Waiting />}
      {/* Without any permission: nothing on it runs, is sent or leads away. */}
      {data && <iframe className={styles.page} title={payments.page} sandbox="" srcDoc={data.html} />}
    </>
  )
}
