/** One item beside the page that it was asked from, where the page has room for it; else on its own page. */
import htmx from "htmx.org";

let opener: Element | null = null;
let home = "";

export function beside(url: string): void {
  if (!document.querySelector("#panel")) {
    location.assign(url);
    return;
  }
  void htmx.ajax("get", url, { target: "#panel", swap: "outerHTML" });
}

/** The page that it was asked from is there still: closing, by Escape too, goes back to it as it is. */
export function startBeside(): void {
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { target, elt } = (event as CustomEvent<{ target?: Element; elt?: Element }>).detail;
    if (target?.id !== "panel" || target.matches(".side")) return;
    opener = elt instanceof HTMLAnchorElement ? elt : document.activeElement;
    home = location.href;
  });
  // On another page what is beside stands there by its own address, and closes by it.
  document.addEventListener("htmx:afterSwap", (event) => {
    if ((event as CustomEvent<{ target?: Element }>).detail.target === document.body) home = "";
  });
  document.addEventListener(
    "click",
    (event) => {
      if (!(event.target as Element).closest("#panel.side [data-panel-close]") || !home) return;
      event.preventDefault();
      event.stopPropagation();
      close();
    },
    { capture: true },
  );
  document.addEventListener("keydown", (event) => {
    const covered = event.defaultPrevented || document.querySelector("dialog[open], details.menu[open]");
    if (event.key !== "Escape" || covered || !home || !document.querySelector("#panel.side")) return;
    event.preventDefault();
    close();
  });
}

function close(): void {
  const room = document.createElement("span");
  room.id = "panel";
  room.hidden = true;
  document.querySelector("#panel.side")?.replaceWith(room);
  if (location.href !== home) history.replaceState(history.state, "", home);
  home = "";
  if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
}
