import type { Phrases } from "../language"

/** Afrikaans. */
export const chat: Phrases = {
  paymentRequest: "Betaal asseblief {{ amount }}{% if description != blank %} vir {{ description }}{% endif %}.",
  depositRequest:
    "Betaal asseblief 'n deposito{% if part != blank %} van {{ part }}{% endif %}{% if description != blank %} vir {{ description }}{% endif %}. Dit is {{ amount }} in totaal.",
  payButton: "Betaal nou",
  linkPurpose:
    "Jou skakel om {{ amount }}{% if orderNumber != blank %} vir bestelling {{ orderNumber }}{% endif %} te betaal:",
  codeToPay:
    "Hier is jou kode om {{ amount }} te betaal. Kopieer die volgende boodskap en plak dit in jou bank se toep.",
  askedOnPhone: "Ons het ’n versoek vir {{ amount }} na jou foon gestuur. Bevestig dit asseblief daar.",
  howToPay: "Om {{ amount }} te betaal, gebruik asseblief presies hierdie besonderhede:",
  details: {
    payee: "Begunstigde",
    account: "Rekening",
    bank: "Bank",
    reference: "Verwysing",
    voucher: "Koeponnommer",
    amount: "Bedrag",
  },
  held: "Jou bank hou jou betaling van {{ amount }} vir ons. Dit is nog nie gevat nie; ons laat jou weet wanneer dit gebeur.",
  partPaid:
    "Dankie! Ons het {% if received != blank %}{{ received }}{% else %}'n deel{% endif %} van jou betaling van {{ amount }} ontvang.{% if rest != blank %} Jy kan die ander {{ rest }} met dieselfde skakel betaal.{% endif %}",
  partOver:
    "Die tyd om te betaal is verby. Ons het {% if received != blank %}{{ received }}{% else %}'n deel{% endif %} van jou betaling van {{ amount }} ontvang. Ons laat jou weet wat volgende gebeur.",
  paid: "Dankie! Ons het jou betaling van {{ amount }}{% if orderNumber != blank %} vir bestelling {{ orderNumber }}{% endif %} ontvang.",
  failed: "Jou betaling van {{ amount }} het nie deurgegaan nie.",
  expired: "Die tyd om {{ amount }} te betaal is verby en die betaalskakel werk nie meer nie.",
  cancelled: "Jou betaling van {{ amount }} is gekanselleer. Niks is verhaal nie.",
  mismatch: "Ons het 'n betaling ontvang wat nie klop met wat jy skuld nie. Ons kyk daarna en laat jou weet.",
  error: "Jammer, ons kon nie jou betaalskakel skep nie. Probeer asseblief 'n bietjie later weer.",
  latePaid: "Jou betaling van {{ amount }} het ons tog bereik. Dankie! Ons laat jou weet wat volgende gebeur.",
  lateRefunded: "Jou betaling van {{ amount }} het te laat gekom, so ons betaal dit aan jou terug.",
  overpaid: "Dit lyk of jy twee keer betaal het. Ons kyk daarna en laat jou weet.",
  overpaidBy: "Jy het {{ amount }} meer betaal as wat jy skuld. Ons kyk daarna en laat jou weet.",
  overpaidRefunded:
    "Dit lyk of jy twee keer betaal het, so ons betaal die tweede betaling van {{ amount }} aan jou terug.",
  waiting: 'Ons wag vir jou betaling van {{ amount }}. Jy kan "betaal", "stuur weer" of "kanselleer betaling" skryf.',
  notYetPaid: "Ons sien nog nie jou betaling nie. Dit kan 'n oomblik neem; ons laat jou weet sodra dit deurkom.",
  cannotSee: "Ons kan nie nou sien of jou betaling deurgekom het nie. Ons laat jou weet sodra ons weet.",
  expiredUnseen:
    "Die tyd om {{ amount }} te betaal is verby, maar ons betaaldiens het nie reg gewerk nie. As jy betaal het, laat ons jou weet sodra ons dit sien.",
  cancelledUnseen:
    "Jou betaling van {{ amount }} is gekanselleer. Ons kan nie nou sien of jy reeds betaal het nie; as jy het, laat ons jou weet sodra ons dit sien.",
  confirmCancel: "Wil jy regtig jou betaling van {{ amount }} kanselleer? Antwoord asseblief ja of nee.",
  notCancelled: "Goed so, jou betaalskakel werk nog.",
  optedOut: "Jy sal geen boodskappe meer van ons kry nie. Skryf START om weer van ons te hoor.",
  optedOutOwing:
    "Jy sal geen boodskappe meer van ons kry nie, ook nie oor jou betaling nie, al werk die skakel daarvan nog. Skryf START om weer van ons te hoor.",
  optedIn: "Welkom terug! Jy sal weer van ons hoor. Skryf STOP wanneer jy geen boodskappe meer wil kry nie.",
  help: "{% if merchant != blank %}Dit is {{ merchant }}. {% endif %}{% if contact != blank %}Vir hulp, kontak ons by {{ contact }}. {% endif %}Skryf STOP om geen boodskappe meer van ons te kry nie.",
  invalidAnswer: "Jammer, dit lyk nie reg nie. Probeer asseblief weer.",
  invalidNumber: "Antwoord asseblief met 'n getal, soos 12.",
  invalidEmail: "Stuur asseblief 'n volledige e-posadres, soos naam@example.com.",
  invalidPhone: "Stuur asseblief 'n telefoonnommer met die landkode, soos +27 82 123 4567.",
  invalidDate: "Dit is nie 'n datum wat ons kan lees nie. Skryf dit asseblief soos {{ example }}.",
  invalidAmount: "Stuur asseblief 'n bedrag soos 99,90.",
  broken:
    "Jammer, iets het aan ons kant verkeerd geloop, so ons kan nie hier voortgaan nie. Skryf asseblief bietjie later weer aan ons.",
  standing: "Dankie vir jou boodskap. Ons gaan hier voort sodra ons kan.",
  chooseOne: "Kies asseblief een van die opsies.",
  more: "Meer",
  choicesTitle: "Sien opsies",
  yesButton: "Ja",
  noButton: "Nee",
  words: {
    paid: ["betaal", "ek het betaal", "klaar betaal", "klaar"],
    resend: ["stuur weer", "stuur die skakel weer", "skakel"],
    cancel: ["kanselleer", "kanselleer betaling", "kanselleer bestelling"],
    yes: ["ja", "ja asseblief", "j", "goed", "reg so"],
    no: ["nee", "nee dankie"],
  },
}
