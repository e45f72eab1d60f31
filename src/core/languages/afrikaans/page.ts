import type { PageWords } from "../language"
import { checkout } from "./checkout"

/** Afrikaans. */
export const page: PageWords = {
  amountToPay: "Bedrag om te betaal",
  depositToPay: "Deposito om nou te betaal",
  restToPay: "Res om te betaal",
  payRest: (amount) => `Betaal die res: ${amount}`,
  bill: {
    title: "Waaruit dit bestaan",
    tax: "Belasting",
    discount: "Afslag",
    shipping: "Versending",
    total: "Totaal",
    deposit: "Deposito nou",
    received: "Reeds ontvang",
    left: "Nog te betaal",
  },
  details: "Besonderhede",
  payee: "Aan",
  description: "Vir",
  orderNumber: "Bestelnommer",
  payBy: "Betaal voor",
  paidOn: "Betaal op",
  refunded: "Terugbetaal",
  pay: (amount) => `Betaal ${amount}`,
  secure: "Jy betaal op ons betaaldiens se veilige blad. Ons sien nooit jou kaartbesonderhede nie.",
  checkout,
  cancel: "Kanselleer hierdie betaling",
  close: "Jy kan hierdie blad toemaak en na jou gesprek teruggaan.",
  test: "Toetsmodus: geen regte geld beweeg nie.",
  pending: {
    title: "Jou betaling is op pad",
    text: "Jou bank moet dit nog bevestig. Ons laat jou in die gesprek weet sodra dit deurkom; moenie weer betaal nie.",
  },
  authorised: {
    title: "Jou betaling is gereserveer",
    text: "Jou bank hou die geld vir ons, en dit is nog nie gevat nie. Ons laat jou in die gesprek weet wanneer dit gebeur; moenie weer betaal nie.",
  },
  part_paid: {
    title: "Ons het ’n deel daarvan ontvang",
    text: "Dankie! Die res het nog nie gekom nie. Gaan terug na jou gesprek om te sien wat jy nou kan doen.",
  },
  paid: { title: "Dankie!", text: "Ons het jou betaling ontvang." },
  late: "Dit het ons bereik nadat die tyd verby was. Ons laat jou weet wat volgende gebeur.",
  overpaid: "Dit lyk of jy twee keer betaal het. Ons kyk daarna en laat jou weet.",
  failed: {
    title: "Die betaling het nie deurgegaan nie",
    text: "Dit kan nie meer betaal word nie. Gaan terug na jou gesprek om te sien wat jy nou kan doen.",
  },
  expired: {
    title: "Hierdie betaalskakel het verval",
    text: "Dit kan nie meer betaal word nie. Gaan terug na jou gesprek en vra vir ’n nuwe skakel.",
  },
  cancelled: {
    title: "Hierdie betaling is gekanselleer",
    text: "Dit kan nie meer betaal word nie. As jy nog wil betaal, vra in jou gesprek vir ’n nuwe skakel.",
  },
  mismatch: {
    title: "Ons kyk na jou betaling",
    text: "Wat ons ontvang het, klop nie met wat jy moes betaal nie. Ons laat jou weet; moenie weer betaal nie.",
  },
  checking: {
    title: "Ons kyk of jou betaling deur is",
    text: "Dit neem ’n paar sekondes en hierdie blad werk self by. Moenie weer betaal nie.",
  },
  slow: {
    title: "Ons sien nog nie jou betaling nie",
    text: "As jy betaal het, kan dit ’n bietjie langer neem. Ons laat jou in die gesprek weet sodra dit deurkom.",
  },
  checkAgain: "Kyk weer",
  notPaidYet: "Ek het nog nie betaal nie",
  confirm: { title: "Kanselleer hierdie betaling?", text: "Die betaalskakel sal nie meer werk nie." },
  yesCancel: "Ja, kanselleer dit",
  keep: "Nee, gaan terug",
  unknown: {
    title: "Hierdie skakel werk nie",
    text: "Dit is dalk onvolledig. Gaan terug na jou gesprek en maak die skakel daar oop, of vra vir ’n nuwe een.",
  },
  trouble: {
    title: "Dit het nie gewerk nie",
    text: "Probeer asseblief oor ’n oomblik weer. As dit aanhou gebeur, sê vir ons in jou gesprek.",
  },
  unpayable: {
    title: "Betaling is nie nou moontlik nie",
    text: "Die fout is aan ons kant. Probeer asseblief later weer met dieselfde skakel.",
  },
  tryAgain: "Probeer weer",
  help: "Hulp nodig?",
}
