import { Alert, Button, List, Stack, Text } from "@mantine/core"
import { useQueries } from "@tanstack/react-query"
import { useEffect, useMemo, useState } from "react"
import { type Flow, type FlowNode, flowDocument } from "../../flow/flow"
import { findNode } from "../../flow/nodes"
import { useDraft } from "../canvas/draft/draft"
import { useCatalogue, useKinds } from "../client/catalogue"
import { call } from "../client/client"
import { usePaymentConfiguration } from "../client/configuration"
import { Waiting } from "../parts/Waiting"
import { useWords } from "../words"
import { Inspector } from "./Inspector"
import { Orders } from "./Orders"
import { Phone } from "./Phone"
import { Samples } from "./Samples"
import { samplesOf } from "./samples"
import { TimeControls } from "./TimeControls"
import { Tryout } from "./tryout"

/** The phone on the draft: the engine runs here, and nothing leaves the browser. */
export function DraftPhone() {
  const { tryit: phone } = useWords()
  const { flow: id, document, faults, light } = useDraft()
  const parsed = useMemo(() => flowDocument.safeParse(document), [document])
  const configuration = usePaymentConfiguration()?.used ?? null
  const others = useOthers(parsed.success ? parsed.data : null)
  const catalogue = useCatalogue()
  const kinds = useKinds()
  const [tryout, setTryout] = useState<{ run: Tryout; flow: Flow } | null>(null)
  const [, setTurns] = useState(0)
  const flow = parsed.success ? parsed.data : null
  const ready = configuration !== null && others !== null && !catalogue.isPending

  function begin(): Tryout | null {
    if (!flow || !ready) return null
    const run = new Tryout(
      {
        id,
        flow,
        others,
        configuration,
        channel: kinds[0] ?? { name: "", capabilities: null },
        sample: (node) => samplesOf(id, flow).get(node),
        words: phone,
      },
      Date.now(),
    )
    setTryout({ run, flow })
    light(null)
    return run
  }

  function act(deed: (run: Tryout) => void): void {
    const run = tryout?.run ?? begin()
    if (!run) return
    deed(run)
    setTurns((turns) => turns + 1)
    light({ nodes: new Set(run.nodes), edges: new Set(run.edges), current: run.current })
  }

  useEffect(() => () => light(null), [light])

  if (!flow)
    return (
      <Alert color="orange" variant="outline" title={phone.broken}>
        <List size="sm">
          {faults.slice(0, 8).map(({ code, node, path, message }) => (
            <List.Item key={`${code} ${node} ${path}`}>{message}</List.Item>
          ))}
        </List>
      </Alert>
    )
  if (!ready) return <Waiting />
  const run = tryout?.run
  const stale = tryout !== null && tryout.flow !== flow
  return (
    <Stack gap="sm">
      {stale && (
        <Alert color="blue" variant="outline" p="xs">
          <Text size="sm">{phone.changed}</Text>
          <Button size="xs" mt={6} onClick={begin}>
            {phone.withChanges}
          </Button>
        </Alert>
      )}
      <Phone
        lines={run?.lines ?? []}
        hint={phone.hint(flow.triggers.keywords[0] ?? "hello")}
        onWrite={(text, choice) => act((now) => now.write(text, choice))}
      />
      <Button variant="default" size="xs" disabled={!run} onClick={begin} style={{ alignSelf: "start" }}>
        {phone.restart}
      </Button>
      {run && <Orders orders={run.orders} onSettle={(order, outcome) => act((now) => now.settle(order, outcome))} />}
      {run && <TimeControls run={run} onJump={(milliseconds) => act((now) => now.jump(milliseconds))} />}
      <Samples
        id={id}
        flow={flow}
        asked={run?.asked ?? []}
        isCallable={(node) => run?.isCallable(node) ?? false}
        onCall={(node, body) => act((now) => now.call(node, body))}
      />
      {run && <Inspector variables={run.stack.runs.at(-1)?.variables ?? {}} />}
    </Stack>
  )
}

function flowsOf({ type, config }: FlowNode): string[] {
  const known = findNode(type)
  if (!known?.config.safeParse(config).success) return []
  return known.refers(config).flatMap(({ to, id }) => (to === "flow" ? [id] : []))
}

/** The flows that this one hands over to, as they are drafted; null while they are loaded. */
function useOthers(flow: Flow | null): ReadonlyMap<string, Flow> | null {
  const ids = [...new Set((flow?.nodes ?? []).flatMap(flowsOf))]
  return useQueries({
    queries: ids.map((other) => ({
      queryKey: ["flow", other, "draft"],
      queryFn: () => call("flows.show", { params: { id: other } }),
      retry: false,
    })),
    combine: (results) => {
      if (results.some(({ isPending }) => isPending)) return null
      return new Map(
        results.flatMap(({ data }, index) => {
          const read = flowDocument.safeParse(data?.draft)
          return read.success ? [[ids[index] ?? "", read.data] as const] : []
        }),
      )
    },
  })
}
