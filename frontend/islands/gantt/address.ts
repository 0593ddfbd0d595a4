/** What shows stands in the address, so that a view can be sent to somebody: read at the start, written at each change. */
import type { Part } from "./paint";
import type { Wanted } from "./plan";
import { COLUMNS, type Column } from "./rows";
import { CLOSEST, DAY, ZOOMS, type Zoom } from "./scale";

export const PARTS: Part[] = ["links", "baseline", "spread", "prices", "findings"];

export interface Seen {
  words: string;
  only: Wanted["only"];
  zoom: Zoom | "fit" | number;
  parts: Set<Part>;
  columns: Set<Column>;
  /** How wide the names are, in pixels; nought as usual. */
  names: number;
}

const USUAL: Column[] = ["finish", "price"];
const usual = (): Column[] => (innerWidth < 768 ? [] : USUAL);

export function read(): Seen {
  const told = new URLSearchParams(location.search);
  const zoom = told.get("zoom") ?? "fit";
  const days = Number(zoom);
  const only = told.get("only") ?? "";
  const without = told.get("without")?.split(".") ?? [];
  const columns = told.get("columns")?.split(".");
  return {
    words: told.get("find") ?? "",
    only: only === "critical" || only === "priced" || only === "findings" ? only : "",
    zoom: zoom in ZOOMS ? (zoom as Zoom) : days > 0 ? Math.min(CLOSEST, days / DAY) : "fit",
    parts: new Set(PARTS.filter((one) => !without.includes(one))),
    names: Math.max(0, Math.min(2000, Number(told.get("names") ?? 0) || 0)),
    columns: new Set(columns ? COLUMNS.filter((one) => columns.includes(one)) : usual()),
  };
}

/** What is as usual isn't written; what else stands in the address stays. */
export function write(seen: Seen): void {
  const told = new URLSearchParams(location.search);
  const put = (name: string, value: string, plain: string): void => {
    if (value === plain) told.delete(name);
    else told.set(name, value);
  };
  put("find", seen.words.trim(), "");
  put("only", seen.only, "");
  put("zoom", typeof seen.zoom === "number" ? (seen.zoom * DAY).toPrecision(3) : seen.zoom, "fit");
  put("without", PARTS.filter((one) => !seen.parts.has(one)).join("."), "");
  put("columns", COLUMNS.filter((one) => seen.columns.has(one)).join("."), usual().join("."));
  put("names", String(seen.names), "0");
  const query = told.toString();
  const url = `${location.pathname}${query ? `?${query}` : ""}${location.hash}`;
  if (url !== `${location.pathname}${location.search}${location.hash}`) history.replaceState(history.state, "", url);
}
