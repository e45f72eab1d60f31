import { newSignInWord } from "../../http/auth/link"

/** The address that signs in to the studio once, within an hour, of a deployment with these secrets. */
export async function signInAddress(url: string, secrets: Record<string, string>): Promise<string> {
  const { HASH_KEY = "", API_TOKEN = "" } = secrets
  return `${url}/signin#${await newSignInWord({ HASH_KEY, API_TOKEN }, Date.now())}`
}
