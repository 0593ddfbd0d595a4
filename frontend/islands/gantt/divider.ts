/** The line between names and bars: dragged, or moved with the arrow keys. */
import { text } from "../../parts/texts";
import { made } from "./rows";

const LEAST = 120;
const STEP = 24;

export class Divider {
  readonly line = made("div", "gantt-divider");

  /** ``wide`` is how wide the names are now, ``most`` how wide they may be; ``move`` makes them so. */
  constructor(
    private readonly wide: () => number,
    private readonly most: () => number,
    private readonly move: (width: number) => void,
  ) {
    this.line.tabIndex = 0;
    this.line.setAttribute("role", "separator");
    this.line.setAttribute("aria-orientation", "vertical");
    this.line.setAttribute("aria-label", text("gantt_divider"));
    this.line.setAttribute("aria-valuemin", String(LEAST));
    this.line.addEventListener("pointerdown", (event) => this.drag(event));
    this.line.addEventListener("keydown", (event) => {
      const step = event.key === "ArrowRight" ? STEP : event.key === "ArrowLeft" ? -STEP : 0;
      if (!step) return;
      event.preventDefault();
      this.to(this.wide() + step);
    });
  }

  /** Puts the line where the names end. */
  show(): void {
    this.line.style.left = `${this.wide()}px`;
    this.line.setAttribute("aria-valuenow", String(Math.round(this.wide())));
    this.line.setAttribute("aria-valuemax", String(Math.round(Math.max(LEAST, this.most()))));
  }

  private to(width: number): void {
    this.move(Math.round(Math.max(LEAST, Math.min(this.most(), width))));
  }

  private drag(event: PointerEvent): void {
    event.preventDefault();
    this.line.focus();
    this.line.setPointerCapture(event.pointerId);
    const apart = this.wide() - event.clientX;
    const moved = (next: PointerEvent): void => this.to(next.clientX + apart);
    this.line.addEventListener("pointermove", moved);
    this.line.addEventListener("lostpointercapture", () => this.line.removeEventListener("pointermove", moved), { once: true });
  }
}
