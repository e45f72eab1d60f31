import { type ConsentWords, some } from "../consent"

const which = some("MAIS|AS|OS|SUAS|SEUS|ESSAS|ESSES|ESTAS|ESTES|TODAS|TODOS|TANTAS|TANTOS|DE|ESSE|ESTE|TIPO")
const messages =
  "(?:MENSAGEM|MENSAGENS|MSGS?|SMS|TEXTOS?|NOTIFICACOES|AVISOS|PROPAGANDAS?|PROMOCOES|OFERTAS|PUBLICIDADE|SPAM|WHATSAPPS?)"

/** Portuguese. */
export const consent: ConsentWords = {
  stop: ["PARE", "SAIR", "DESCADASTRAR", "DESINSCREVER"],
  unclear: [],
  start: [],
  help: ["AJUDA"],
  before:
    "POR FAVOR|PFV|FAVOR|OI|OLA|JA|OK|QUERO|QUERIA|GOSTARIA DE|DESEJO|PRECISO|PODEM?|PODERIAM?|VOCES PODEM|COMO (?:FACO PARA|POSSO)|EU",
  after: "POR FAVOR|PFV|JA|AGORA|OBRIGAD[OA]|OK|MAIS|NUNCA MAIS|DE VOCES|IMEDIATAMENTE",
  sentences: [
    "STOP",
    "(?:PARE|PAREM|PARA COM ISSO|PAREM COM ISSO|PARE COM ISSO)",
    // "pare de me mandar mensagens", "parem de enviar mensagem"
    `(?:PARE|PAREM|PARA|PARAR|DEIXE|DEIXEM|DEIXA) DE (?:ME |NOS )?(?:MANDAR|ENVIAR|ESCREVER|INCOMODAR|PERTURBAR|CONTATAR|CONTACTAR)(?: ME)?(?:${which} ${messages})?(?: (?:PRA|PARA) MIM)?`,
    // "não me mande mais mensagens", "não enviem mensagens"
    `NAO ME (?:MANDEM?|MANDA|ENVIEM?|ENVIA|ESCREVAM?|INCOMODEM?|PERTURBEM?|CONTATEM?|CONTACTEM?)(?: MAIS)?(?: NADA)?(?:${which} ${messages})?`,
    `NAO (?:MANDEM?|ENVIEM?)${which} ${messages}`,
    // "não quero mais receber mensagens", "chega de mensagens"
    `NAO (?:QUERO|DESEJO|GOSTARIA DE)(?: MAIS)?(?: RECEBER)?${which} ${messages}`,
    `(?:CHEGA DE|SEM MAIS|PARAR|PAREM COM|PARE COM|CANCELAR)${which} ${messages}`,
    // "quero me descadastrar", "me tire da lista"
    "(?:ME )?(?:DESCADASTRAR|DESINSCREVER|DESCADASTREM?|DESINSCREVAM?)(?: ME)?(?: D(?:A|ESSA|ESTA|E SUA) LISTA)?",
    "(?:ME )?(?:TIREM?|TIRA|REMOVAM?|REMOVE|RETIREM?|RETIRA|EXCLUAM?|SAIR)(?: ME)? D(?:A|ESSA|ESTA|E SUA) LISTA",
  ],
}
