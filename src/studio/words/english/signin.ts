/** English: signing in. */
export const signin = {
  title: "Sign in to Paythread",
  again: "Sign in again",
  againWhy: "Your session has ended. Sign in and go on where you were: nothing you entered is lost.",
  token: "API token",
  tokenHelp:
    "The deployment's API_TOKEN, or a token made under Settings. On your own machine it stands in the file .dev.vars.",
  signIn: "Sign in",
  spent:
    "This address signs in once, within an hour of its making. Start Paythread again for another, or enter a token.",
}
