/** Short messages at the bottom: what went wrong with a part of a page. A response asks for one by `HX-Trigger: toast`. */
import { text } from "./texts";

export interface Toast {
  words: string;
}

const STAYS = 8000;

export function toast({ words }: Toast): void {
  const place = document.getElementById("toasts");
  if (!place) return;
  const card = document.createElement("div");
  const said = document.createElement("p");
  card.className = "toast-card";
  said.textContent = words;
  card.append(said);
  card.append(button(text("close")));
  let timer = 0;
  const wait = (): void => {
    timer = window.setTimeout(() => card.remove(), STAYS);
  };
  card.addEventListener("mouseenter", () => clearTimeout(timer));
  card.addEventListener("mouseleave", wait);
  card.addEventListener("focusin", () => clearTimeout(timer));
  card.addEventListener("focusout", wait);
  place.append(card);
  wait();

  function button(name: string): HTMLButtonElement {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = name;
    made.addEventListener("click", () => card.remove());
    return made;
  }
}

export function startToasts(): void {
  document.addEventListener("toast", (event) => {
    toast((event as CustomEvent<Toast>).detail);
  });
}
