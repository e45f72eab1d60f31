import type { Phrases } from "../language"

/** Portuguese, as in Brazil. */
export const chat: Phrases = {
  paymentRequest: "Por favor, pague {{ amount }}{% if description != blank %} por {{ description }}{% endif %}.",
  depositRequest:
    "Por favor, pague uma entrada{% if part != blank %} de {{ part }}{% endif %}{% if description != blank %} por {{ description }}{% endif %}. No total são {{ amount }}.",
  payButton: "Pagar agora",
  linkPurpose: "Seu link para pagar {{ amount }}{% if orderNumber != blank %} do pedido {{ orderNumber }}{% endif %}:",
  codeToPay:
    "Aqui está seu código para pagar {{ amount }}. Copie a próxima mensagem e cole no aplicativo do seu banco.",
  askedOnPhone: "Enviamos uma solicitação de {{ amount }} para o seu celular. Confirme por lá, por favor.",
  howToPay: "Para pagar {{ amount }}, use exatamente estes dados:",
  details: {
    payee: "Favorecido",
    account: "Conta",
    bank: "Banco",
    reference: "Referência",
    voucher: "Número do boleto",
    amount: "Valor",
  },
  held: "Seu banco guarda para nós seu pagamento de {{ amount }}. Ele ainda não foi cobrado; avisaremos quando for.",
  partPaid:
    "Obrigado! Recebemos {% if received != blank %}{{ received }}{% else %}uma parte{% endif %} do seu pagamento de {{ amount }}.{% if rest != blank %} Você pode pagar os {{ rest }} restantes pelo mesmo link.{% endif %}",
  partOver:
    "O prazo para pagar acabou. Recebemos {% if received != blank %}{{ received }}{% else %}uma parte{% endif %} do seu pagamento de {{ amount }}. Logo diremos como continuar.",
  paid: "Obrigado! Recebemos seu pagamento de {{ amount }}{% if orderNumber != blank %} do pedido {{ orderNumber }}{% endif %}.",
  failed: "Seu pagamento de {{ amount }} não foi concluído.",
  expired: "O prazo para pagar {{ amount }} terminou e o link de pagamento não funciona mais.",
  cancelled: "Seu pagamento de {{ amount }} foi cancelado. Nada foi cobrado.",
  mismatch: "Recebemos um pagamento que não corresponde ao valor devido. Vamos verificar e avisamos você.",
  error: "Desculpe, não conseguimos criar seu link de pagamento. Tente de novo daqui a pouco.",
  latePaid: "Seu pagamento de {{ amount }} acabou chegando. Obrigado! Logo diremos como continuar.",
  lateRefunded: "Seu pagamento de {{ amount }} chegou tarde demais, por isso estamos devolvendo o valor.",
  overpaid: "Parece que você pagou duas vezes. Vamos verificar e avisamos você.",
  overpaidBy: "Você pagou {{ amount }} a mais do que devia. Vamos verificar e avisamos você.",
  overpaidRefunded:
    "Parece que você pagou duas vezes, por isso estamos devolvendo o segundo pagamento, de {{ amount }}.",
  waiting:
    'Estamos aguardando seu pagamento de {{ amount }}. Você pode escrever "pago", "reenviar" ou "cancelar pagamento".',
  notYetPaid: "Ainda não vimos seu pagamento. Pode levar um instante; avisaremos assim que ele chegar.",
  cannotSee: "No momento não conseguimos ver se o seu pagamento chegou. Avisaremos assim que soubermos.",
  expiredUnseen:
    "O prazo para pagar {{ amount }} terminou, mas nosso serviço de pagamentos não estava funcionando bem. Se você pagou, avisaremos assim que virmos.",
  cancelledUnseen:
    "Seu pagamento de {{ amount }} foi cancelado. No momento não conseguimos ver se você já tinha pago; se sim, avisaremos assim que virmos.",
  confirmCancel: "Quer mesmo cancelar seu pagamento de {{ amount }}? Responda sim ou não.",
  notCancelled: "Tudo bem, seu link de pagamento continua funcionando.",
  optedOut: "Você não receberá mais mensagens nossas. Escreva START para voltar a receber.",
  optedOutOwing:
    "Você não receberá mais mensagens nossas, nem sobre seu pagamento, mas o link dele continua funcionando. Escreva START para voltar a receber.",
  optedIn:
    "Que bom ter você de volta! Você voltará a receber nossas mensagens. Escreva STOP quando quiser deixar de receber.",
  help: "{% if merchant != blank %}Aqui é {{ merchant }}. {% endif %}{% if contact != blank %}Se precisar de ajuda, fale conosco: {{ contact }}. {% endif %}Escreva STOP para não receber mais mensagens nossas.",
  invalidAnswer: "Desculpe, essa resposta não parece certa. Tente de novo.",
  invalidNumber: "Responda com um número, por exemplo 12.",
  invalidEmail: "Envie um e-mail completo, por exemplo nome@example.com.",
  invalidPhone: "Envie um número de telefone com o código do país, por exemplo +55 11 91234-5678.",
  invalidDate: "Essa não é uma data que conseguimos ler. Escreva assim: {{ example }}.",
  invalidAmount: "Envie um valor, por exemplo 99,90.",
  broken:
    "Desculpe, algo deu errado do nosso lado e não podemos continuar por aqui. Escreva para nós de novo um pouco mais tarde.",
  standing: "Obrigado pela sua mensagem. Continuamos por aqui assim que pudermos.",
  chooseOne: "Escolha uma das opções, por favor.",
  more: "Mais",
  choicesTitle: "Ver opções",
  yesButton: "Sim",
  noButton: "Não",
  words: {
    paid: ["pago", "paguei", "já paguei", "feito", "pronto"],
    resend: ["reenviar", "reenviar link", "enviar de novo", "enviar novamente"],
    cancel: ["cancelar", "cancelar pagamento", "cancelar o pagamento", "cancelar pedido"],
    yes: ["sim", "sim por favor", "s", "claro", "tá bom"],
    no: ["não", "não obrigado", "não obrigada"],
  },
}
