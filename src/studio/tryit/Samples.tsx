import { Checkbox, Fieldset, NumberInput, Stack, Text, Textarea } from "@mantine/core"
import { useState } from "react"
import type { FlowNode } from "../../flow/flow"
import { useWords } from "../words"
import { samplesOf } from "./samples"
import type { Asked, Sample } from "./tryout"

/** What each API integration is answered, to be changed at will, and what it was last asked. */
export function Samples({ flow, nodes, asked }: { flow: string; nodes: readonly FlowNode[]; asked: readonly Asked[] }) {
  const { tryit: phone } = useWords()
  const requests = nodes.filter(({ type }) => type === "request")
  if (requests.length === 0) return null
  return (
    <Stack gap="xs">
      <Text fw={600} size="sm">
        {phone.samples}
      </Text>
      {requests.map((node) => (
        <SampleField key={node.id} flow={flow} node={node} asked={asked.findLast((one) => one.node === node.id)} />
      ))}
    </Stack>
  )
}

function SampleField({ flow, node, asked }: { flow: string; node: FlowNode; asked: Asked | undefined }) {
  const { tryit: phone } = useWords()
  const [sample, setSample] = useState<Sample | null>(() => samplesOf(flow).get(node.id))
  const [body, setBody] = useState(sample?.body ?? "{}")

  function change(next: Sample | null): void {
    setSample(next)
    samplesOf(flow).set(node.id, next)
  }

  return (
    <Fieldset legend={phone.sampleOf(node.name)} p="xs">
      <Stack gap="xs">
        <Text size="xs">{phone.sampleHelp}</Text>
        <Checkbox
          label={phone.sampleNone}
          checked={sample === null}
          onChange={({ currentTarget }) => change(currentTarget.checked ? null : { status: 200, body })}
        />
        {sample && (
          <>
            <NumberInput
              label={phone.sampleStatus}
              min={100}
              max={599}
              allowDecimal={false}
              value={sample.status}
              onChange={(status) => typeof status === "number" && change({ ...sample, status })}
            />
            <Textarea
              label={phone.sampleBody}
              autosize
              minRows={2}
              maxRows={10}
              value={sample.body}
              onChange={({ currentTarget }) => {
                setBody(currentTarget.value)
                change({ ...sample, body: currentTarget.value })
              }}
            />
          </>
        )}
        {asked && (
          <Text size="xs" style={{ overflowWrap: "anywhere" }}>
            {phone.asked(asked.request.method, URL.parse(asked.request.url)?.host ?? "")}
          </Text>
        )}
      </Stack>
    </Fieldset>
  )
}
