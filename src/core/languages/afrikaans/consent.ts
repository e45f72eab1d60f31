import { type ConsentWords, some } from "../consent"

const which = some("DIE|JULLE|JOU|ENIGE|AL|HIERDIE|DAARDIE|MEER|VERDERE|SULKE|MET")
const messages =
  "(?:BOODSKAPPE?|SMS|SMSE|SMSSE|TEKSBOODSKAPPE|KENNISGEWINGS|ADVERTENSIES|PROMOSIES|BEMARKING|AANBIEDINGE|GEMORSPOS)"
const write = "(?:STUUR|SKRYF|KONTAK|PLA|BOODSKAP|LASTIG VAL)"

/** Afrikaans. */
export const consent: ConsentWords = {
  stop: ["HOU OP", "TEKEN UIT"],
  unclear: [],
  start: [],
  help: ["HULP"],
  before: "ASSEBLIEF|ASB|HALLO|HI|OK|NOU|EK WIL|KAN JULLE|SAL JULLE|HOE KAN EK",
  after: "ASSEBLIEF|ASB|NOU|DANKIE|OK|NIE|DADELIK|WEER|MEER NIE|WEER NIE",
  sentences: [
    "(?:HOU(?: NOU)? OP|STOP)(?: DAARMEE)?",
    // "hou op om vir my boodskappe te stuur", "stop die boodskappe"
    `(?:HOU|STOP)(?: OP)?(?: OM)?(?: VIR)?(?: MY)?(?:${which} ${messages})?(?: TE)? ${write}`,
    `(?:STOP|HOU OP|GEEN|NIE MEER)${which} ${messages}(?: TE STUUR)?`,
    // "moenie my weer kontak nie", "moenie vir my boodskappe stuur nie"
    `MOENIE(?: VIR)? MY(?: WEER| MEER| OOIT)*(?:${which} ${messages})?(?: MEER| WEER)? ${write} NIE`,
    `EK WIL (?:NIE|GEEN)(?: MEER)?${which} ${messages}(?: MEER)?(?: HE| KRY| ONTVANG)?(?: NIE)?`,
    // "teken my uit", "haal my van die lys af"
    "(?:TEKEN|SKRYF) MY UIT",
    "(?:HAAL|VERWYDER) MY (?:VAN|UIT) (?:DIE|JULLE) LYS(?: AF)?",
    "LOS MY(?: UIT)?",
  ],
}
