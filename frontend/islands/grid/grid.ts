/** A grid as in a spreadsheet (Tabulator): sorts, filters, moves columns, takes thousands of rows. */
import { TabulatorFull as Tabulator, type CellComponent, type ColumnDefinition } from "tabulator-tables";
import "tabulator-tables/dist/css/tabulator_simple.css";
import "./grid.css";
import { beside } from "../../parts/beside";
import { dataOf } from "../../parts/islands";
import { language, text } from "../../parts/texts";
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

export async function start(place: HTMLElement): Promise<void> {
  const told = await dataOf<Told>(place);
  const sheet = document.createElement("div");
  place.append(sheet);
  await new Promise<void>((done) => {
    const table = new Tabulator(sheet, {
      data: told.rows,
      columns: told.columns.map(column),
      height: "min(70vh, 48rem)",
      layout: "fitDataFill",
      rowHeight: 30,
      renderVertical: EvenRows,
      movableColumns: true,
      placeholder: () => text("grid_none"),
      columnDefaults: { headerSortTristate: true, resizable: "header" },
    });
    table.on("tableBuilt", () => done());
    table.on("rowDblClick", (_, row) => {
      const url = told.url ? (row.getData() as Record<string, string>)[told.url] : undefined;
      if (url) beside(url);
    });
  });
  sheet.setAttribute("aria-label", place.getAttribute("aria-label") ?? "");
  // Tabulator's holder takes the focus: then it is the group of rows, and what lies between says nothing.
  sheet.removeAttribute("aria-owns");
  sheet.querySelector(".tabulator-tableholder")?.setAttribute("role", "rowgroup");
  sheet.querySelector(".tabulator-table")?.setAttribute("role", "presentation");
}

function column(one: Column): ColumnDefinition {
  const filter = `${text("grid_filter")}: ${one.title}`;
  const write = writing(one);
  return {
    field: one.field,
    title: one.title,
    frozen: (one.frozen ?? false) && matchMedia("(min-width: 48rem)").matches,
    sorter: one.kind === "number" ? "number" : "string",
    hozAlign: one.kind === "number" ? "right" : "left",
    headerHozAlign: one.kind === "number" ? "right" : "left",
    headerFilter: one.kind === "text" ? "input" : false,
    headerFilterPlaceholder: filter,
    headerFilterParams: { elementAttributes: { "aria-label": filter } },
    formatter: (cell: CellComponent) => indented(one, cell, write(cell.getValue() as string | number | null)),
  } as unknown as ColumnDefinition;
}

/** A name as deep as its row lies in the outline, and bold where it sums up others. */
function indented(one: Column, cell: CellComponent, words: Text): Node {
  if (!one.level) return words;
  const row = cell.getRow().getData() as Record<string, number | boolean>;
  const name = document.createElement(row.summary ? "strong" : "span");
  name.className = "sheet-name";
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
    if (typeof value === "number") return new Text(figures.format(value));
    return new Text(one.kind === "date" ? days.format(Date.parse(value.slice(0, 10))) : value);
  };
}
