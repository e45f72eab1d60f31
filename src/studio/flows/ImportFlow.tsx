import { Alert, Button, FileButton, List, Modal, Stack, Text } from "@mantine/core"
import { IconUpload } from "@tabler/icons-react"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useRef } from "react"
import { useLocation } from "wouter"
import { call, Refusal } from "../client/client"
import { documentFor } from "../client/document"
import { messageOf } from "../parts/Fault"
import { useWords } from "../words"
import { useSaid } from "../words/said"
import { documentIn } from "./documentin"

/** Makes a flow of a file that was exported, or says at which places it is not one. */
export function ImportFlow() {
  const words = useWords()
  const { flows, shell } = words
  const say = useSaid()
  const again = useRef<() => void>(null)
  const queries = useQueryClient()
  const [, go] = useLocation()
  const take = useMutation({
    mutationFn: async (file: File) => {
      const read = documentIn(await file.text(), flows)
      if ("fault" in read) throw new Refusal(422, "invalid", read.fault)
      return call("flows.create", { body: { document: documentFor(read.document) } })
    },
    onSuccess: ({ id }) => {
      queries.invalidateQueries({ queryKey: ["flows"] })
      go(`/flows/${encodeURIComponent(id)}`)
    },
    onSettled: () => again.current?.(),
  })
  const faults = take.error instanceof Refusal ? take.error.faults : []
  return (
    <>
      <FileButton resetRef={again} accept="application/json,.json" onChange={(file) => file && take.mutate(file)}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            leftSection={<IconUpload size={16} aria-hidden />}
            loading={take.isPending}
          >
            {flows.import}
          </Button>
        )}
      </FileButton>
      <Modal
        opened={take.isError}
        onClose={take.reset}
        title={flows.importFailed}
        closeButtonProps={{ "aria-label": shell.close }}
      >
        <Stack>
          <Alert variant="default" role="alert">
            {take.error && messageOf(take.error, words)}
          </Alert>
          {faults.length > 0 && (
            <List size="sm">
              {faults.map((fault) => (
                <List.Item key={`${fault.path} ${fault.message}`}>
                  <Text span fw={600} size="sm" className="anywhere">
                    {fault.path.replace(/^document\.?/, "") || flows.theFile}
                  </Text>
                  : {say(fault)}
                </List.Item>
              ))}
            </List>
          )}
          <Text size="sm">{flows.importAdvice}</Text>
        </Stack>
      </Modal>
    </>
  )
}
