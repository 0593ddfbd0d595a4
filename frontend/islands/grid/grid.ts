/** A grid as in a spreadsheet (Tabulator): sorts, filters, moves columns, takes thousands of rows. */
import { TabulatorFull as Tabulator, type CellComponent, type ColumnDefinition } from "tabulator-tables";
import "tabulator-tables/dist/css/tabulator_simple.css";
import "./grid.css";
import { dataOf } from "../../parts/islands";
import { language, text } from "../../parts/texts";
import { group, tick, ticks } from "../../parts/ticks";
import { openRows } from "./opening";
import { fits } from "./filters";
import { EvenRows } from "./even_rows";

interface Column {
  field: string;
  title: string;
  kind: "text" | "number" | "date";
  /** Which column says how deep a row lies: this one is indented by it. */
  level?: string;
  digits?: number;
  frozen?: boolean;
}

interface Told {
  columns: Column[];
  rows: Record<string, string | number | null>[];
  /** The field with the address that a row leads to. */
  url?: string;
}

/** How high a row is, in pixels. */
const ROW = 30;
/** Narrower than this a name takes no more than it must. */
const WIDE = "(min-width: 48rem)";

export async function start(place: HTMLElement): Promise<void> {
  const told = await dataOf<Told>(place);
  const sheet = document.createElement("div");
  const hint = document.createElement("p");
  hint.className = "quiet";
  hint.textContent = text(told.url ? "grid_hint" : "grid_filters");
  const above = document.createElement("div");
  above.className = "sheet-tools";
  above.append(hint);
  place.append(above, sheet);
  await new Promise<void>((done) => {
    const table = new Tabulator(sheet, {
      data: told.rows,
      columns: told.columns.map((one) => column(one, told.url)),
      height: "min(70vh, 48rem)",
      layout: "fitDataFill",
      rowHeight: ROW,
      renderVertical: EvenRows,
      movableColumns: true,
      placeholder: () => text("grid_none"),
      columnDefaults: { headerSortTristate: true, resizable: "header" },
    });
    table.on("tableBuilt", () => done());
    const choices = told.columns.filter((one) => !one.level);
    const shown = choices.map((one) => tick(one.title, true, (on) => (on ? table.showColumn(one.field) : table.hideColumn(one.field))));
    above.append(ticks(text("gantt_show"), group(text("gantt_columns"), shown)));
    if (told.url) openRows(table, sheet, ROW, told.url);
  });
  sheet.setAttribute("aria-label", place.getAttribute("aria-label") ?? "");
  // Tabulator's holder takes the focus: then it is the group of rows, and what lies between says nothing.
  sheet.removeAttribute("aria-owns");
  sheet.querySelector(".tabulator-tableholder")?.setAttribute("role", "rowgroup");
  sheet.querySelector(".tabulator-table")?.setAttribute("role", "presentation");
}

function column(one: Column, url?: string): ColumnDefinition {
  const filter = `${text("grid_filter")}: ${one.title}`;
  const write = writing(one);
  return {
    field: one.field,
    title: one.title,
    frozen: one.frozen ?? false,
    ...(one.frozen && !matchMedia(WIDE).matches ? { width: 150 } : {}),
    sorter: one.kind === "number" ? "number" : "string",
    hozAlign: one.kind === "number" ? "right" : "left",
    headerHozAlign: one.kind === "number" ? "right" : "left",
    headerFilter: "input",
    headerFilterFunc: (words: string, value: string | number | null) => fits(words, value, write(value).data),
    headerFilterPlaceholder: filter,
    headerFilterParams: { elementAttributes: { "aria-label": filter } },
    formatter: (cell: CellComponent) => indented(one, cell, write(cell.getValue() as string | number | null), url),
  } as unknown as ColumnDefinition;
}

/** A name as deep as its row lies in the outline, bold where it sums up others, and a link to what the row tells. */
function indented(one: Column, cell: CellComponent, words: Text, url?: string): Node {
  if (!one.level) return words;
  const row = cell.getRow().getData() as Record<string, number | boolean | string>;
  const address = url ? row[url] : undefined;
  const name = document.createElement(address ? "a" : "span");
  if (address) {
    name.setAttribute("href", String(address));
    name.tabIndex = -1;
  }
  name.classList.toggle("sums", Boolean(row.summary));
  name.classList.add("sheet-name");
  name.dataset.level = String(Math.min(8, Number(row[one.level] ?? 0)));
  name.append(words);
  return name;
}

/** How the cells of a column are written: as text, so that nothing that came from a file is read as HTML. */
function writing(one: Column): (value: string | number | null) => Text {
  const digits = one.digits ?? 0;
  const figures = new Intl.NumberFormat(language(), { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const days =
    language() === "nl-NL"
      ? new Intl.DateTimeFormat("nl-NL", { day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" })
      : new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  return (value) => {
    if (value === null || value === "") return new Text("");
    if (typeof value === "number") return new Text(figures.format(value).replace("-", "−"));
    return new Text(one.kind === "date" ? days.format(Date.parse(value.slice(0, 10))) : value);
  };
}
