/** A place to drop files on: shows what was chosen with its size, refuses what is too large, tells how far sending is. */
import htmx from "htmx.org";
import { language, text } from "./texts";
import { announce } from "./live";
import { toast } from "./toasts";

/** A file may be let go anywhere on a page that has a place for it; no page is left for a file. */
export function startDrops(): void {
  const carries = (event: DragEvent): boolean => (event.dataTransfer?.types.includes("Files") ?? false) && !(event.target instanceof HTMLInputElement && event.target.type === "file");
  const zone = (): HTMLElement | undefined => Array.from(document.querySelectorAll<HTMLElement>(".drop")).find((one) => one.checkVisibility());
  document.addEventListener("dragover", (event) => {
    if (!carries(event) || !event.dataTransfer) return;
    event.preventDefault();
    if (zone()) zone()?.classList.add("over");
    else event.dataTransfer.dropEffect = "none";
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) zone()?.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    if (!carries(event) || !event.dataTransfer) return;
    event.preventDefault();
    zone()?.classList.remove("over");
    const input = zone()?.querySelector<HTMLInputElement>("input[type=file]");
    if (!input) return toast({ words: text("drop_nowhere") });
    const dropped = new DataTransfer();
    for (const file of Array.from(event.dataTransfer.files).slice(0, input.multiple ? undefined : 1)) dropped.items.add(file);
    input.files = dropped.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

export function prepareDrops(root: ParentNode): void {
  for (const zone of root.querySelectorAll<HTMLElement>(".drop:not([data-ready])")) {
    const input = zone.querySelector<HTMLInputElement>("input[type=file]");
    if (!input) continue;
    zone.dataset.ready = "";
    for (const kind of ["dragenter", "dragover"]) zone.addEventListener(kind, () => zone.classList.add("over"));
    for (const kind of ["dragleave", "drop", "dragend"]) zone.addEventListener(kind, () => zone.classList.remove("over"));
    input.addEventListener("change", () => show(zone, input));
    const form = input.form;
    if (form) htmx.on(form, "htmx:xhr:progress", (event: Event) => sending(zone, (event as CustomEvent<ProgressEvent>).detail));
  }
}

function show(zone: HTMLElement, input: HTMLInputElement): void {
  const list = zone.querySelector(".chosen");
  const wrong = zone.querySelector<HTMLElement>(".wrong");
  const most = Number(zone.dataset.most ?? Infinity);
  const files = Array.from(input.files ?? []);
  const large = files.find((one) => one.size > most);
  const refused = large ? text("too_large", { name: large.name, told: size(large.size), limit: size(most) }) : "";
  if (wrong) {
    wrong.textContent = refused;
    wrong.hidden = !refused;
  }
  if (large) input.value = "";
  list?.replaceChildren(...(large ? [] : files.map(line)));
  announce(refused || files.map((one) => `${one.name} ${size(one.size)}`).join(", "));
  if (!large && files.length && zone.dataset.submits === "yes") input.form?.requestSubmit();
}

function line(file: File): HTMLElement {
  const made = document.createElement("li");
  const name = document.createElement("span");
  const told = document.createElement("small");
  name.textContent = file.name;
  told.textContent = size(file.size);
  made.append(name, told);
  return made;
}

function sending(zone: HTMLElement, { loaded, total }: ProgressEvent): void {
  const list = zone.querySelector(".chosen");
  let bar = list?.querySelector("progress");
  if (!bar) {
    bar = document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", text("sending"));
    list?.lastElementChild?.append(bar);
  }
  bar.value = total ? loaded / total : 0;
}

export function size(bytes: number): string {
  const units = ["B", "kB", "MB", "GB"];
  const step = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const shown = bytes / 1000 ** step;
  const digits = step && shown < 10 ? 1 : 0;
  return `${shown.toLocaleString(language(), { maximumFractionDigits: digits })}\u00a0${units[step]}`;
}
