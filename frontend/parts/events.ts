/** What jobs tell: one stream a browser. The tab that holds the lock listens, and passes on what it hears to the others. */
export interface Told {
  job: string;
  state: "waiting" | "running" | "done" | "failed" | "cancelled";
  share?: number;
  words?: string;
}

const LOCK = "rechterhand-jobs";
const FIRST = 2_000;
const LONGEST = 60_000;
let started = false;

export function startEvents(): void {
  const address = document.body.dataset.events;
  if (started || !address) return;
  started = true;
  const channel = new BroadcastChannel(LOCK);
  channel.addEventListener("message", (event) => hear(event.data as Told));
  void listen(address, channel);
}

/* A stream that was refused is over for good, other than one that broke off, which the browser opens again by itself:
   another tab may try then, and this one again after a while. */
async function listen(address: string, channel: BroadcastChannel): Promise<never> {
  for (let wait = FIRST; ; wait = Math.min(2 * wait, LONGEST)) {
    await navigator.locks.request(LOCK, () => {
      return new Promise<void>((refused) => {
        const stream = new EventSource(address);
        stream.addEventListener("open", () => (wait = FIRST));
        stream.addEventListener("message", (event) => {
          const told = JSON.parse(event.data as string) as Told;
          hear(told);
          channel.postMessage(told);
        });
        stream.addEventListener("error", () => {
          if (stream.readyState === EventSource.CLOSED) refused();
        });
      });
    });
    await new Promise((over) => setTimeout(over, wait));
  }
}

/** Tells those who show the job; and the page, of one that ended and that nothing on it shows: 'job:over'. */
export function hear(told: Told): void {
  const shown = document.querySelectorAll<HTMLElement>(`[data-job="${CSS.escape(told.job)}"]`);
  const isOver = told.state !== "running" && told.state !== "waiting";
  if (isOver && !shown.length) document.body.dispatchEvent(new CustomEvent("job:over", { detail: told }));
  for (const one of shown) {
    const words = one.querySelector(".words");
    const bar = one.querySelector("progress");
    if (words && told.words) words.textContent = told.words;
    if (bar && told.share !== undefined) bar.value = told.share;
    else if (bar && told.state === "running") bar.removeAttribute("value");
    one.dataset.state = told.state;
    if (isOver) one.dispatchEvent(new CustomEvent("job:ended", { bubbles: true, detail: told }));
  }
}
