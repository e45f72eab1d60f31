import { Alert, Button, Center, Stack } from "@mantine/core"
import { Component, type PropsWithChildren } from "react"
import { useWords } from "../words"

/** Catches what breaks while drawing, so that the page says so instead of going blank. */
export class Boundary extends Component<PropsWithChildren, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override componentDidCatch(error: unknown) {
    console.error(error)
  }

  override render() {
    return this.state.broken ? <Broken /> : this.props.children
  }
}

function Broken() {
  const { shell } = useWords()
  return (
    <Center mih="60vh" p="md">
      <Alert color="red" title={shell.brokenTitle} maw={480} role="alert">
        <Stack align="start">
          {shell.broken}
          <Button variant="default" onClick={() => location.reload()}>
            {shell.reload}
          </Button>
        </Stack>
      </Alert>
    </Center>
  )
}
