/** Rows of a sheet open beside it: by a click, or by the arrow keys and Enter. */
import type { RowComponent, TabulatorFull as Tabulator } from "tabulator-tables";
import { beside } from "../../parts/beside";

const aside = (event: MouseEvent | UIEvent): boolean => event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0);

/** ``height`` is that of each row in pixels, ``url`` the field with the address that a row leads to. */
export function openRows(table: Tabulator, sheet: HTMLElement, height: number, url: string): void {
  const open = (row: RowComponent): void => {
    const address = (row.getData() as Record<string, string>)[url];
    if (address) beside(address);
  };
  table.on("rowClick", (event, row) => {
    if (aside(event) || !(getSelection()?.isCollapsed ?? true)) return;
    event.preventDefault();
    (row.getElement().querySelector<HTMLElement>("a.sheet-name"))?.focus({ preventScroll: true });
    open(row);
  });
  sheet.addEventListener("keydown", (event) => {
    const holder = sheet.querySelector<HTMLElement>(".tabulator-tableholder");
    const from = event.target as HTMLElement;
    if (!holder || !holder.contains(from) || event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = table.getRows("active");
    const now = rows.findIndex((row) => row.getElement().contains(from) && from !== holder);
    const next = place(event.key, now, rows.length, Math.floor(holder.scrollTop / height), Math.max(1, Math.floor(holder.clientHeight / height) - 1));
    if (next === undefined) return;
    event.preventDefault();
    const top = next * height;
    if (top < holder.scrollTop) holder.scrollTop = top;
    else if (top + height > holder.scrollTop + holder.clientHeight) holder.scrollTop = top + height - holder.clientHeight;
    // The row is there once the sheet has drawn what came into sight.
    requestAnimationFrame(() => rows[next]?.getElement().querySelector<HTMLElement>("a.sheet-name")?.focus({ preventScroll: true }));
  });
}

/** The row that a key leads to; from none to the first one in sight. */
function place(key: string, now: number, count: number, first: number, page: number): number | undefined {
  const at = now < 0 ? first - 1 : now;
  const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: count - 1 };
  const to = steps[key];
  return to === undefined || !count ? undefined : Math.max(0, Math.min(count - 1, to));
}
