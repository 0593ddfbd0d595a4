/** The rows left of the bars: as many elements as fit, filled anew while one scrolls. */
import { text } from "../../parts/texts";
import type { Plan, Row } from "./plan";
import { HEAD, ROW } from "./paint";
import { day, figure } from "./scale";

export type Column = "wbs" | "start" | "finish" | "price";
export const COLUMNS: Column[] = ["wbs", "start", "finish", "price"];

export interface Shown {
  plan: Plan;
  shown: number[];
  folded: Set<number>;
  columns: Set<Column>;
  chosen: number;
  scrollY: number;
  height: number;
}

export class Rows {
  private pool: HTMLElement[] = [];
  private known = "none yet";
  private readonly head = made("div", "gantt-head");
  private readonly body = made("div", "gantt-rows");

  constructor(readonly place: HTMLElement) {
    this.head.setAttribute("role", "row");
    this.body.setAttribute("role", "rowgroup");
    const heads = made("div", "");
    heads.setAttribute("role", "rowgroup");
    heads.append(this.head);
    place.append(heads, this.body);
  }

  /** Lays the heads when the columns changed; says whether they did. */
  heads(chosen: Set<Column>): boolean {
    const columns = COLUMNS.filter((one) => chosen.has(one));
    if (this.known === columns.join()) return false;
    this.known = columns.join();
    this.pool = [];
    this.place.dataset.columns = String(columns.length);
    this.head.replaceChildren(...["name" as const, ...columns].map((one) => cell(text(`gantt_${one}`), "columnheader", one)));
    return true;
  }

  draw(view: Shown): void {
    const columns = COLUMNS.filter((one) => view.columns.has(one));
    const first = Math.max(0, Math.floor(view.scrollY / ROW));
    const count = Math.max(0, Math.min(view.shown.length - first, Math.ceil((view.height - HEAD) / ROW) + 1));
    while (this.pool.length < count) this.pool.push(empty(columns));
    if (this.body.childElementCount !== count || this.body.firstElementChild !== this.pool[0]) this.body.replaceChildren(...this.pool.slice(0, count));
    this.body.style.transform = `translateY(${first * ROW - view.scrollY}px)`;
    for (let one = 0; one < count; one++) {
      const place = view.shown[first + one] ?? 0;
      const row = view.plan.rows[place];
      const element = this.pool[one];
      if (row && element) fill(element, row, place, first + one, view, columns);
    }
  }
}

function fill(element: HTMLElement, row: Row, place: number, order: number, view: Shown, columns: Column[]): void {
  element.id = `gantt-row-${place}`;
  element.setAttribute("role", "row");
  element.dataset.place = String(place);
  element.classList.toggle("summary", !!row.summary);
  element.setAttribute("aria-level", String(row.level + 1));
  element.setAttribute("aria-rowindex", String(order + 2));
  element.setAttribute("aria-selected", String(place === view.chosen));
  if (row.summary) element.setAttribute("aria-expanded", String(!view.folded.has(place)));
  else element.removeAttribute("aria-expanded");
  const name = element.firstElementChild as HTMLElement;
  name.style.paddingLeft = `${6 + Math.min(row.level, 8) * 14}px`;
  name.title = row.name;
  (name.firstElementChild as HTMLElement).textContent = row.summary ? (view.folded.has(place) ? "▸" : "▾") : "";
  (name.lastElementChild as HTMLElement).textContent = row.name;
  columns.forEach((one, number) => {
    (element.children[number + 1] as HTMLElement).textContent = value(row, one);
  });
}

/** A row without words; it is filled again and again. */
function empty(columns: Column[]): HTMLElement {
  const element = made("div", "gantt-row");
  const name = cell("", "gridcell", "name");
  const fold = made("span", "gantt-fold");
  fold.setAttribute("aria-hidden", "true");
  name.append(fold, made("span", ""));
  element.append(name, ...columns.map((one) => cell("", "gridcell", one)));
  return element;
}

export function value(row: Row, column: Column): string {
  if (column === "wbs") return row.wbs;
  if (column === "start") return day(row.start);
  if (column === "finish") return day(row.finish, !row.milestone);
  return row.price === undefined ? "" : figure(row.price);
}

function cell(words: string, role: string, column: string): HTMLElement {
  const element = made("div", `gantt-cell ${column}`);
  element.setAttribute("role", role);
  element.textContent = words;
  return element;
}

export function made(kind: string, looks: string): HTMLElement {
  const element = document.createElement(kind);
  if (looks) element.className = looks;
  return element;
}
