import { MultiSelect, Select, Stack, Switch, TagsInput, Text, Textarea, TextInput, Title } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { phrases } from "../../../core/languages"
import { call } from "../../client/client"
import { useWords } from "../../words"
import { useCustomerLanguages } from "../../words/customerlanguages"
import { type Draft, useDraft } from "../draft/draft"
import { FaultList } from "./FaultList"

/** The flow's own settings: its name, its language and what starts it. */
export function FlowPanel() {
  const { nodes } = useWords()
  const languages = useCustomerLanguages()
  const { document, change, faults, readOnly } = useDraft()
  const { data } = useQuery({
    queryKey: ["channel-accounts"],
    queryFn: () => call("channelAccounts.list", { query: { limit: 100 } }),
  })
  const { triggers } = document
  const accounts = (data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))
  const unknown = triggers.accounts.filter((id) => !accounts.some(({ value }) => value === id))
  const at = (start: string) => faults.find(({ node, path }) => node === null && path.startsWith(start))?.message
  const set = (field: string, next: Partial<Draft>) => change((now) => ({ ...now, ...next }), `flow.${field}`)
  const trigger = (next: Partial<Draft["triggers"]>) =>
    change((now) => ({ ...now, triggers: { ...now.triggers, ...next } }), `flow.${Object.keys(next).join()}`)

  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {nodes.flowTitle}
      </Title>
      <Text size="sm">{nodes.flowHint}</Text>
      <FaultList faults={faults.filter(({ node }) => node === null)} />
      <TextInput
        label={nodes.flowName}
        value={document.name}
        error={at("name")}
        disabled={readOnly}
        onChange={({ currentTarget }) => set("name", { name: currentTarget.value })}
      />
      <Select
        label={nodes.language}
        data={languages}
        value={document.language}
        disabled={readOnly}
        allowDeselect={false}
        onChange={(language) => language && set("language", { language })}
      />
      <TagsInput
        label={nodes.keywords}
        description={nodes.keywordsHelp}
        value={triggers.keywords}
        error={at("triggers.keywords")}
        readOnly={readOnly}
        onChange={(keywords) => trigger({ keywords })}
      />
      <Switch
        label={nodes.anyMessage}
        description={nodes.anyMessageHelp}
        checked={triggers.anyMessage}
        disabled={readOnly}
        onChange={({ currentTarget }) => trigger({ anyMessage: currentTarget.checked })}
      />
      <Textarea
        label={nodes.standing}
        description={nodes.standingHelp}
        placeholder={phrases(document.language).standing}
        autosize
        maxLength={1000}
        value={document.standing ?? ""}
        error={at("standing")}
        disabled={readOnly}
        onChange={({ currentTarget }) => set("standing", { standing: currentTarget.value })}
      />
      <MultiSelect
        label={nodes.accounts}
        description={nodes.accountsHelp}
        data={[...accounts, ...unknown.map((id) => ({ value: id, label: id }))]}
        value={triggers.accounts}
        error={at("triggers.accounts")}
        readOnly={readOnly}
        onChange={(ids) => trigger({ accounts: ids })}
      />
    </Stack>
  )
}
