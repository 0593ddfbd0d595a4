/** Passkeys: made and used by the browser; the server gives the options and checks the answer, which a form carries. */
import { text } from "./texts";

type Told = Record<string, unknown>;

interface Options {
  publicKey: Told & { challenge: string; user?: { id: string } };
}

export function preparePasskeys(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
    if (form.dataset.prepared) continue;
    form.dataset.prepared = "yes";
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void ask(form);
    });
  }
}

async function ask(form: HTMLFormElement): Promise<void> {
  const said = form.querySelector<HTMLElement>(".wrong[hidden], .wrong[role=alert]");
  const field = form.elements.namedItem("credential") as HTMLInputElement;
  if (said) said.hidden = true;
  try {
    const publicKey = opened(await optionsOf(form));
    const made =
      form.dataset.passkey === "make"
        ? await navigator.credentials.create({ publicKey: publicKey as unknown as PublicKeyCredentialCreationOptions })
        : await navigator.credentials.get({ publicKey: publicKey as unknown as PublicKeyCredentialRequestOptions });
    if (!made) throw new Error("nothing was chosen");
    field.value = JSON.stringify(written(made as PublicKeyCredential));
    form.submit();
  } catch {
    if (!said) return;
    said.textContent = "PublicKeyCredential" in window ? text("passkey_stopped") : text("passkey_none");
    said.hidden = false;
  }
}

/** In the page, or asked for at the moment of signing in. A passkey is kept by the device and knows its owner. */
async function optionsOf(form: HTMLFormElement): Promise<Options> {
  if (form.dataset.url) {
    const answer = await fetch(form.dataset.url, {
      headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
    });
    return ((await answer.json()) as { request_options: Options }).request_options;
  }
  const found = JSON.parse(form.dataset.options ?? "{}") as { creation_options?: Options; request_options?: Options };
  const options = (found.creation_options ?? found.request_options) as Options;
  if (form.dataset.passkey !== "make") return options;
  const wanted = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
  return { publicKey: { ...options.publicKey, authenticatorSelection: wanted } };
}

/** The options with bytes where the server wrote letters. */
function opened({ publicKey }: Options): Told {
  const told: Told = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (publicKey.user) told.user = { ...publicKey.user, id: bytes(publicKey.user.id) };
  for (const name of ["allowCredentials", "excludeCredentials"]) {
    const listed = publicKey[name] as { id: string }[] | undefined;
    if (listed) told[name] = listed.map((one) => ({ ...one, id: bytes(one.id) }));
  }
  return told;
}

/** What the browser answered, with letters in place of bytes. */
function written(made: PublicKeyCredential): Told {
  const { response } = made;
  const told: Told = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    const value = (response as unknown as Record<string, ArrayBuffer | null | undefined>)[name];
    if (value) told[name] = letters(value);
  }
  return {
    id: made.id,
    rawId: letters(made.rawId),
    type: made.type,
    authenticatorAttachment: made.authenticatorAttachment,
    clientExtensionResults: made.getClientExtensionResults(),
    response: told,
  };
}

function bytes(told: string): Uint8Array<ArrayBuffer> {
  const plain = atob(told.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (one) => one.charCodeAt(0));
}

function letters(value: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(value));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
