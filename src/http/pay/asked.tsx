import { kept } from "../../core/kept"
import type { CheckoutWords } from "../../core/languages/language"
import type { Asked, CustomerField } from "../../core/order/payer"
import { countries } from "../../core/phone"

/** What a provider has to know of a customer, as fields of the form whose button pays. */
export function AskedFields({ asked, words, locale }: { asked: Asked; words: CheckoutWords; locale: string }) {
  const { fields, typed, wrong } = asked
  return (
    <fieldset>
      <legend>{words.asks}</legend>
      {wrong.length > 0 && (
        <p class="wrong" role="alert">
          {words.check}
        </p>
      )}
      {fields.map((name) => {
        const isWrong = wrong.includes(name)
        const shared = {
          id: name,
          name,
          required: true,
          autofocus: name === wrong[0],
          autocomplete: AUTOCOMPLETE[name],
          ...(isWrong && { "aria-invalid": "true" as const, "aria-describedby": `${name}-wrong` }),
        }
        return (
          <div class="field">
            <label for={name}>{name === "taxId" && locale.startsWith("pt") ? "CPF / CNPJ" : words.fields[name]}</label>
            {name === "country" ? (
              <select {...shared}>
                <option value="">{words.choose}</option>
                {countriesIn(locale).map(({ code, title }) => (
                  <option value={code} selected={code === typed.country}>
                    {title}
                  </option>
                ))}
              </select>
            ) : (
              <input {...shared} {...INPUTS[name]} value={typed[name] ?? ""} maxlength={254} />
            )}
            {isWrong && (
              <p class="wrong" id={`${name}-wrong`}>
                {words.wrong[name]}
              </p>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}

const AUTOCOMPLETE: Record<CustomerField, string> = {
  name: "name",
  email: "email",
  phone: "tel",
  country: "country",
  taxId: "off",
}

const INPUTS: Record<Exclude<CustomerField, "country">, Record<string, string>> = {
  name: { type: "text" },
  email: { type: "email" },
  phone: { type: "tel" },
  taxId: { type: "text", autocapitalize: "characters", spellcheck: "false" },
}

const countriesIn = kept(20, (locale: string): readonly { code: string; title: string }[] => {
  const names = new Intl.DisplayNames(locale, { type: "region" })
  const all = countries().map((code) => ({ code, title: names.of(code) ?? code }))
  return all.sort((one, other) => one.title.localeCompare(other.title, locale))
})
