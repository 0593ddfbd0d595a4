/**
 * Draws the rows of a sheet in which all rows are equally high: what stands where follows from that height alone.
 *
 * Tabulator's own renderer measures after every row that it adds, which lays the page out twenty times a frame. This
 * one never measures: it takes away what left, adds what came, and lets the browser lay out once.
 */
import { Renderer } from "tabulator-tables";

/** What the sheet knows of a row; Tabulator's types leave it out. */
interface Row {
  getElement(): HTMLElement;
  initialize(force: boolean, inFragment: boolean): void;
  rendered(): void;
}

interface Table {
  rowManager: { element: HTMLElement; tableElement: HTMLElement; getDisplayRows(): Row[]; tableEmpty(): void; scrollHorizontal(left: number): void };
  options: { rowHeight: number };
}

/** Rows above and below those in sight. */
const SPARE = 4;

export class EvenRows extends (Renderer as unknown as new (table: Table) => object) {
  readonly verticalFillMode = "fill";
  private readonly holder: HTMLElement;
  private readonly body: HTMLElement;
  private drawn: Row[] = [];
  private seen = 0;

  constructor(private readonly sheet: Table) {
    super(sheet);
    this.holder = sheet.rowManager.element;
    this.body = sheet.rowManager.tableElement;
  }

  resize(): void {
    this.seen = this.holder.clientHeight;
  }

  renderRows(): void {
    this.resize();
    this.clearRows();
    this.draw(this.holder.scrollTop);
  }

  clearRows(): void {
    this.drawn = [];
    this.body.replaceChildren();
  }

  rerenderRows(change?: () => void): void {
    const [top, left] = [this.holder.scrollTop, this.holder.scrollLeft];
    change?.();
    this.clearRows();
    const rows = this.rows();
    if (!rows.length) {
      this.body.style.paddingTop = this.body.style.paddingBottom = "";
      return this.sheet.rowManager.tableEmpty();
    }
    this.resize();
    this.draw(Math.min(top, Math.max(0, rows.length * this.height - this.seen)));
    this.holder.scrollTop = top;
    this.sheet.rowManager.scrollHorizontal(left);
  }

  scrollRows(top: number): void {
    this.draw(top);
  }

  scrollToRow(row: Row): void {
    this.holder.scrollTop = this.rows().indexOf(row) * this.height;
    this.draw(this.holder.scrollTop);
  }

  scrollToRowNearestTop(row: Row): boolean {
    return this.rows().indexOf(row) * this.height < this.holder.scrollTop + this.seen / 2;
  }

  visibleRows(withSpare?: boolean): Row[] {
    if (withSpare) return this.drawn;
    const first = Math.floor(this.holder.scrollTop / this.height);
    return this.rows().slice(first, first + Math.ceil(this.seen / this.height) + 1);
  }

  private get height(): number {
    return this.sheet.options.rowHeight;
  }

  private rows(): Row[] {
    return this.sheet.rowManager.getDisplayRows();
  }

  /** Puts the rows at ``top`` pixels below the first one on the page, and no others. */
  private draw(top: number): void {
    const rows = this.rows();
    const first = Math.max(0, Math.floor(top / this.height) - SPARE);
    const after = Math.min(rows.length, Math.ceil((top + this.seen) / this.height) + SPARE);
    const wanted = rows.slice(first, after);
    if (wanted.length === this.drawn.length && wanted[0] === this.drawn[0]) return;
    const kept = new Set(this.drawn);
    const stay = new Set(wanted);
    const [came, before] = [new Set<Row>(), document.createDocumentFragment()];
    const behind = document.createDocumentFragment();
    let met = false;
    for (const row of wanted) {
      if (kept.has(row)) met = true;
      else {
        row.initialize(false, true);
        (met ? behind : before).append(row.getElement());
        came.add(row);
      }
    }
    for (const row of this.drawn) if (!stay.has(row)) row.getElement().remove();
    this.body.prepend(before);
    this.body.append(behind);
    for (const row of came) row.rendered();
    this.drawn = wanted;
    this.body.style.paddingTop = `${first * this.height}px`;
    this.body.style.paddingBottom = `${(rows.length - first - wanted.length) * this.height}px`;
  }
}
