/** What a contact is called: by name, else by phone number or user id. */
export function contactName(
  contact: { name?: string | null | undefined; phone?: string | null | undefined; userId?: string | null | undefined },
  unnamed: string,
): string {
  return [contact.name, contact.phone, contact.userId].find((known) => known) ?? unnamed
}
