/** The command palette: Ctrl+K, type, arrows, Enter. Its items stand in the page; more come from an address. */
import { data, text } from "./texts";
import { announce } from "./live";

export interface Item {
  name: string;
  url: string;
  group: string;
  hint?: string;
}

/** What begins the address of a line that does something on the page: a button of it is pressed. */
const ACT = "#do:";
let found: Item[] = [];
let chosen = 0;
let asking: AbortController | undefined;

const dialog = (): HTMLDialogElement | null => document.querySelector<HTMLDialogElement>("#palette");
const input = (): HTMLInputElement | null => document.querySelector<HTMLInputElement>("#palette input");

export function startPalette(): void {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (target.closest("[data-palette]")) open();
    else if (target === dialog()) dialog()?.close();
    const option = target.closest<HTMLElement>("#palette [role=option]");
    if (option) go(Number(option.dataset.place));
  });
  document.addEventListener("input", (event) => {
    if (event.target === input()) void search();
  });
  document.addEventListener("keydown", (event) => {
    if (event.target === input()) keys(event);
  });
}

function open(): void {
  const sheet = dialog();
  const field = input();
  if (!sheet || !field || sheet.open) return;
  field.value = "";
  sheet.showModal();
  field.focus();
  void search();
}

function keys(event: KeyboardEvent): void {
  const last = found.length - 1;
  const places: Record<string, number> = {
    ArrowDown: chosen >= last ? 0 : chosen + 1,
    ArrowUp: chosen <= 0 ? last : chosen - 1,
    PageDown: Math.min(last, chosen + 8),
    PageUp: Math.max(0, chosen - 8),
  };
  if (event.key === "Enter") {
    event.preventDefault();
    go(chosen);
  } else if (event.key in places) {
    event.preventDefault();
    choose(places[event.key] ?? 0);
  }
}

function go(place: number): void {
  const item = found[place];
  if (!item) return;
  dialog()?.close();
  if (item.url.startsWith(ACT)) document.querySelector<HTMLElement>(`[data-do="${CSS.escape(item.url.slice(ACT.length))}"]`)?.click();
  else location.assign(item.url);
}

async function search(): Promise<void> {
  const words = input()?.value.trim() ?? "";
  const own = matching(data<Item[]>("palette-items") ?? [], words);
  show(own);
  asking?.abort();
  const address = dialog()?.dataset.url;
  const here = address?.includes("?") ?? false;
  if (!address || (words.length < 2 && !here)) return;
  asking = new AbortController();
  const { signal } = asking;
  await new Promise((done) => setTimeout(done, 120));
  if (signal.aborted) return;
  try {
    const answer = await fetch(`${address}${here ? "&" : "?"}q=${encodeURIComponent(words)}`, { signal });
    if (answer.ok) show(here ? [...((await answer.json()) as Item[]), ...own] : [...own, ...((await answer.json()) as Item[])]);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Items of which each typed word begins a word; those whose name begins so first. */
export function matching(items: Item[], words: string): Item[] {
  const plain = (told: string): string => told.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  const fits = (item: Item): boolean => wanted.every((word) => ` ${plain(`${item.name} ${item.hint ?? ""}`)}`.includes(` ${word}`));
  const first = (item: Item): number => (wanted[0] && plain(item.name).startsWith(wanted[0]) ? 0 : 1);
  return items.filter(fits).sort((one, other) => first(one) - first(other));
}

function show(items: Item[]): void {
  const list = document.getElementById("palette-list");
  if (!list) return;
  const groups = [...new Set(items.map((one) => one.group))];
  found = groups.flatMap((group) => items.filter((one) => one.group === group));
  list.replaceChildren(
    ...groups.map((name, number) => {
      const group = document.createElement("div");
      const head = document.createElement("span");
      group.setAttribute("role", "group");
      group.setAttribute("aria-labelledby", `palette-group-${number}`);
      head.id = `palette-group-${number}`;
      head.textContent = name;
      group.append(head, ...found.flatMap((one, place) => (one.group === name ? [option(one, place)] : [])));
      return group;
    }),
  );
  const none = document.getElementById("palette-none");
  none?.toggleAttribute("hidden", found.length > 0);
  announce(found.length ? text("palette_found", { count: found.length }) : (none?.textContent?.trim() ?? ""));
  choose(0);
}

function option(item: Item, place: number): HTMLElement {
  const made = document.createElement("div");
  const name = document.createElement("span");
  made.setAttribute("role", "option");
  made.id = `palette-${place}`;
  made.dataset.place = String(place);
  name.textContent = item.name;
  made.append(name);
  if (item.hint) {
    const hint = document.createElement("small");
    hint.textContent = item.hint;
    made.append(hint);
  }
  return made;
}

function choose(place: number): void {
  chosen = place;
  const field = input();
  for (const one of document.querySelectorAll<HTMLElement>("#palette [role=option]")) {
    const mine = Number(one.dataset.place) === place;
    one.setAttribute("aria-selected", String(mine));
    if (mine) one.scrollIntoView({ block: "nearest" });
  }
  if (found.length) field?.setAttribute("aria-activedescendant", `palette-${place}`);
  else field?.removeAttribute("aria-activedescendant");
}
