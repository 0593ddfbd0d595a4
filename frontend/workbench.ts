import htmx from "htmx.org";
import { prepareArrows, startArrows } from "./parts/arrows";
import { startBeside } from "./parts/beside";
import { prepareClashes } from "./parts/clashes";
import { prepareDrops, startDrops } from "./parts/drop";
import { startEvents } from "./parts/events";
import { startFilters } from "./parts/filters";
import { learn, startHow } from "./parts/how";
import { startIslands } from "./parts/islands";
import { prepareLines } from "./parts/lines";
import { announce } from "./parts/live";
import { showTheme, startMenus } from "./parts/menus";
import { startPalette } from "./parts/palette";
import { preparePasskeys } from "./parts/passkeys";
import { startTexts, text } from "./parts/texts";
import { startToasts, toast } from "./parts/toasts";

startTexts();
startHow();
startBeside();
startDrops();
startPalette();
startMenus();
startToasts();
startArrows();
startFilters();

htmx.onLoad((element) => {
  const root = element.parentNode ?? document;
  learn(root);
  showTheme(root);
  prepareArrows(root);
  prepareClashes(root);
  prepareDrops(root);
  prepareLines(root);
  preparePasskeys(root);
  startEvents();
  void startIslands(root);
  if (element instanceof HTMLElement && element.matches("#panel.side")) element.focus();
});

/* A form with mistakes and a whole page that says what went wrong are shown; of a part of a page only the words are. */
document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = event as CustomEvent<{ xhr: XMLHttpRequest; shouldSwap: boolean; isError: boolean; boosted: boolean }>;
  const { status } = detail.xhr;
  if (status < 400) return;
  detail.shouldSwap = detail.boosted || status === 422 || status === 409;
  if (!detail.shouldSwap) toast({ words: text("failed", { status }) });
});
document.addEventListener("htmx:sendError", () => toast({ words: text("offline") }));
document.addEventListener("htmx:pushedIntoHistory", () => announce(document.title));
