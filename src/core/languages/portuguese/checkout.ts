import type { CheckoutWords } from "../language"
import { chat } from "./chat"

/** Portuguese, as in Brazil. */
export const checkout: CheckoutWords = {
  leadsTo: {
    code: "Você vai receber um código para pagar no aplicativo do seu banco.",
    push: "Vamos enviar uma solicitação de pagamento para o seu celular.",
    instructions: "Você vai ver os dados para pagar.",
  },
  asks: "Para este pagamento precisamos saber:",
  fields: {
    name: "Nome completo",
    email: "E-mail",
    phone: "Telefone com código do país",
    country: "País",
    taxId: "Número de identificação fiscal",
  },
  choose: "Escolha",
  check: "Confira o que está marcado abaixo.",
  wrong: {
    name: "Escreva seu nome completo.",
    email: "Escreva um e-mail completo, como nome@example.com.",
    phone: "Escreva um telefone com o código do país, como +55 11 91234-5678.",
    country: "Escolha um país.",
    taxId: "Este número não está certo. Confira cada dígito.",
  },
  posting: { title: "Levando você à página de pagamento", text: "Se nada acontecer, toque no botão." },
  goOn: "Continuar",
  payWith: (scheme) => (scheme === null ? "Pague com este código" : `Pague com ${scheme}`),
  codeText: "Copie o código e cole no aplicativo do seu banco, ou escaneie a imagem com outro celular.",
  theCode: "Código",
  copyCode: "Copiar o código",
  copy: "Copiar",
  copied: "Copiado",
  picture: "O mesmo código em QR Code",
  openPage: "Abrir a página de pagamento",
  lookAtPhone: "Olhe o seu celular",
  askedOn: (phone) => `Enviamos uma solicitação de pagamento para ${phone}. Confirme por lá e pronto.`,
  againIn: (left) => `Ela pode ser enviada de novo em ${left}.`,
  again: "Enviar de novo",
  unsure: {
    title: "Não sabemos se a solicitação chegou ao seu celular",
    text: "Ela ainda pode chegar. Se chegar, confirme uma só vez: nós vamos ver.",
  },
  instructions: {
    title: "Pague com estes dados",
    text: "Use-os exatamente como estão aqui, para que possamos reconhecer seu pagamento.",
  },
  labels: chat.details,
  watching: "Esta página mostra quando seu pagamento chegar, e avisamos na conversa.",
}
