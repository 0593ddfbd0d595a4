/** The Gantt: rows left, bars right on a canvas; only what is in view is drawn. */
import { beside } from "../../parts/beside";
import { colours, onColours } from "../../parts/colours";
import { learnFrom } from "../../parts/how";
import { dataOf } from "../../parts/islands";
import { announce } from "../../parts/live";
import { text } from "../../parts/texts";
import { read, write, type Seen } from "./address";
import { HEAD, paint, ROW, type Part, type Tag, type View } from "./paint";
import { Divider } from "./divider";
import { download, picture } from "./picture";
import { Plan, type Told, type Wanted } from "./plan";
import { made, Rows, type Column } from "./rows";
import { CLOSEST, day, figure, margin, Scale, ZOOMS, type Zoom } from "./scale";
import { asTable } from "./table";
import { button, showZoom, tools, type Acts } from "./tools";

const TONES = ["surface", "sunken", "ink", "soft", "line", "line-strong", "accent", "accent-strong", "accent-soft", "on-accent", "late", "risk"];
const EDGE = 4 * 1440;

export async function start(place: HTMLElement): Promise<void> {
  new Gantt(place, new Plan(await dataOf<Told>(place)));
}

class Gantt implements Acts {
  private readonly home = location.pathname;
  private readonly seen: Seen = read();
  private readonly wanted: Wanted = { words: this.seen.words, only: this.seen.only, folded: new Set() };
  private readonly columns = this.seen.columns;
  private readonly parts = this.seen.parts;
  private readonly scroller = made("div", "gantt-scroll");
  private readonly sizer = made("div", "gantt-sizer");
  private readonly window = made("div", "gantt-window");
  private readonly left = made("div", "gantt-left");
  private readonly canvas = document.createElement("canvas");
  private readonly detail = made("p", "gantt-detail");
  private readonly paper = made("div", "gantt-paper");
  private readonly frame = made("div", "gantt-frame");
  private readonly divider = new Divider(
    () => this.left.offsetWidth,
    () => this.scroller.clientWidth * 0.8,
    (width) => this.divide(width),
  );
  private readonly rows = new Rows(this.left);
  private shown: number[] = [];
  private order = new Map<number, number>();
  private chosen = -1;
  private scale: Scale;
  private fitted = true;
  private tones: Record<string, string> = colours(...TONES);
  private readonly letters = getComputedStyle(document.body).fontFamily;
  private waiting = 0;
  private tags: Tag[] = [];
  private readonly how: string;
  private readonly line: HTMLElement;

  constructor(
    private readonly place: HTMLElement,
    private readonly plan: Plan,
  ) {
    this.scale = new Scale(plan.first, plan.last, ZOOMS.month);
    this.how = plan.told.how ? learnFrom(plan.told.how) : "";
    this.scroller.tabIndex = 0;
    this.scroller.setAttribute("role", "treegrid");
    this.scroller.setAttribute("aria-label", plan.told.title || place.getAttribute("aria-label") || "");
    this.canvas.setAttribute("aria-hidden", "true");
    for (const one of [this.sizer, this.window, this.left]) one.setAttribute("role", "presentation");
    this.window.append(this.left, this.canvas);
    this.sizer.append(this.window);
    this.scroller.append(this.sizer);
    this.detail.textContent = text("gantt_hint");
    this.line = tools(this, this.seen);
    this.frame.append(this.scroller, this.divider.line);
    place.append(this.line, this.detail, this.frame, this.paper);
    if (this.seen.names) this.left.style.width = `min(${this.seen.names}px, 80%)`;
    this.listen();
    this.choose(0, false);
    this.arrange();
    if (typeof this.seen.zoom === "number") this.closer(this.seen.zoom / this.scale.perMinute);
    else this.zoom(this.seen.zoom);
  }

  search(words: string): void {
    this.wanted.words = this.seen.words = words;
    this.filter();
    announce(text("palette_found", { count: this.shown.length }));
  }

  only(what: Wanted["only"]): void {
    this.wanted.only = this.seen.only = what;
    this.filter();
    announce(text("palette_found", { count: this.shown.length }));
  }

  part(part: Part, on: boolean): void {
    if (on) this.parts.add(part);
    else this.parts.delete(part);
    this.keep();
    this.later();
  }

  column(column: Column, on: boolean): void {
    if (on) this.columns.add(column);
    else this.columns.delete(column);
    this.keep();
    this.later();
  }

  zoom(to: Zoom | "fit"): void {
    this.fitted = to === "fit";
    this.seen.zoom = to;
    showZoom(this.line, to);
    const room = Math.max(200, this.scroller.clientWidth - this.left.offsetWidth - 110);
    this.rescale(to === "fit" ? Math.min(CLOSEST, room / (this.plan.last - this.plan.first + 2 * EDGE)) : ZOOMS[to]);
  }

  closer(factor: number): void {
    this.fitted = false;
    this.seen.zoom = Math.min(CLOSEST, this.scale.perMinute * factor);
    showZoom(this.line, this.seen.zoom);
    this.rescale(this.seen.zoom);
  }

  private divide(width: number): void {
    this.seen.names = width;
    this.left.style.width = `min(${width}px, 80%)`;
    this.resize();
    if (this.fitted) this.zoom("fit");
    this.keep();
  }

  foldAll(fold: boolean): void {
    this.wanted.folded = new Set(fold ? this.plan.rows.flatMap((row, place) => (row.summary ? [place] : [])) : []);
    this.arrange();
  }

  picture(): void {
    download(picture(this.view(), this.plan.told.title, 1600, 2), this.plan.told.title);
  }

  print(): void {
    window.print();
  }

  table(): void {
    const open = this.place.querySelector(".gantt-table");
    if (open) open.remove();
    else this.place.append(asTable(this.plan, this.shown));
    this.place.querySelector<HTMLElement>(".gantt-table")?.focus();
  }

  private listen(): void {
    this.scroller.addEventListener("scroll", () => this.later(), { passive: true });
    this.scroller.addEventListener("keydown", (event) => this.key(event));
    this.scroller.addEventListener("click", (event) => this.click(event));
    this.canvas.addEventListener("mousemove", (event) => {
      this.canvas.style.cursor = this.tagAt(event) ? "pointer" : "";
    });
    this.scroller.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    new ResizeObserver(() => (this.fitted ? this.zoom("fit") : this.later())).observe(this.scroller);
    onColours(this.place, () => {
      this.tones = colours(...TONES);
      this.later();
    });
    addEventListener("beforeprint", () => {
      this.paper.replaceChildren(picture({ ...this.view(), colours: colours(...TONES) }, "", 1100, 2));
    });
    addEventListener("afterprint", () => this.paper.replaceChildren());
  }

  private arrange(): void {
    this.shown = this.plan.shown(this.wanted);
    this.order = new Map(this.shown.map((place, order) => [place, order]));
    this.scroller.setAttribute("aria-rowcount", String(this.shown.length + 1));
    if (!this.order.has(this.chosen)) this.chosen = this.shown[0] ?? -1;
    this.resize();
  }

  private rescale(perMinute: number): void {
    const middle = this.scale.minute(this.scroller.scrollLeft + this.canvas.clientWidth / 2);
    this.scale = new Scale(this.plan.first - EDGE, this.plan.last + EDGE, perMinute);
    this.resize();
    this.scroller.scrollLeft = this.scale.x(middle) - this.canvas.clientWidth / 2;
    this.reveal();
    this.keep();
  }

  /** An island of a page that was left writes nothing. */
  private keep(): void {
    if (this.place.isConnected && location.pathname === this.home) write(this.seen);
  }

  private filter(): void {
    this.arrange();
    this.reveal();
    this.keep();
  }

  /** Brings the first bar of the rows in sight into sight, where no bar of them is. */
  private reveal(): void {
    const room = Math.max(1, this.scroller.clientWidth - this.left.offsetWidth);
    const top = Math.floor(this.scroller.scrollTop / ROW);
    const near = this.shown.slice(top, top + Math.ceil(this.scroller.clientHeight / ROW)).map((place) => this.plan.rows[place]);
    const rows = near.filter((row) => row !== undefined);
    const first = rows.find((row) => !row.summary) ?? rows[0];
    const [from, to] = [this.scale.minute(this.scroller.scrollLeft), this.scale.minute(this.scroller.scrollLeft + room)];
    const drawn = rows.some((row) => (!row.summary || row === first) && row.finish >= from && row.start <= to);
    if (first && !drawn) this.scroller.scrollLeft = Math.max(0, this.scale.x(first.start) - 40);
  }

  private resize(): void {
    this.sizer.style.height = `${HEAD + this.shown.length * ROW + 16}px`;
    this.sizer.style.width = `${this.left.offsetWidth + this.scale.width + (this.fitted ? 0 : 100)}px`;
    this.later();
  }

  private later(): void {
    this.waiting ||= requestAnimationFrame(() => {
      this.waiting = 0;
      this.draw();
    });
  }

  private draw(): void {
    const started = performance.now();
    if (this.rows.heads(this.columns)) this.resize();
    // All that is measured is measured before anything is changed: the browser lays the page out once a frame.
    const { clientWidth, clientHeight, scrollTop } = this.scroller;
    const view = this.view();
    this.window.style.width = `${clientWidth}px`;
    this.window.style.height = `${clientHeight}px`;
    this.divider.show();
    this.rows.draw({ ...this.wanted, plan: this.plan, shown: this.shown, columns: this.columns, chosen: this.chosen, scrollY: scrollTop, height: clientHeight });
    const sharp = devicePixelRatio || 1;
    if (this.canvas.width !== Math.round(view.width * sharp) || this.canvas.height !== Math.round(view.height * sharp)) {
      this.canvas.width = Math.round(view.width * sharp);
      this.canvas.height = Math.round(view.height * sharp);
      this.canvas.style.width = `${view.width}px`;
      this.canvas.style.height = `${view.height}px`;
    }
    const pen = this.canvas.getContext("2d");
    if (pen) {
      pen.setTransform(sharp, 0, 0, sharp, 0, 0);
      this.tags = paint(pen, view);
    }
    this.point();
    this.place.dataset.frame = (performance.now() - started).toFixed(2);
  }

  private view(): View {
    return {
      plan: this.plan,
      scale: this.scale,
      shown: this.shown,
      order: this.order,
      parts: this.parts,
      chosen: this.chosen,
      width: Math.max(1, this.scroller.clientWidth - this.left.offsetWidth),
      height: Math.max(1, this.scroller.clientHeight),
      scrollX: this.scroller.scrollLeft,
      scrollY: this.scroller.scrollTop,
      colours: this.tones,
      letters: this.letters,
      words: { today: text("gantt_today"), status: text("gantt_status"), committed: text("gantt_committed") },
    };
  }

  private key(event: KeyboardEvent): void {
    const now = this.order.get(this.chosen) ?? 0;
    const page = Math.max(1, Math.floor((this.scroller.clientHeight - HEAD) / ROW) - 1);
    const steps: Record<string, number> = { ArrowDown: now + 1, ArrowUp: now - 1, PageDown: now + page, PageUp: now - page, Home: 0, End: this.shown.length - 1 };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in steps) this.choose(steps[event.key] ?? 0, true);
    else if (event.key === "+" || event.key === "=") this.closer(1.5);
    else if (event.key === "-") this.closer(1 / 1.5);
    else if (event.key === "ArrowRight") this.fold(this.chosen, false);
    else if (event.key === "ArrowLeft") this.fold(this.chosen, true);
    else if (event.key === "Enter") this.follow();
    else if (event.key === "?") this.keys();
    else return;
    event.preventDefault();
  }

  private click(event: MouseEvent): void {
    const bounds = this.scroller.getBoundingClientRect();
    const order = Math.floor((event.clientY - bounds.top - HEAD + this.scroller.scrollTop) / ROW);
    if (event.clientY - bounds.top < HEAD || order >= this.shown.length) return;
    this.choose(order, false);
    const place = this.shown[order] ?? -1;
    if ((event.target as Element).closest(".gantt-fold")) this.fold(place, !this.wanted.folded.has(place));
    // After this click is over: it closes the panel of another figure.
    if (this.tagAt(event)) setTimeout(() => this.detail.querySelector<HTMLElement>("[data-how]")?.click());
  }

  private tagAt(event: MouseEvent): Tag | undefined {
    if (event.target !== this.canvas) return undefined;
    const order = Math.floor((event.offsetY - HEAD + this.scroller.scrollTop) / ROW);
    return this.tags.find((tag) => tag.order === order && event.offsetX >= tag.left && event.offsetX <= tag.right);
  }

  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.closer(event.deltaY < 0 ? 1.2 : 1 / 1.2);
  }

  private fold(place: number, fold: boolean): void {
    const { folded } = this.wanted;
    if (!this.plan.rows[place]?.summary || folded.has(place) === fold) {
      const parent = this.plan.parents[place] ?? -1;
      if (fold && parent >= 0) this.choose(this.order.get(parent) ?? 0, true);
      return;
    }
    if (fold) folded.add(place);
    else folded.delete(place);
    this.arrange();
  }

  private choose(order: number, scroll: boolean): void {
    const place = this.shown[Math.max(0, Math.min(this.shown.length - 1, order))];
    if (place === undefined) return;
    this.chosen = place;
    const top = (this.order.get(place) ?? 0) * ROW;
    const room = this.scroller.clientHeight - HEAD - ROW;
    if (scroll && top < this.scroller.scrollTop) this.scroller.scrollTop = top;
    else if (scroll && top > this.scroller.scrollTop + room) this.scroller.scrollTop = top - room;
    this.tell();
    this.later();
  }

  /** Which row a screen reader is at; only one that is drawn has an element. */
  private point(): void {
    const id = `gantt-row-${this.chosen}`;
    if (document.getElementById(id)) this.scroller.setAttribute("aria-activedescendant", id);
    else this.scroller.removeAttribute("aria-activedescendant");
  }

  private tell(): void {
    const row = this.plan.rows[this.chosen];
    if (!row) return;
    const parts = [`${row.wbs} ${row.name}`.trim(), `${day(row.start)} – ${day(row.finish, !row.milestone)}`];
    if (row.spread) parts.push(`P50–P80 ${day(row.spread[0])} – ${day(row.spread[1], true)}`);
    if (row.findings) parts.push(row.findings.join(", "));
    this.detail.textContent = parts.join(" · ");
    if (row.price !== undefined) this.detail.append(" ", this.price(row.name, row.price, row.error));
    if (!row.url) return;
    const link = document.createElement("a");
    link.href = row.url;
    link.textContent = text("gantt_open");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      beside(link.href);
    });
    this.detail.append(" ", link);
  }

  /** The price tag of the chosen row, which opens what every price tag opens. */
  private price(name: string, days: number, error?: number): HTMLElement {
    const told = error === undefined ? figure(days) : `${figure(days)} ± ${margin(error)}`;
    const tag = button(text("gantt_costs", { told }), () => undefined);
    tag.className = "price";
    if (this.how) Object.assign(tag.dataset, { how: this.how, name });
    tag.setAttribute("aria-expanded", "false");
    return tag;
  }

  /** Which keys do what, in sight and for a screen reader. */
  private keys(): void {
    this.detail.textContent = text("gantt_hint");
    announce(text("gantt_hint"));
  }

  private follow(): void {
    this.detail.querySelector("a")?.click();
  }
}
