import { Alert, List } from "@mantine/core"
import type { FlowFault } from "../../../flow/checks/check"
import { useWords } from "../../words"

/** What must be mended, in words that say how. */
export function FaultList({ faults }: { faults: readonly FlowFault[] }) {
  const { nodes } = useWords()
  if (faults.length === 0) return null
  return (
    <Alert color="orange" variant="outline" title={nodes.faults(faults.length)} p="xs">
      <List size="sm" spacing={2}>
        {faults.map(({ code, path, message }) => (
          <List.Item key={`${code} ${path} ${message}`}>{message}</List.Item>
        ))}
      </List>
    </Alert>
  )
}
