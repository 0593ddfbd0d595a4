/** Texts that scripts show, in the reader's language: the page carries them as JSON. */
let known: Record<string, string> = {};
let spoken = "";

/** Scripts of a page that htmx brings are left out: the texts are read while the page that was loaded still stands. */
export function startTexts(): void {
  const told = data<Record<string, string>>("texts");
  if (told) [known, spoken] = [told, document.documentElement.lang];
}

export function text(key: string, values: Record<string, string | number> = {}): string {
  if (spoken !== document.documentElement.lang) startTexts();
  return (known[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** What stands in a JSON script element. */
export function data<T>(id: string): T | undefined {
  const told = document.getElementById(id)?.textContent;
  return told ? (JSON.parse(told) as T) : undefined;
}

export const language = (): string => (document.documentElement.lang === "nl" ? "nl-NL" : "en-GB");
