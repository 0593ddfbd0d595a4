/** A grid as in a spreadsheet (Tabulator): sorts, filters, moves columns, takes thousands of rows. */
import { TabulatorFull as Tabulator, type ColumnDefinition } from "tabulator-tables";
import "tabulator-tables/dist/css/tabulator_simple.css";
import "./grid.css";
import { dataOf } from "../../parts/islands";
import { language, text } from "../../parts/texts";

interface Column {
  field: string;
  title: string;
  kind: "text" | "number" | "date";
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
      movableColumns: true,
      placeholder: () => text("grid_none"),
      columnDefaults: { headerSortTristate: true },
    });
    table.on("tableBuilt", () => done());
    table.on("rowDblClick", (_, row) => {
      const url = told.url ? (row.getData() as Record<string, string>)[told.url] : undefined;
      if (url) location.assign(url);
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
    formatter: (cell) => written(cell.getValue() as string | number | null, one),
  } as ColumnDefinition;
}

/** The cell's text as a node: nothing that came from a file is read as HTML. */
function written(value: string | number | null, one: Column): HTMLElement {
  const element = document.createElement("span");
  if (typeof value === "number") {
    const digits = one.digits ?? 0;
    element.textContent = value.toLocaleString(language(), { minimumFractionDigits: digits, maximumFractionDigits: digits });
  } else if (value && one.kind === "date") {
    const [year = "", month = "", day = ""] = value.slice(0, 10).split("-");
    const written = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
    element.textContent = language() === "nl-NL" ? `${day}-${month}-${year}` : written.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  } else element.textContent = value ?? "";
  return element;
}
