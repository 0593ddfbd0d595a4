/** The line above the Gantt: search, what shows, zoom, picture, table. */
import { text } from "../../parts/texts";
import { group, tick, ticks } from "../../parts/ticks";
import { PARTS, type Seen } from "./address";
import type { Wanted } from "./plan";
import type { Part } from "./paint";
import { COLUMNS, made, type Column } from "./rows";
import type { Zoom } from "./scale";

export interface Acts {
  search(words: string): void;
  only(what: Wanted["only"]): void;
  part(part: Part, on: boolean): void;
  column(column: Column, on: boolean): void;
  zoom(to: Zoom | "fit"): void;
  closer(factor: number): void;
  foldAll(fold: boolean): void;
  picture(): void;
  print(): void;
  table(): void;
}

const OWN = "own";

/** The list of zooms says what is on the screen: one that wheel, fingers or keys made is no zoom of the list. */
export function showZoom(line: HTMLElement, zoom: Seen["zoom"]): void {
  const list = line.querySelector<HTMLSelectElement>("select.zoom");
  if (!list) return;
  list.querySelector(`option[value=${OWN}]`)?.remove();
  if (typeof zoom === "number") list.add(new Option(text("gantt_own_zoom"), OWN));
  list.value = typeof zoom === "number" ? OWN : zoom;
}

export function tools(acts: Acts, seen: Seen): HTMLElement {
  const line = made("div", "gantt-tools");
  const zooms = choice(text("gantt_zoom"), [
    ["fit", text("gantt_fit")],
    ["day", text("gantt_day")],
    ["week", text("gantt_week")],
    ["month", text("gantt_month")],
    ["quarter", text("gantt_quarter")],
  ], (value) => value !== OWN && acts.zoom(value as Zoom | "fit"), String(seen.zoom));
  zooms.classList.add("zoom");
  const find = document.createElement("input");
  find.type = "search";
  find.className = "form-control find";
  find.value = seen.words;
  find.placeholder = text("gantt_find");
  find.setAttribute("aria-label", text("gantt_find"));
  find.addEventListener("input", () => acts.search(find.value));
  line.append(
    find,
    choice(text("gantt_only"), [
      ["", text("gantt_all")],
      ["critical", text("gantt_critical")],
      ["priced", text("gantt_priced")],
      ["findings", text("gantt_findings")],
    ], (value) => acts.only(value as Wanted["only"]), seen.only),
    menu(acts, seen.columns, seen.parts),
    button("−", () => acts.closer(1 / 1.5), text("gantt_further")),
    zooms,
    button("+", () => acts.closer(1.5), text("gantt_closer")),
    button(text("gantt_table"), () => acts.table()),
    more(acts),
  );
  showZoom(line, seen.zoom);
  return line;
}

function menu(acts: Acts, columns: Set<Column>, parts: Set<Part>): HTMLElement {
  return ticks(
    text("gantt_show"),
    group(text("gantt_bars"), PARTS.map((one) => tick(text(`gantt_${one}`), parts.has(one), (on) => acts.part(one, on)))),
    group(text("gantt_columns"), COLUMNS.map((one) => tick(text(`gantt_${one}`), columns.has(one), (on) => acts.column(one, on)))),
  );
}

function more(acts: Acts): HTMLElement {
  const details = made("details", "menu");
  const summary = made("summary", "btn");
  const sheet = made("div", "menu-sheet");
  summary.textContent = text("gantt_actions");
  const item = (key: string, act: () => void): HTMLElement => {
    const element = button(key, () => {
      (details as HTMLDetailsElement).open = false;
      act();
    });
    element.className = "menu-item";
    return element;
  };
  sheet.append(
    item(text("gantt_fold"), () => acts.foldAll(true)),
    item(text("gantt_unfold"), () => acts.foldAll(false)),
    item(text("gantt_picture"), () => acts.picture()),
    item(text("gantt_print"), () => acts.print()),
  );
  details.append(summary, sheet);
  return details;
}

function choice(name: string, options: [string, string][], act: (value: string) => void, now: string): HTMLElement {
  const select = document.createElement("select");
  select.className = "form-select";
  select.setAttribute("aria-label", name);
  for (const [value, words] of options) select.add(new Option(words, value, false, value === now));
  select.addEventListener("change", () => act(select.value));
  return select;
}

export function button(words: string, act: () => void, name = ""): HTMLElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "btn";
  element.textContent = words;
  if (name) element.setAttribute("aria-label", name);
  element.addEventListener("click", act);
  return element;
}
