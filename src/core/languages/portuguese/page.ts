import type { PageWords } from "../language"
import { checkout } from "./checkout"

/** Portuguese, as in Brazil. */
export const page: PageWords = {
  amountToPay: "Valor a pagar",
  depositToPay: "Entrada a pagar agora",
  restToPay: "Restante a pagar",
  payRest: (amount) => `Pagar o restante: ${amount}`,
  bill: {
    title: "Composição do valor",
    tax: "Impostos",
    discount: "Desconto",
    shipping: "Frete",
    total: "Total",
    deposit: "Entrada agora",
    received: "Já recebido",
    left: "Falta pagar",
  },
  details: "Detalhes",
  payee: "Para",
  description: "Referente a",
  orderNumber: "Número do pedido",
  payBy: "Pagar até",
  paidOn: "Pago em",
  refunded: "Devolvido",
  pay: (amount) => `Pagar ${amount}`,
  secure: "Você vai pagar na página segura do nosso provedor de pagamentos. Nunca vemos os dados do seu cartão.",
  checkout,
  cancel: "Cancelar este pagamento",
  close: "Você pode fechar esta página e voltar para a conversa.",
  test: "Modo de teste: nenhum dinheiro de verdade é movimentado.",
  pending: {
    title: "Seu pagamento está a caminho",
    text: "Seu banco ainda precisa confirmar. Avisaremos na conversa assim que ele chegar; não pague de novo.",
  },
  authorised: {
    title: "Seu pagamento está reservado",
    text: "Seu banco guarda o dinheiro para nós, e ele ainda não foi cobrado. Avisaremos na conversa quando for; não pague de novo.",
  },
  part_paid: {
    title: "Recebemos uma parte",
    text: "Obrigado! Ainda falta o resto. Volte para a conversa para ver como continuar.",
  },
  paid: { title: "Obrigado!", text: "Recebemos seu pagamento." },
  late: "Ele chegou depois do fim do prazo. Logo diremos como continuar.",
  overpaid: "Parece que você pagou duas vezes. Vamos verificar e avisamos você.",
  failed: {
    title: "O pagamento não foi concluído",
    text: "Ele não pode mais ser pago. Volte para a conversa para ver como continuar.",
  },
  expired: {
    title: "Este link de pagamento expirou",
    text: "Ele não pode mais ser pago. Volte para a conversa e peça um novo link.",
  },
  cancelled: {
    title: "Este pagamento foi cancelado",
    text: "Ele não pode mais ser pago. Se ainda quiser pagar, peça um novo link na conversa.",
  },
  mismatch: {
    title: "Estamos verificando seu pagamento",
    text: "O que recebemos não corresponde ao valor devido. Avisaremos você; não pague de novo.",
  },
  checking: {
    title: "Estamos verificando seu pagamento",
    text: "Leva alguns segundos e esta página se atualiza sozinha. Não pague de novo.",
  },
  slow: {
    title: "Ainda não vimos seu pagamento",
    text: "Se você já pagou, pode demorar um pouco mais. Avisaremos na conversa assim que ele chegar.",
  },
  checkAgain: "Verificar de novo",
  notPaidYet: "Ainda não paguei",
  confirm: { title: "Cancelar este pagamento?", text: "O link de pagamento vai deixar de funcionar." },
  yesCancel: "Sim, cancelar",
  keep: "Não, voltar",
  unknown: {
    title: "Este link não funciona",
    text: "Ele pode estar incompleto. Volte para a conversa e abra o link de lá, ou peça um novo.",
  },
  trouble: {
    title: "Não deu certo",
    text: "Tente de novo daqui a pouco. Se continuar acontecendo, fale com a gente na conversa.",
  },
  unpayable: {
    title: "No momento não é possível pagar",
    text: "A falha é nossa. Tente de novo mais tarde com este mesmo link.",
  },
  tryAgain: "Tentar de novo",
  help: "Precisa de ajuda?",
}
