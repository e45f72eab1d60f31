import type { CheckoutWords } from "../language"
import { chat } from "./chat"

/** Afrikaans. */
export const checkout: CheckoutWords = {
  leadsTo: {
    code: "Jy kry ’n kode om in jou bank se toep mee te betaal.",
    push: "Ons stuur ’n betaalversoek na jou foon.",
    instructions: "Jy sien die besonderhede om mee te betaal.",
  },
  asks: "Vir hierdie betaling moet ons weet:",
  fields: {
    name: "Volle naam",
    email: "E-posadres",
    phone: "Foonnommer met landkode",
    country: "Land",
    taxId: "Belastingnommer",
  },
  choose: "Kies asseblief",
  check: "Kyk asseblief na wat hier onder gemerk is.",
  wrong: {
    name: "Skryf asseblief jou volle naam.",
    email: "Skryf asseblief ’n volledige e-posadres, soos naam@example.com.",
    phone: "Skryf asseblief ’n foonnommer met sy landkode, soos +27 82 123 4567.",
    country: "Kies asseblief ’n land.",
    taxId: "Hierdie nommer is nie reg nie. Kyk asseblief na elke syfer.",
  },
  posting: { title: "Ons neem jou na die betaalblad", text: "As niks gebeur nie, druk die knoppie." },
  goOn: "Gaan voort",
  payWith: (scheme) => (scheme === null ? "Betaal met hierdie kode" : `Betaal met ${scheme}`),
  codeText: "Kopieer die kode en plak dit in jou bank se toep, of skandeer die prent met ’n ander foon.",
  theCode: "Kode",
  copyCode: "Kopieer die kode",
  copy: "Kopieer",
  copied: "Gekopieer",
  picture: "Dieselfde kode as ’n QR-kode",
  openPage: "Maak die betaalblad oop",
  lookAtPhone: "Kyk op jou foon",
  askedOn: (phone) => `Ons het ’n betaalversoek na ${phone} gestuur. Bevestig dit daar, en dit is klaar.`,
  againIn: (left) => `Dit kan oor ${left} weer gestuur word.`,
  again: "Stuur dit weer",
  unsure: {
    title: "Ons kan nie sê of die versoek jou foon bereik het nie",
    text: "Dit kan nog kom. As dit kom, bevestig dit net een keer: ons sal dit sien.",
  },
  instructions: {
    title: "Betaal met hierdie besonderhede",
    text: "Gebruik hulle presies soos hulle hier staan, sodat ons jou betaling herken.",
  },
  labels: chat.details,
  watching: "Hierdie blad wys wanneer jou betaling deurgekom het, en ons sê dit in die gesprek.",
}
