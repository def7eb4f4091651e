/** Joined into the content script as text by the build. */
declare module "*.css" {
  const text: string;
  export default text;
}

/** True in builds for tests that must look inside the reader's shadow root. */
declare const __OPEN_SHADOW__: boolean;

/** Made by the build from the Wasm; see `content/engine.js`. */
declare var saringEngine: { load(): Promise<import("./types").Engine> };
declare var saringLibrary: { load(): Promise<import("./types").LibraryEngine> };
declare var saringVoice: { load(): Promise<import("./types").Voice> };

/** What the library's page has asked for before it was there; see `library/ahead.js`. */
declare var saringAhead: Promise<Record<string, unknown>> | undefined;

/** The content script's memory between clicks, in its own world. */
declare var saring:
  | {
      close: (() => void) | null;
      /** Makes what is open look as was chosen. */
      wear: ((settings: Partial<import("./types").Settings>) => void) | null;
      turn: number;
      /** What brings the other pages of an article that a tab of ours shows. */
      handed: import("./types").Rest | null;
    }
  | undefined;

/** Firefox's name for what Chromium calls `chrome`. */
declare var browser: typeof chrome | undefined;
