/** What a filter above a column lets through: words within what is written, or more and less than a number or date. */
export function fits(words: string, value: string | number | null, written: string): boolean {
  const [, sign = "", wanted = ""] = /^\s*([<>]=?|=)?\s*(.*?)\s*$/.exec(words) ?? [];
  const plain = (told: string): string => told.toLocaleLowerCase().replaceAll("−", "-");
  if (!sign) return plain(written).includes(plain(wanted));
  if (!wanted) return true;
  if (value === null || value === "") return false;
  if (typeof value === "number") {
    const number = Number(wanted.replace("−", "-").replace(",", "."));
    return Number.isNaN(number) || compared(sign, value - number);
  }
  const day = dated(wanted);
  return day ? compared(sign, value.slice(0, day.length).localeCompare(day)) : plain(written) === plain(wanted);
}

/** '2027', '2027-03' or '2027-03-31', also when told the other way round: '31-3-2027'. */
function dated(told: string): string | undefined {
  if (/^\d{4}(-\d\d){0,2}$/.test(told)) return told;
  const [, day, month, year] = /^(?:(\d{1,2})[-/])?(\d{1,2})[-/](\d{4})$/.exec(told) ?? [];
  if (!month || !year) return undefined;
  return [year, month.padStart(2, "0"), ...(day ? [day.padStart(2, "0")] : [])].join("-");
}

function compared(sign: string, apart: number): boolean {
  if (sign === ">") return apart > 0;
  if (sign === "<") return apart < 0;
  return sign === ">=" ? apart >= 0 : sign === "<=" ? apart <= 0 : apart === 0;
}
