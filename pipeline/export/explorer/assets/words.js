// Words in the language of the page. words.json has them; {0} stands for a value.
let language = "en";

function t(key, ...values) {
  const text = WORDS[language][key] ?? WORDS.en[key] ?? key;
  return text.replace(/\{(\d)\}/g, (_, at) => String(values[Number(at)]));
}

const numbers = (options) =>
  new Intl.NumberFormat(language === "nb" ? "nb-NO" : "en-GB", options);

const number = (value, digits = 0) =>
  value === null ? "–" : numbers({ maximumFractionDigits: digits }).format(value);

// `one` or `many`, as the number asks.
const counted = (key, count) => t(count === 1 ? `${key}.one` : `${key}.many`, number(count));

// Numbers of any size with as many digits as a person reads.
function measure(value) {
  if (value === null || value === undefined) return "–";
  if (value !== 0 && Math.abs(value) < 0.001) {
    return numbers({ notation: "scientific", maximumFractionDigits: 1 }).format(value);
  }
  return number(value, Math.abs(value) < 10 ? 3 : 1);
}
