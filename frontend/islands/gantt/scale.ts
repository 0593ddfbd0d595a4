/** The time axis: where a minute stands, and the ticks that fit. Minutes since 1970 are local wall clock. */
import { language } from "../../parts/texts";

export const DAY = 1440;
export type Zoom = "day" | "week" | "month" | "quarter";
export const ZOOMS: Record<Zoom, number> = { day: 30 / DAY, week: 8 / DAY, month: 2.4 / DAY, quarter: 0.8 / DAY };
export const CLOSEST = 60 / DAY;

export interface Tick {
  minute: number;
  words: string;
}

export class Scale {
  constructor(
    readonly first: number,
    readonly last: number,
    readonly perMinute: number,
  ) {}

  get width(): number {
    return Math.ceil((this.last - this.first) * this.perMinute);
  }

  x(minute: number): number {
    return (minute - this.first) * this.perMinute;
  }

  minute(x: number): number {
    return this.first + x / this.perMinute;
  }

  /** Two lines of ticks between two minutes: the large unit above, the small one below it. */
  ticks(from: number, to: number): { upper: Tick[]; lower: Tick[] } {
    const day = this.perMinute * DAY;
    if (day >= 18) return { upper: months(from, to, 1, "long"), lower: days(from, to, 1) };
    if (day >= 4) return { upper: months(from, to, 1, "long"), lower: days(from, to, 7) };
    if (day >= 1.2) return { upper: years(from, to), lower: months(from, to, 1, "short") };
    return { upper: years(from, to), lower: months(from, to, day * 91 > 34 ? 3 : 12, "short") };
  }
}

const at = (minute: number): Date => new Date(minute * 60_000);
const minuteOf = (year: number, month: number): number => Date.UTC(year, month, 1) / 60_000;

const formatters = new Map<string, Intl.DateTimeFormat>();
const figures = new Map<string, Intl.NumberFormat>();

/** Making a formatter takes longer than drawing a row: each is made once. */
function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language() + JSON.stringify(options);
  const found = formatters.get(key) ?? new Intl.DateTimeFormat(language(), { timeZone: "UTC", ...options });
  formatters.set(key, found);
  return found;
}

function days(from: number, to: number, step: 1 | 7): Tick[] {
  const written = formatter({ day: "numeric" });
  const weekday = (at(from).getUTCDay() + 6) % 7;
  let minute = Math.floor(from / DAY) * DAY - (step === 7 ? weekday * DAY : 0);
  const found: Tick[] = [];
  for (; minute <= to; minute += step * DAY) found.push({ minute, words: written.format(at(minute)) });
  return found;
}

function months(from: number, to: number, step: number, style: "long" | "short"): Tick[] {
  const written = formatter(style === "long" ? { month: "long", year: "numeric" } : { month: "short" });
  const start = at(from);
  const found: Tick[] = [];
  let number = start.getUTCFullYear() * 12 + start.getUTCMonth();
  number -= number % step;
  for (; ; number += step) {
    const minute = minuteOf(Math.floor(number / 12), number % 12);
    if (minute > to) return found;
    found.push({ minute, words: written.format(at(minute)).replace(".", "") });
  }
}

function years(from: number, to: number): Tick[] {
  const found: Tick[] = [];
  for (let year = at(from).getUTCFullYear(); minuteOf(year, 0) <= to; year++) {
    found.push({ minute: minuteOf(year, 0), words: String(year) });
  }
  return found;
}

export function day(minute: number, ends = false): string {
  const options: Intl.DateTimeFormatOptions =
    language() === "nl-NL" ? { day: "2-digit", month: "2-digit", year: "numeric" } : { day: "numeric", month: "short", year: "numeric" };
  return formatter(options).format(at(ends ? minute - 1 : minute));
}

export function figure(value: number, digits = 1): string {
  const key = `${language()}${digits}`;
  const found = figures.get(key) ?? new Intl.NumberFormat(language(), { minimumFractionDigits: digits, maximumFractionDigits: digits });
  figures.set(key, found);
  return found.format(value).replace("-", "−");
}

/** How far a figure may be off, as every figure tells it: never as nought. */
export function margin(value: number): string {
  return value > 0 && value < 0.05 ? figure(Math.max(value, 0.01), 2) : figure(value);
}
