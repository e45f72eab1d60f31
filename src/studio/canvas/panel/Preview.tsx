import { Fieldset, SegmentedControl, Stack, Text } from "@mantine/core"
import { useMemo, useState } from "react"
import { renderMessage } from "../../../core/message/rendering"
import { segments } from "../../../core/message/segments"
import { useKinds } from "../../client/catalogue"
import { usePaymentConfiguration } from "../../client/configuration"
import { Bubble } from "../../tryit/Bubble"
import { useWords } from "../../words"
import { type DraftNode, useDraft } from "../draft/draft"
import { saidBy } from "./messages"

/** What customers will see of a node on each kind of channel, with the segments counted where there are any. */
export function Preview({ node }: { node: DraftNode }) {
  const { nodes } = useWords()
  const { document } = useDraft()
  const kinds = useKinds()
  const [chosen, setKind] = useState<string | null>(null)
  const shown = kinds.find(({ kind }) => kind === chosen) ?? kinds[0]
  const configuration = usePaymentConfiguration()?.used
  const [now] = useState(() => Date.now())
  const { messages, sample } = useMemo(
    () => (configuration ? saidBy(node, document.language, configuration, now) : { messages: [], sample: false }),
    [node, document.language, configuration, now],
  )
  if (!shown || messages.length === 0) return null
  const { kind, capabilities } = shown
  const parts = messages.flatMap((message) => renderMessage(message, capabilities))
  return (
    <Fieldset legend={nodes.preview} p="sm">
      <Stack gap="xs">
        <SegmentedControl
          aria-label={nodes.preview}
          size="xs"
          value={kind}
          onChange={setKind}
          data={kinds.map((one) => ({ value: one.kind, label: nodes.kinds[one.kind] }))}
        />
        {parts.map((part, index) => {
          const counted = segments(part.text)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
            <Stack key={index} gap={2}>
              <Bubble message={part} />
              {capabilities.segments !== null && (
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
