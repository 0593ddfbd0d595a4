/** The Gantt as a picture, names included: for a PNG and for paper. What no canvas can hold is said below it. */
import { text } from "../../parts/texts";
import { HEAD, paint, ROW, type View } from "./paint";
import { Scale } from "./scale";

const NAMES = 260;
const MOST_ROWS = 600;
const TITLE = 32;

/** ``title`` says which plan it is, in which version. */
export function picture(view: View, title: string, width: number, sharp: number): HTMLCanvasElement {
  const shown = view.shown.slice(0, MOST_ROWS);
  const left = view.shown.length - shown.length;
  const rows = HEAD + shown.length * ROW + 2;
  const above = title ? TITLE : 0;
  const height = above + rows + (left ? ROW : 0);
  const canvas = document.createElement("canvas");
  canvas.width = width * sharp;
  canvas.height = height * sharp;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no canvas");
  pen.scale(sharp, sharp);
  pen.fillStyle = view.colours.surface ?? "";
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = view.colours.ink ?? "";
  pen.font = `600 15px ${view.letters}`;
  if (title) pen.fillText(short(pen, title, width - 12), 6, TITLE - 11);
  pen.translate(0, above);
  const { first, last } = view.plan;
  const room = width - NAMES - 90;
  const scale = new Scale(first, last, room / Math.max(1440, last - first));
  pen.save();
  pen.translate(NAMES, 0);
  paint(pen, { ...view, shown, scale, width: width - NAMES, height: rows, scrollX: -12, scrollY: 0, chosen: -1 });
  pen.restore();
  pen.fillStyle = view.colours.surface ?? "";
  pen.fillRect(0, 0, NAMES, height - above);
  pen.fillStyle = view.colours.ink ?? "";
  if (left) {
    pen.font = `400 12px ${view.letters}`;
    pen.fillText(text("gantt_cut", { shown: shown.length, count: left }), 6, rows + ROW / 2 + 4);
  }
  shown.forEach((place, number) => {
    const row = view.plan.rows[place];
    if (!row) return;
    const indent = 6 + Math.min(row.level, 8) * 12;
    pen.font = `${row.summary ? 600 : 400} 12px ${view.letters}`;
    pen.fillText(short(pen, row.name, NAMES - indent - 8), indent, HEAD + number * ROW + ROW / 2 + 4);
  });
  return canvas;
}

function short(pen: CanvasRenderingContext2D, words: string, room: number): string {
  if (pen.measureText(words).width <= room) return words;
  let kept = words;
  while (kept && pen.measureText(`${kept}…`).width > room) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

export function download(canvas: HTMLCanvasElement, name: string): void {
  canvas.toBlob((blob) => {
    if (!blob) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${name.replace(/[^\p{L}\p{N}]+/gu, "-") || "gantt"}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
}
