import { Kbd, Modal, Table, Text } from "@mantine/core"
import { useWords } from "../../words"
import type { Words } from "../../words/language"

const keys: readonly [string[], keyof Words["canvas"]["keyList"]][] = [
  [["Tab"], "tab"],
  [["Enter"], "enter"],
  [["Esc"], "escape"],
  [["←", "↑", "→", "↓"], "arrows"],
  [["Page Down", "Page Up"], "pages"],
  [["Home", "End"], "ends"],
  [["Shift + F10"], "menu"],
  [["Shift"], "shift"],
  [["Ctrl + A"], "selectAll"],
  [["Ctrl + C", "Ctrl + V"], "copy"],
  [["Ctrl + D"], "duplicate"],
  [["Delete", "Backspace"], "remove"],
  [["Ctrl + Z"], "undo"],
  [["Ctrl + Shift + Z", "Ctrl + Y"], "redo"],
  [["Ctrl + S"], "save"],
  [["Ctrl + F"], "find"],
  [["?"], "help"],
]

/** What each key does on the canvas. */
export function KeysHelp({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { canvas, shell } = useWords()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={canvas.keysTitle}
      size="lg"
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <Text size="sm" mb="sm">
        {canvas.keysIntro}
      </Text>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{canvas.key}</Table.Th>
            <Table.Th>{canvas.does}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keys.map(([names, what]) => (
            <Table.Tr key={what}>
              <Table.Td>
                {names.map((name) => (
                  <Kbd key={name} mr={4}>
                    {name}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{canvas.keyList[what]}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
