import type { Words } from "../language"

/** Spanish: signing in. */
export const signin: Words["signin"] = {
  title: "Entrar en Paythread",
  again: "Volver a entrar",
  againWhy: "Tu sesión ha terminado. Entra y sigue donde estabas: no se ha perdido nada de lo que escribiste.",
  token: "Token de la API",
  tokenHelp:
    "El API_TOKEN del despliegue, o un token creado en Ajustes. En tu propia máquina está en el archivo .dev.vars.",
  signIn: "Entrar",
  spent:
    "Esta dirección sirve para entrar una sola vez, en la hora que sigue a su creación. Vuelve a iniciar Paythread para tener otra, o introduce un token.",
}
