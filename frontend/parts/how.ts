/** 'How do you know?': one panel for every number of the page. */
import { announce } from "./live";

/** What numbers have in common stands once in the page; it stays known when htmx replaces the part where it stood. */
const bases = new Map<string, DocumentFragment>();
let opener: HTMLElement | undefined;

export function learn(root: ParentNode): void {
  for (const one of root.querySelectorAll<HTMLTemplateElement>("template[data-basis]")) {
    bases.set(one.dataset.basis ?? "", one.content);
  }
}

/** The same from a part of a page that a script got from the server; its name. */
export function learnFrom(html: string): string {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  learn(holder.content);
  return holder.content.querySelector("template")?.dataset.basis ?? "";
}

export function startHow(): void {
  document.addEventListener("click", (event) => {
    const number = (event.target as Element).closest<HTMLElement>("[data-how]");
    if (number) toggle(number);
    else if (!(event.target as Element).closest("#how")) close(false);
    if ((event.target as Element).closest("#how [data-close]")) close(true);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel()?.open) {
      close(true);
      event.preventDefault();
    }
  });
}

const panel = (): HTMLDialogElement | null => document.querySelector<HTMLDialogElement>("#how");

function toggle(number: HTMLElement): void {
  const sheet = panel();
  const basis = bases.get(number.dataset.how ?? "");
  if (!sheet || !basis) return;
  if (sheet.open && opener === number) {
    close(true);
    return;
  }
  close(false);
  opener = number;
  number.setAttribute("aria-expanded", "true");
  const told = sheet.querySelector(".told");
  const name = sheet.querySelector("[data-name]");
  told?.replaceChildren(...Array.from(number.cloneNode(true).childNodes), unit(number.dataset.unit ?? ""));
  told?.querySelectorAll(".unit:not(:last-child)").forEach((one) => one.remove());
  if (name) name.textContent = number.dataset.name ?? "";
  name?.toggleAttribute("hidden", !number.dataset.name);
  sheet.querySelector(".basis")?.replaceChildren(basis.cloneNode(true));
  sheet.show();
  sheet.querySelector<HTMLElement>("[data-close]")?.focus();
  announce(sheet.querySelector("h2")?.textContent ?? "");
}

/** The unit in full, also where the number's place says it already. */
function unit(words: string): HTMLElement {
  const made = document.createElement("span");
  made.className = "unit";
  made.textContent = words ? ` ${words}` : "";
  return made;
}

function close(back: boolean): void {
  const sheet = panel();
  if (!sheet?.open) return;
  sheet.close();
  opener?.setAttribute("aria-expanded", "false");
  if (back) opener?.focus();
  opener = undefined;
}
