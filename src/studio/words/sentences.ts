import type { Translation } from "../../core/text/sentence"
import type { flowSentences } from "../../flow/sentences"
import type { apiSentences } from "../../http/api/sentences"

/** What the API and the checks say is wrong, by its key. */
export type Sentences = Translation<typeof flowSentences & typeof apiSentences>
