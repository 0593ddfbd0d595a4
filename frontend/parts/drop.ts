/** A place to drop files on: shows what was chosen with its size, refuses what is too large, tells how far sending is. */
import htmx from "htmx.org";
import { language, text } from "./texts";
import { announce } from "./live";

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
