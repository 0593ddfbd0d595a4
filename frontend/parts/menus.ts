const EDGE = 8;

/** Menus that close when one looks elsewhere, questions before what can't be undone, and the choice of colours. */
export function startMenus(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    for (const one of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
      if (!one.contains(target)) one.open = false;
    }
    const asked = target.closest<HTMLElement>("[data-ask]");
    if (asked) ask(asked.dataset.ask ?? "");
    if (target.closest("dialog.ask [data-close]") || target.matches("dialog.ask")) target.closest("dialog")?.close();
    const theme = target.closest<HTMLElement>("[data-theme-choice]")?.dataset.themeChoice;
    if (theme) chooseTheme(theme);
  });
  document.addEventListener("toggle", (event) => keepInside(event.target as HTMLDetailsElement), { capture: true });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector<HTMLDetailsElement>("details.menu[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary")?.focus();
  });
}

/** Puts a question; what does no harm has the focus. */
function ask(id: string): void {
  const dialog = document.querySelector<HTMLDialogElement>(`#${CSS.escape(id)}`);
  dialog?.showModal();
  dialog?.querySelector<HTMLElement>("[data-close]")?.focus();
}

/** A menu that opens near an edge of the window is moved until it is seen whole. */
function keepInside(menu: HTMLDetailsElement): void {
  const sheet = menu.open && menu.matches("details.menu") ? menu.querySelector<HTMLElement>(".menu-sheet") : null;
  if (!sheet) return;
  sheet.style.translate = "";
  const { left, right } = sheet.getBoundingClientRect();
  const aside = Math.max(Math.min(0, document.documentElement.clientWidth - EDGE - right), EDGE - left);
  if (aside !== 0) sheet.style.translate = `${aside}px 0`;
}

function chooseTheme(theme: string): void {
  const age = theme === "auto" ? 0 : 31536000;
  document.cookie = `theme=${theme}; path=/; max-age=${age}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
  document.dispatchEvent(new Event("theme"));
  showTheme(document);
}

export function showTheme(root: ParentNode): void {
  const chosen = document.documentElement.dataset.chosenTheme ?? "auto";
  for (const one of root.querySelectorAll<HTMLElement>("[data-theme-choice]")) {
    one.setAttribute("aria-pressed", String(one.dataset.themeChoice === chosen));
  }
}
