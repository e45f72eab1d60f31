import { MantineProvider } from "@mantine/core"
import { Notifications } from "@mantine/notifications"
import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { Refusal } from "../client/client"
import { Gate } from "../signin/Gate"
import { Boundary } from "./Boundary"
import { Frame } from "./Frame"
import { Speaking } from "./Speaking"
import { theme } from "./theme"

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What the server refused it would refuse again; what was not reached may be reached.
      retry: (failures, error) => failures < 2 && (!(error instanceof Refusal) || error.status === 0),
    },
  },
})

/** The whole application. */
export function Studio() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <Speaking>
        <QueryClientProvider client={queries}>
          <Notifications position="bottom-right" />
          <Boundary>
            <Gate>
              <Frame />
            </Gate>
          </Boundary>
        </QueryClientProvider>
      </Speaking>
    </MantineProvider>
  )
}
