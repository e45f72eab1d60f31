import { Button, Group, Stack, Text } from "@mantine/core"
import { useWords } from "../../words"
import { withoutNodes } from "../draft/document"
import { useDraft } from "../draft/draft"
import { FlowPanel } from "./FlowPanel"
import { NodePanel } from "./NodePanel"

/** Sets the selected node, or the flow itself when nothing is selected. */
export function Panel() {
  const { nodes } = useWords()
  const { document, selection, select, change, readOnly } = useDraft()
  const [only, another] = selection
  const node = another === undefined ? document.nodes.find(({ id }) => id === only) : undefined
  if (node) return <NodePanel key={node.id} node={node} />
  if (selection.length < 2) return <FlowPanel />
  return (
    <Stack gap="sm">
      <Text>{nodes.selected(selection.length)}</Text>
      <Group>
        <Button variant="default" onClick={() => select([])}>
          {nodes.done}
        </Button>
        <Button
          variant="default"
          disabled={readOnly}
          onClick={() => {
            change((now) => withoutNodes(now, selection))
            select([])
          }}
        >
          {nodes.remove}
        </Button>
      </Group>
    </Stack>
  )
}
