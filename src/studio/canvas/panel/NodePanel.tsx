import { Button, Group, Select, Stack, Text, TextInput, Title } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import * as z from "zod"
import { decimal } from "../../../core/money"
import { limitsOf, terms } from "../../../core/order/terms"
import { findNode } from "../../../flow/nodes"
import { call } from "../../client/client"
import { usePaymentConfiguration } from "../../client/configuration"
import { SchemaForm } from "../../forms/SchemaForm"
import type { FieldSchema } from "../../forms/schema"
import { useWords } from "../../words"
import { useFaces } from "../board/useFaces"
import { connected, disconnected, freeId, freeName, freePlace, withNode, withoutNodes } from "../draft/document"
import { type DraftNode, useDraft } from "../draft/draft"
import { repaired } from "../draft/repair"
import { useNodeWords } from "../useNodeWords"
import { FaultList } from "./FaultList"
import { Preview } from "./Preview"
import { variablesAt } from "./variables"

/** Sets one node: its name, what it does, and where it goes on. */
export function NodePanel({ node }: { node: DraftNode }) {
  const { nodes } = useWords()
  const { document, change, faults, readOnly, select } = useDraft()
  const words = useNodeWords()(node.type)
  const type = findNode(node.type)
  const schema = useMemo(() => (type ? (z.toJSONSchema(type.config, { io: "input" }) as FieldSchema) : null), [type])
  const own = faults.filter((fault) => fault.node === node.id)
  const inConfig = own
    .filter(({ path }) => path.startsWith("config."))
    .map(({ path, message }) => ({ path: path.slice("config.".length), message }))
  const variables = useMemo(() => variablesAt(document, node.id), [document, node.id])
  const flows = useQuery({
    queryKey: ["flows", "names"],
    queryFn: () => call("flows.list", { query: { limit: 100 } }),
    enabled: Object.values(schema?.properties ?? {}).some(({ control }) => control === "flow"),
  })
  const choices = useMemo(
    () => (flows.data ? { flow: flows.data.items.map(({ id, name }) => ({ value: id, label: name })) } : {}),
    [flows.data],
  )
  const notes = useNotes(node)
  const update = (next: Partial<DraftNode>, field: string) =>
    change(
      (now) => ({ ...now, nodes: now.nodes.map((one) => (one.id === node.id ? { ...one, ...next } : one)) }),
      `${node.id}.${field}`,
    )

  function duplicate(): void {
    change((now) => {
      const copy = {
        ...node,
        id: freeId(now.nodes),
        name: freeName(now.nodes, node.name),
        position: freePlace(now.nodes, { x: (node.position?.x ?? 0) + 40, y: (node.position?.y ?? 0) + 40 }),
      }
      return withNode(now, copy)
    })
  }

  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {words?.title ?? type?.title ?? node.type}
      </Title>
      <FaultList faults={own} />
      <TextInput
        label={nodes.name}
        description={nodes.nameHelp}
        value={node.name}
        error={own.find(({ path }) => path === "name")?.message}
        disabled={readOnly}
        onChange={({ currentTarget }) => update({ name: currentTarget.value }, "name")}
      />
      {schema && (
        <SchemaForm
          schema={schema}
          words={words?.fields}
          value={node.config}
          onChange={(config) => update({ config }, "config")}
          faults={inConfig}
          notes={notes}
          variables={variables}
          choices={choices}
          readOnly={readOnly}
        />
      )}
      <Exits node={node} />
      <Preview node={node} />
      <Group>
        <Button onClick={() => select([])}>{nodes.done}</Button>
        <Button variant="default" disabled={readOnly} onClick={duplicate}>
          {nodes.duplicate}
        </Button>
        <Button
          variant="default"
          disabled={readOnly}
          onClick={() => {
            change((now) => withoutNodes(now, [node.id]))
            select([])
          }}
        >
          {nodes.remove}
        </Button>
      </Group>
    </Stack>
  )
}

/** How an amount that is written out will be read, whatever else of the node is still missing. */
function useNotes(node: DraftNode): { path: string; message: string }[] {
  const { nodes } = useWords()
  const saved = usePaymentConfiguration()?.saved
  const type = findNode(node.type)
  const config = type && repaired(type.config, node.config)
  if (!saved || !type?.config.safeParse(config).success || node.config.amount === undefined) return []
  const wanted = type.wants(config)
  const read = wanted ? terms(wanted, limitsOf(saved), "author") : null
  if (!read || !("terms" in read)) return []
  const { due } = read.terms
  return [{ path: "amount", message: nodes.readAs(`${due.currency}\u00a0${decimal(due)}`) }]
}

/** Every exit with the node that it leads to: the way to connect by keyboard. */
function Exits({ node }: { node: DraftNode }) {
  const { nodes } = useWords()
  const { document, change, readOnly } = useDraft()
  const { ports } = useFaces()(node)
  if (ports.length === 0) return null
  const targets = document.nodes.map(({ id, name }) => ({ value: id, label: name || id }))
  return (
    <Stack gap="xs">
      <Text fw={600} size="sm">
        {nodes.exits}
      </Text>
      {ports.map(({ name, title }) => (
        <Select
          key={name}
          label={nodes.exitTo(title)}
          placeholder={nodes.nowhere}
          data={targets}
          value={node.exits[name] ?? null}
          disabled={readOnly}
          clearable
          searchable
          onChange={(target) =>
            change((now) =>
              target === null
                ? disconnected(now, [{ from: node.id, exit: name }])
                : connected(now, node.id, name, target),
            )
          }
        />
      ))}
    </Stack>
  )
}
