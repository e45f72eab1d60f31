import { Button, Checkbox, Fieldset, NumberInput, Stack, Text, Textarea } from "@mantine/core"
import { useState } from "react"
import type { Json } from "../../core/json"
import type { Flow, FlowNode } from "../../flow/flow"
import { findNode } from "../../flow/nodes"
import { parseJson } from "../../flow/values/data"
import { useWords } from "../words"
import { samplesOf } from "./samples"
import type { Asked, Sample } from "./tryout"

interface SamplesProps {
  /** The flow's id. */
  id: string
  flow: Flow
  asked: readonly Asked[]
  /** Whether the address of that node can be called now. */
  isCallable(node: string): boolean
  onCall(node: string, body: Json): void
}

/** What each node that a machine answers is answered, to be changed at will, and what it last asked. */
export function Samples({ id, flow, asked, isCallable, onCall }: SamplesProps) {
  const { tryit: phone } = useWords()
  const asking = flow.nodes.filter(({ type }) => findNode(type)?.asks)
  if (asking.length === 0) return null
  return (
    <Stack gap="xs">
      <Text fw={600} size="sm">
        {phone.samples}
      </Text>
      {asking.map((node) =>
        findNode(node.type)?.asks?.for === "callback" ? (
          <CallField
            key={node.id}
            samples={samplesOf(id, flow)}
            node={node}
            callable={isCallable(node.id)}
            onCall={(body) => onCall(node.id, body)}
          />
        ) : (
          <SampleField
            key={node.id}
            samples={samplesOf(id, flow)}
            node={node}
            asked={asked.findLast((one) => one.node === node.id)}
          />
        ),
      )}
    </Stack>
  )
}

interface CallFieldProps {
  samples: ReturnType<typeof samplesOf>
  node: FlowNode
  callable: boolean
  onCall(body: Json): void
}

/** What somebody outside calls the address of a wait with. */
function CallField({ samples, node, callable, onCall }: CallFieldProps) {
  const { tryit: phone } = useWords()
  const [body, setBody] = useState(() => samples.get(node.id)?.body ?? "null")
  const json = parseJson(body)
  return (
    <Fieldset legend={phone.callOf(node.name)} p="xs">
      <Stack gap="xs" align="start">
        <Textarea
          label={phone.sampleBody}
          autosize
          minRows={2}
          maxRows={10}
          w="100%"
          value={body}
          error={json === undefined && phone.notJson}
          onChange={({ currentTarget }) => {
            setBody(currentTarget.value)
            samples.set(node.id, { status: 200, body: currentTarget.value })
          }}
        />
        <Button
          size="xs"
          variant="default"
          disabled={!callable || json === undefined}
          onClick={() => json !== undefined && onCall(json)}
        >
          {phone.call}
        </Button>
      </Stack>
    </Fieldset>
  )
}

interface SampleFieldProps {
  samples: ReturnType<typeof samplesOf>
  node: FlowNode
  asked: Asked | undefined
}

function SampleField({ samples, node, asked }: SampleFieldProps) {
  const { tryit: phone } = useWords()
  const [sample, setSample] = useState<Sample | null>(() => samples.get(node.id))
  const [body, setBody] = useState(sample?.body ?? "{}")

  function change(next: Sample | null): void {
    setSample(next)
    samples.set(node.id, next)
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
