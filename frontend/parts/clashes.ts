/** Choices that don't go together: what can't go beside what is chosen is closed, with the reason beside it. */
import { text } from "./texts";

export function prepareClashes(root: ParentNode): void {
  for (const list of root.querySelectorAll<HTMLElement>("[data-clashes]:not([data-ready])")) {
    list.dataset.ready = "";
    list.addEventListener("change", () => close(list));
    close(list);
  }
}

/** What is chosen itself stays open, so that it can be left out again. */
function close(list: HTMLElement): void {
  const boxes = Array.from(list.querySelectorAll<HTMLInputElement>("input[data-clash]"));
  const chosen = boxes.filter((one) => one.checked);
  for (const box of boxes) {
    const against = chosen.filter((one) => one !== box && keys(box).includes(one.value));
    const [always, now] = Array.from(box.closest("li")?.querySelectorAll<HTMLElement>(".clash") ?? []);
    if (!always || !now) continue;
    box.disabled = against.length > 0 && !box.checked;
    always.hidden = against.length > 0;
    now.hidden = !against.length;
    now.textContent = against.length ? text("clash", { titles: against.map((one) => `‘${one.dataset.title ?? ""}’`).join(", ") }) : "";
  }
}

const keys = (box: HTMLInputElement): string[] => JSON.parse(box.dataset.clash ?? "[]") as string[];
