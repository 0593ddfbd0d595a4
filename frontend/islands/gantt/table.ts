/** The same rows as a table, two hundred at a time, for who would rather read or can't see bars. */
import { text } from "../../parts/texts";
import type { Plan } from "./plan";
import { button } from "./tools";
import { COLUMNS, made, value } from "./rows";
import { day } from "./scale";

const AT_ONCE = 200;

export function asTable(plan: Plan, shown: number[], from = 0): HTMLElement {
  const box = made("div", "gantt-table scroll");
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", text("gantt_table"));
  const table = document.createElement("table");
  table.className = "dense";
  const heads = table.createTHead().insertRow();
  for (const one of ["name", ...COLUMNS, "spread", "findings"]) {
    const head = made("th", "");
    head.setAttribute("scope", "col");
    head.textContent = text(`gantt_${one}`);
    heads.append(head);
  }
  const body = table.createTBody();
  for (const place of shown.slice(from, from + AT_ONCE)) {
    const row = plan.rows[place];
    if (!row) continue;
    const line = body.insertRow();
    const name = made("th", "");
    name.setAttribute("scope", "row");
    name.textContent = row.name;
    line.append(name);
    for (const one of COLUMNS) line.insertCell().textContent = value(row, one);
    line.insertCell().textContent = row.spread ? `${day(row.spread[0])} – ${day(row.spread[1], true)}` : "";
    line.insertCell().textContent = row.findings?.join("; ") ?? "";
  }
  box.append(table);
  if (from + AT_ONCE < shown.length) {
    box.append(button(text("gantt_more"), () => box.replaceWith(asTable(plan, shown, from + AT_ONCE))));
  }
  return box;
}
