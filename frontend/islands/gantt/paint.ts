/** Draws what is in view: the head with its ticks, then rows with all that they carry. */
import type { Link, Plan, Row } from "./plan";
import { DAY, figure, type Scale } from "./scale";

export const ROW = 26;
export const HEAD = 44;

export type Part = "links" | "baseline" | "spread" | "prices" | "findings";

export interface View {
  plan: Plan;
  scale: Scale;
  shown: number[];
  /** Where a row stands among the shown ones. */
  order: Map<number, number>;
  parts: Set<Part>;
  chosen: number;
  width: number;
  height: number;
  scrollX: number;
  scrollY: number;
  colours: Record<string, string>;
  letters: string;
  words: { today: string; status: string; committed: string };
}

/** A price tag on the canvas, in its pixels. */
export interface Tag {
  order: number;
  left: number;
  right: number;
}

/** Says where the price tags came to stand. */
export function paint(pen: CanvasRenderingContext2D, view: View): Tag[] {
  const { width, height, colours, scrollY, shown } = view;
  pen.fillStyle = colours.surface ?? "";
  pen.fillRect(0, 0, width, height);
  const first = Math.max(0, Math.floor(scrollY / ROW));
  const last = Math.min(shown.length, Math.ceil((scrollY + height - HEAD) / ROW));
  pen.save();
  pen.beginPath();
  pen.rect(0, HEAD, width, height - HEAD);
  pen.clip();
  ground(pen, view, first, last);
  if (view.parts.has("links")) links(pen, view, first, last);
  const tags: Tag[] = [];
  for (let order = first; order < last; order++) {
    const tag = row(pen, view, order);
    if (tag) tags.push({ order, ...tag });
  }
  moments(pen, view);
  pen.restore();
  head(pen, view);
  return tags;
}

const top = (view: View, place: number): number => HEAD + place * ROW - view.scrollY;
const across = (view: View, minute: number): number => view.scale.x(minute) - view.scrollX;

function ground(pen: CanvasRenderingContext2D, view: View, first: number, last: number): void {
  const { scale, colours, scrollX, width, height } = view;
  const [from, to] = [scale.minute(scrollX), scale.minute(scrollX + width)];
  if (scale.perMinute * DAY >= 6) {
    pen.fillStyle = colours.sunken ?? "";
    for (let day = Math.floor(from / DAY); day * DAY < to; day++) {
      const weekday = (day + 3) % 7;
      if (weekday > 4) pen.fillRect(across(view, day * DAY), HEAD, scale.perMinute * DAY, height);
    }
  }
  pen.strokeStyle = colours.line ?? "";
  pen.lineWidth = 1;
  pen.beginPath();
  for (const { minute } of scale.ticks(from, to).lower) {
    const x = Math.round(across(view, minute)) + 0.5;
    pen.moveTo(x, HEAD);
    pen.lineTo(x, height);
  }
  pen.stroke();
  const chosen = view.order.get(view.chosen);
  if (chosen !== undefined && chosen >= first && chosen < last) {
    pen.fillStyle = colours["accent-soft"] ?? "";
    pen.globalAlpha = 0.6;
    pen.fillRect(0, top(view, chosen), width, ROW);
    pen.globalAlpha = 1;
  }
}

function row(pen: CanvasRenderingContext2D, view: View, order: number): Omit<Tag, "order"> | undefined {
  const one = view.plan.rows[view.shown[order] ?? -1];
  if (!one) return undefined;
  const { colours, parts } = view;
  const middle = top(view, order) + ROW / 2;
  const [left, right] = [across(view, one.start), across(view, one.finish)];
  const reach = Math.max(right, one.spread ? across(view, one.spread[1]) : right);
  if (reach < -120 || Math.min(left, one.baseline ? across(view, one.baseline[0]) : left) > view.width) return undefined;
  if (one.baseline && parts.has("baseline")) {
    pen.fillStyle = colours["line-strong"] ?? "";
    const [from, to] = [across(view, one.baseline[0]), across(view, one.baseline[1])];
    pen.fillRect(from, middle + 7, Math.max(2, to - from), 2.5);
  }
  if (one.spread && parts.has("spread") && !one.summary) spread(pen, view, one.spread, middle);
  if (one.summary) bracket(pen, colours, left, Math.max(right, left + 4), middle);
  else if (one.milestone) diamond(pen, one.critical ? colours.accent : colours.soft, left, middle);
  else bar(pen, colours, one, left, Math.max(right, left + 2), middle);
  return behind(pen, view, one, reach + 6, middle);
}

function bar(pen: CanvasRenderingContext2D, colours: View["colours"], one: Row, left: number, right: number, middle: number): void {
  pen.fillStyle = colours.accent ?? "";
  pen.globalAlpha = one.critical ? 1 : 0.45;
  pen.beginPath();
  pen.roundRect(left, middle - 5, right - left, 10, 2);
  pen.fill();
  pen.globalAlpha = 1;
  if (!one.done) return;
  pen.fillStyle = one.critical ? (colours["on-accent"] ?? "") : (colours["accent-strong"] ?? "");
  pen.fillRect(left + 1, middle - 1, (right - left - 2) * Math.min(1, one.done), 2);
}

function bracket(pen: CanvasRenderingContext2D, colours: View["colours"], left: number, right: number, middle: number): void {
  pen.fillStyle = colours.ink ?? "";
  pen.beginPath();
  pen.moveTo(left, middle - 4);
  pen.lineTo(right, middle - 4);
  pen.lineTo(right, middle + 5);
  pen.lineTo(right - 4, middle);
  pen.lineTo(left + 4, middle);
  pen.lineTo(left, middle + 5);
  pen.fill();
}

function diamond(pen: CanvasRenderingContext2D, colour: string | undefined, x: number, y: number): void {
  pen.fillStyle = colour ?? "";
  pen.beginPath();
  pen.moveTo(x, y - 6);
  pen.lineTo(x + 6, y);
  pen.lineTo(x, y + 6);
  pen.lineTo(x - 6, y);
  pen.fill();
}

function spread(pen: CanvasRenderingContext2D, view: View, [low, high]: [number, number], middle: number): void {
  const [from, to] = [across(view, low), across(view, high)];
  pen.fillStyle = view.colours["accent-soft"] ?? "";
  pen.strokeStyle = view.colours.accent ?? "";
  pen.lineWidth = 0.75;
  pen.beginPath();
  pen.roundRect(from, middle - 8, Math.max(1, to - from), 16, 2);
  pen.fill();
  pen.stroke();
}

/** The price tag and the findings, right of all that the row draws. */
function behind(pen: CanvasRenderingContext2D, view: View, one: Row, start: number, middle: number): Omit<Tag, "order"> | undefined {
  const { colours, letters, parts } = view;
  let tag: Omit<Tag, "order"> | undefined;
  let x = start;
  if (one.price !== undefined && parts.has("prices")) {
    const words = figure(one.price);
    pen.font = `600 11px ${letters}`;
    const wide = pen.measureText(words).width + 12;
    pen.fillStyle = colours.surface ?? "";
    pen.strokeStyle = colours.accent ?? "";
    pen.lineWidth = 1.25;
    pen.beginPath();
    pen.roundRect(x, middle - 8, wide, 16, 3);
    pen.fill();
    pen.stroke();
    pen.fillStyle = colours.accent ?? "";
    pen.fillRect(x, middle - 8, 4, 16);
    pen.fillStyle = colours.ink ?? "";
    pen.fillText(words, x + 8, middle + 4);
    tag = { left: x, right: x + wide };
    x += wide + 6;
  }
  if (one.findings && parts.has("findings")) {
    pen.fillStyle = colours.risk ?? "";
    pen.beginPath();
    pen.moveTo(x + 5, middle - 5);
    pen.lineTo(x + 10, middle + 4);
    pen.lineTo(x, middle + 4);
    pen.fill();
    pen.font = `11px ${letters}`;
    pen.fillText(String(one.findings.length), x + 13, middle + 4);
  }
  return tag;
}

function links(pen: CanvasRenderingContext2D, view: View, first: number, last: number): void {
  const drawn = new Set<Link>();
  for (let place = first; place < last; place++) {
    const one = view.plan.rows[view.shown[place] ?? -1];
    for (const link of (one && view.plan.links.get(one.id)) ?? []) drawn.add(link);
  }
  for (const critical of [0, 1]) {
    pen.strokeStyle = (critical ? view.colours.accent : view.colours["line-strong"]) ?? "";
    pen.lineWidth = critical ? 1.5 : 1;
    pen.beginPath();
    for (const link of drawn) if (link[3] === critical) path(pen, view, link);
    pen.stroke();
  }
}

function path(pen: CanvasRenderingContext2D, view: View, [before, after, kind]: Link): void {
  const [from, to] = [view.plan.placeOf.get(before) ?? -1, view.plan.placeOf.get(after) ?? -1];
  if (!view.order.has(from) || !view.order.has(to)) return;
  const one = view.plan.rows[from];
  const other = view.plan.rows[to];
  if (!one || !other) return;
  const x1 = across(view, kind.startsWith("F") ? one.finish : one.start);
  const x2 = across(view, kind.endsWith("F") ? other.finish : other.start);
  const y1 = top(view, view.order.get(from) ?? 0) + ROW / 2;
  const y2 = top(view, view.order.get(to) ?? 0) + ROW / 2;
  const bend = x2 > x1 + 10 ? x2 - 5 : x1 + 5;
  const between = y2 > y1 ? y2 - ROW / 2 : y2 + ROW / 2;
  pen.moveTo(x1, y1);
  pen.lineTo(bend, y1);
  if (x2 <= x1 + 10) {
    pen.lineTo(bend, between);
    pen.lineTo(x2 - 6, between);
    pen.lineTo(x2 - 6, y2);
  } else pen.lineTo(bend, y2);
  pen.lineTo(x2 - 1, y2);
  pen.moveTo(x2 - 5, y2 - 3);
  pen.lineTo(x2 - 1, y2);
  pen.lineTo(x2 - 5, y2 + 3);
}

function moments(pen: CanvasRenderingContext2D, view: View): void {
  for (const { minute, colour, dash } of named(view)) {
    const x = Math.round(across(view, minute)) + 0.5;
    pen.strokeStyle = colour;
    pen.lineWidth = 1.5;
    pen.setLineDash(dash);
    pen.beginPath();
    pen.moveTo(x, HEAD);
    pen.lineTo(x, view.height);
    pen.stroke();
  }
  pen.setLineDash([]);
}

function named(view: View): { minute: number; colour: string; dash: number[]; words: string }[] {
  const { told } = view.plan;
  const { colours, words } = view;
  const known = [
    { minute: told.status, colour: colours.soft ?? "", dash: [2, 3], words: words.status },
    { minute: told.today, colour: colours.accent ?? "", dash: [], words: words.today },
    { minute: told.committed, colour: colours.late ?? "", dash: [5, 3], words: words.committed },
  ];
  return known.flatMap((one) => (one.minute === null || one.minute === undefined ? [] : [{ ...one, minute: one.minute }])).sort((one, other) => one.minute - other.minute);
}

function head(pen: CanvasRenderingContext2D, view: View): void {
  const { scale, colours, letters, scrollX, width } = view;
  pen.fillStyle = colours.surface ?? "";
  pen.fillRect(0, 0, width, HEAD);
  pen.strokeStyle = colours["line-strong"] ?? "";
  pen.lineWidth = 1;
  pen.strokeRect(-1, -1, width + 2, HEAD + 0.5);
  const { upper, lower } = scale.ticks(scale.minute(scrollX), scale.minute(scrollX + width));
  pen.fillStyle = colours.ink ?? "";
  pen.font = `600 12px ${letters}`;
  upper.forEach(({ minute, words }, place) => {
    const next = upper[place + 1];
    const x = Math.max(6, across(view, minute) + 6);
    if (!next || across(view, next.minute) > x + pen.measureText(words).width + 6) pen.fillText(words, x, 16);
  });
  pen.fillStyle = colours.soft ?? "";
  pen.font = `11px ${letters}`;
  let free = -Infinity;
  for (const { minute, words } of lower) {
    const x = across(view, minute) + 4;
    if (x < free) continue;
    pen.fillText(words, x, 36);
    free = x + pen.measureText(words).width + 4;
  }
  free = 0;
  for (const { minute, colour, words } of named(view)) {
    const x = across(view, minute);
    const wide = pen.measureText(words).width + 8;
    if (x < -wide || x > width) continue;
    const from = Math.max(free, Math.min(x - wide / 2, width - wide));
    if (from + wide > width) continue;
    free = from + wide + 2;
    pen.fillStyle = colour;
    pen.beginPath();
    pen.roundRect(from, 22, wide, 18, 3);
    pen.fill();
    pen.fillStyle = colours.surface ?? "";
    pen.fillText(words, from + 4, 35);
  }
}
