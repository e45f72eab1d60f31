/**
 * English: what nodes, channels and providers call things is English already. Here stands what reads better than the
 * values that flow documents keep.
 */
export const terms: Readonly<Record<string, string>> = {
  yesno: "yes or no",
  any: "anything",
  tell: "Tell the customer",
  refund: "Give it back at once",
  agent: "Leave it to a person",
}
