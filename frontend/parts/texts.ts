/** Texts that scripts show, in the reader's language: the page carries them as JSON. */
let known: Record<string, string> = {};
let spoken = "";

export function text(key: string, values: Record<string, string | number> = {}): string {
  const tongue = document.documentElement.lang;
  if (spoken !== tongue) {
    const told = data<Record<string, string>>("texts");
    if (told) [known, spoken] = [told, tongue];
  }
  return (known[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** What stands in a JSON script element. */
export function data<T>(id: string): T | undefined {
  const told = document.getElementById(id)?.textContent;
  return told ? (JSON.parse(told) as T) : undefined;
}

export const language = (): string => (document.documentElement.lang === "nl" ? "nl-NL" : "en-GB");
