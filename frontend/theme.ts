/** Runs before the page is painted: tells the style sheet that there is JavaScript, and which colours hold. */
(() => {
  const root = document.documentElement;
  const device = matchMedia("(prefers-color-scheme: dark)");
  const paint = (): void => {
    const chosen = /(?:^|; )theme=(light|dark)/.exec(document.cookie)?.[1];
    root.dataset.bsTheme = chosen ?? (device.matches ? "dark" : "light");
    root.dataset.chosenTheme = chosen ?? "auto";
  };
  root.classList.add("js");
  device.addEventListener("change", paint);
  document.addEventListener("theme", paint);
  paint();
})();
