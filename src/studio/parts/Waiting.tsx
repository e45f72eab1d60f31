import { Center, Loader } from "@mantine/core"
import { useWords } from "../words"

/** While something is on its way. */
export function Waiting() {
  const { shell } = useWords()
  return (
    <Center mih="40vh">
      <Loader aria-label={shell.loading} />
    </Center>
  )
}
