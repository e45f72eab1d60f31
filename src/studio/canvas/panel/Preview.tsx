import { Fieldset, SegmentedControl, Stack, Text } from "@mantine/core"
import { useMemo, useState } from "react"
import { renderMessage } from "../../../core/message/rendering"
import { segments } from "../../../core/message/segments"
import { useCatalogue } from "../../client/catalogue"
import { usePaymentConfiguration } from "../../client/configuration"
import { Bubble } from "../../tryit/Bubble"
import { useWords } from "../../words"
import { type DraftNode, useDraft } from "../draft/draft"
import { saidBy } from "./messages"

/** What customers will see of a node, as WhatsApp shows it and as SMS with its segments counted. */
export function Preview({ node }: { node: DraftNode }) {
  const { nodes } = useWords()
  const { document } = useDraft()
  const [channel, setChannel] = useState("whatsapp")
  const limits = useCatalogue().data?.channels.find(({ name }) => name === channel)?.capabilities
  const configuration = usePaymentConfiguration()?.used
  const [now] = useState(() => Date.now())
  const { messages, sample } = useMemo(
    () => (configuration ? saidBy(node, document.language, configuration, now) : { messages: [], sample: false }),
    [node, document.language, configuration, now],
  )
  if (!limits || messages.length === 0) return null
  const parts = messages.flatMap((message) => renderMessage(message, limits))
  return (
    <Fieldset legend={nodes.preview} p="sm">
      <Stack gap="xs">
        <SegmentedControl
          aria-label={nodes.preview}
          size="xs"
          value={channel}
          onChange={setChannel}
          data={[
            { value: "whatsapp", label: nodes.previewWhatsapp },
            { value: "twilio", label: nodes.previewSms },
          ]}
        />
        {parts.map((part, index) => {
          const counted = segments(part.text)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
            <Stack key={index} gap={2}>
              <Bubble message={part} />
              {limits.segments !== null && (
                <Text size="xs">{nodes.segments([...part.text].length, counted.count, counted.encoding)}</Text>
              )}
            </Stack>
          )
        })}
        {sample && <Text size="xs">{nodes.previewSample}</Text>}
      </Stack>
    </Fieldset>
  )
}
