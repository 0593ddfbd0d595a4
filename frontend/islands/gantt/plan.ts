/** The plan as the server tells it, and which of its rows show: folded, filtered, searched. */
export interface Row {
  id: number;
  wbs: string;
  name: string;
  level: number;
  start: number;
  finish: number;
  summary?: boolean;
  milestone?: boolean;
  critical?: boolean;
  done?: number;
  baseline?: [number, number];
  spread?: [number, number];
  price?: number;
  error?: number;
  findings?: string[];
  url?: string;
}

export type Link = [before: number, after: number, kind: string, critical: 0 | 1];

export interface Told {
  title: string;
  rows: Row[];
  links: Link[];
  today: number | null;
  status: number | null;
  committed: number | null;
  /** What explains the prices, as it stands in pages: see parts/how.ts. */
  how?: string;
}

export interface Wanted {
  words: string;
  only: "" | "critical" | "priced" | "findings";
  folded: Set<number>;
}

export class Plan {
  readonly rows: Row[];
  readonly parents: Int32Array;
  readonly placeOf = new Map<number, number>();
  readonly links = new Map<number, Link[]>();
  readonly first: number;
  readonly last: number;

  constructor(readonly told: Told) {
    this.rows = told.rows;
    this.parents = new Int32Array(told.rows.length).fill(-1);
    const path: number[] = [];
    let [first, last] = [Infinity, -Infinity];
    told.rows.forEach((row, place) => {
      this.placeOf.set(row.id, place);
      path.length = row.level;
      this.parents[place] = path.at(-1) ?? -1;
      path[row.level] = place;
      first = Math.min(first, row.start, row.baseline?.[0] ?? Infinity);
      last = Math.max(last, row.finish, row.spread?.[1] ?? -Infinity, row.baseline?.[1] ?? -Infinity);
    });
    for (const moment of [told.today, told.status, told.committed]) {
      if (moment !== null && moment > first - 130_000 && moment < last + 130_000) {
        first = Math.min(first, moment);
        last = Math.max(last, moment);
      }
    }
    this.first = Number.isFinite(first) ? first : 0;
    this.last = Number.isFinite(last) ? last : 1440;
    for (const link of told.links ?? []) {
      for (const end of [link[0], link[1]]) {
        const known = this.links.get(end);
        if (known) known.push(link);
        else this.links.set(end, [link]);
      }
    }
  }

  /** Places of the rows that show, in order. What is sought comes with the summaries above it. */
  shown({ words, only, folded }: Wanted): number[] {
    const sought = words.trim().toLowerCase();
    const fits = (row: Row): boolean =>
      (!sought || `${row.wbs} ${row.name}`.toLowerCase().includes(sought)) &&
      (!only || (only === "critical" ? !!row.critical : only === "priced" ? row.price !== undefined : !!row.findings));
    const filtered = Boolean(sought || only);
    const kept = new Uint8Array(this.rows.length);
    this.rows.forEach((row, place) => {
      if (!filtered || (fits(row) && (!only || !row.summary))) {
        for (let one = place; one >= 0 && !kept[one]; one = this.parents[one] ?? -1) kept[one] = 1;
      }
    });
    const hidden = new Uint8Array(this.rows.length);
    const found: number[] = [];
    this.rows.forEach((_, place) => {
      const parent = this.parents[place] ?? -1;
      hidden[place] = parent >= 0 && (hidden[parent] || folded.has(parent)) && !filtered ? 1 : 0;
      if (kept[place] && !hidden[place]) found.push(place);
    });
    return found;
  }
}
