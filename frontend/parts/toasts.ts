/** Short messages at the bottom, with a way back where there is one. A response asks for one by `HX-Trigger: toast`. */
import htmx from "htmx.org";
import { text } from "./texts";

export interface Toast {
  words: string;
  undo?: string;
}

const STAYS = 8000;

export function toast({ words, undo }: Toast): void {
  const place = document.getElementById("toasts");
  if (!place) return;
  const card = document.createElement("div");
  const said = document.createElement("p");
  card.className = "toast-card";
  said.textContent = words;
  card.append(said);
  if (undo) card.append(button(text("undo"), () => void htmx.ajax("post", undo, { source: document.body, swap: "none" })));
  card.append(button(text("close"), () => undefined));
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

  function button(name: string, act: () => void): HTMLButtonElement {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = name;
    made.addEventListener("click", () => {
      act();
      card.remove();
    });
    return made;
  }
}

export function startToasts(): void {
  document.addEventListener("toast", (event) => {
    toast((event as CustomEvent<Toast>).detail);
  });
}
