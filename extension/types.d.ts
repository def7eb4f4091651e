/** The shapes that cross from the core, are kept in the library, or pass between our own parts. */

export type Maybe<T> = T | null | undefined;

export type SpanStyle = "strong" | "emphasis" | "code" | "mark" | "subscript" | "superscript" | "deleted" | "link";

/** `start..end` of the text it belongs to, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
  style: SpanStyle;
  href?: Maybe<string>;
}

export interface Words {
  text: string;
  spans?: Maybe<Span[]>;
}

export interface Item extends Words {
  level: number;
}

export interface Cell extends Words {
  header: boolean;
  columns: number;
  rows: number;
}

export interface Picture {
  src: string;
  alt?: Maybe<string>;
  caption?: Maybe<string>;
  credit?: Maybe<string>;
  width?: Maybe<number>;
  height?: Maybe<number>;
}

export type BlockKind = "paragraph" | "heading" | "list" | "quote" | "table" | "figure" | "embed" | "code";

/** One block; `kind` says which of the other keys it has. */
export interface Block extends Words {
  kind: BlockKind;
  level?: Maybe<number>;
  ordered?: Maybe<boolean>;
  items?: Maybe<Item[]>;
  rows?: Maybe<Cell[][]>;
  caption?: Maybe<string>;
  image?: Maybe<Picture>;
  href?: Maybe<string>;
}

export interface Byline {
  authors: string[];
  editors: string[];
  sources: string[];
}

export interface Related {
  label: string;
  title: string;
  url: string;
  after?: Maybe<number>;
}

/** A market figure as the page prints it, and as `numbers` where they can be read. */
export interface Indicator {
  name: string;
  value?: Maybe<string>;
  change?: Maybe<string>;
  percent?: Maybe<string>;
  numbers?: Maybe<{ value?: Maybe<number>; change?: Maybe<number>; percent?: Maybe<number> }>;
}

/** A page that is not there; `after`: the index of the block behind which it would stand. */
export interface MissingPage {
  page: number;
  url?: Maybe<string>;
  after?: Maybe<number>;
}

/** Set while an article lacks pages. */
export interface Pages {
  current: number;
  total: number;
  next?: Maybe<string>;
  all?: Maybe<string>;
  missing?: Maybe<MissingPage[]>;
}

/** A sentence of the summary: `start..end` of the text of block `block`. */
export interface Sentence {
  text: string;
  block: number;
  start: number;
  end: number;
}

/**
 * The summary: `sentences` in the standard length, `short` which of these make the short one, `long` all sentences of the
 * long one. Each length holds the shorter ones. Where there is none, `reason` says why. Records of earlier versions have
 * the standard one alone.
 */
export interface Summary {
  sentences: Sentence[];
  short?: Maybe<number[]>;
  long?: Maybe<Sentence[]>;
  reason?: Maybe<"list" | "no-sentences" | "too-short">;
}

export type FactKind = "money" | "percent" | "points" | "date" | "time" | "period" | "quantity" | "ticker" | "issuer";

/** What a figure says; its kind says which keys it has. Days are ISO 8601, `currency` ISO 4217. */
export interface FactValue {
  amount?: Maybe<number>;
  amount_max?: Maybe<number>;
  currency?: Maybe<string>;
  per?: Maybe<string>;
  value?: Maybe<number>;
  value_max?: Maybe<number>;
  unit?: Maybe<string>;
  date?: Maybe<string>;
  month?: Maybe<string>;
  time?: Maybe<string>;
  time_max?: Maybe<string>;
  zone?: Maybe<string>;
  from?: Maybe<string>;
  to?: Maybe<string>;
  code?: Maybe<string>;
  name?: Maybe<string>;
}

/** A figure: `start..end` of the text of block `block`, in the sentence `sentence` of that text. */
export interface Fact {
  kind: FactKind;
  text: string;
  block: number;
  start: number;
  end: number;
  value: FactValue;
  direction?: Maybe<"up" | "down">;
  sentence: { start: number; end: number };
  /** Its rank among the facts that matter most, from 1; at most eight have one. */
  key?: Maybe<number>;
}

/** What a rule took away. */
export interface Removal {
  rule: string;
  after?: Maybe<number>;
  blocks: Block[];
}

/** What a reading and a saved record have in common, and all that drawing needs. */
export interface Article {
  url: string;
  /** The address that stays the same however the article was reached: of a reading, and of a record. */
  canonical?: Maybe<string>;
  id?: Maybe<string>;
  title: string;
  byline: Byline;
  published?: Maybe<string>;
  modified?: Maybe<string>;
  section?: Maybe<string>;
  site?: Maybe<string>;
  lang?: Maybe<string>;
  direction: "ltr" | "rtl";
  dateline?: Maybe<string>;
  excerpt?: Maybe<string>;
  lead_image?: Maybe<Picture>;
  blocks: Block[];
  related: Related[];
  tags: string[];
  indicators: Indicator[];
  pages?: Maybe<Pages>;
  /** `address`: kept to be read later, and not there yet; only in the library. */
  access: "full" | "partial" | "address";
  /** Most articles and all records of earlier versions have none. */
  limits?: Maybe<Limit[]>;
  words: number;
  minutes: number;
  summary: Summary;
  /** In the order of the text. Records of earlier versions have none. */
  facts?: Maybe<Fact[]>;
  trace?: Maybe<Removal[]>;
}

/**
 * What a page had more of than is read, and so is not all there; `time`: reading it took longer than a click may. See
 * `src/limits.rs`.
 */
export type Limit = "attributes" | "depth" | "head" | "images" | "links" | "nodes" | "pages" | "text" | "time";

/** What the core makes of a page. */
export interface Reading extends Article {
  canonical: string;
  kind: "article" | "not-article";
  reason?: Maybe<string>;
  /** In the order of the text. */
  facts: Fact[];
}

/** A stretch that the reader marked. Without a block it has no place any more, since the article was saved anew. */
export interface Mark {
  block: number | null;
  /** `start..end` of the block's text, in UTF-16 units. */
  start: number;
  end: number;
  text: string;
  /** What stands around it, to find it again. */
  before: string;
  after: string;
  made: string;
}

/** What the reader made of an article; instants in UTC. */
export interface Own {
  note: string;
  tags: string[];
  marks: Mark[];
  read: string | null;
  archived: string | null;
}

/**
 * What to change of it; what is not named stays. `noteWas`: the note that the new one was written over; where another one
 * is there by now, both are kept.
 */
export interface OwnChange {
  note?: string;
  noteWas?: string;
  addTags?: string[];
  removeTags?: string[];
  addMarks?: Mark[];
  removeMarks?: Mark[];
  read?: boolean;
  archived?: boolean;
}

/** Marks that come and go. */
export interface MarkChange {
  add?: Mark[];
  remove?: Mark[];
}

/** What the last save found changed: the title before, blocks that are new and blocks that are gone. */
export interface RecordChange {
  at: string;
  title: string | null;
  added: number;
  removed: number;
}

/** What the library keeps under `record:<id>`, as a JSON text. */
export interface SavedRecord extends Article {
  schema: number;
  /** The canonical address. */
  id: string;
  own: Own;
  change: RecordChange | null;
  /** When it was first saved, and when last: instants in UTC. */
  saved: string;
  updated: string;
}

/** What the list shows of a record, so that the list need not read all records. */
export interface Row {
  id: string;
  title: string;
  section: string | null;
  site: string | null;
  published: string | null;
  saved: string;
  updated: string;
  access: "full" | "partial" | "address";
  /** The first sentence of the summary, or of the article. */
  first: string;
  words: number;
  /** Codes of the exchange, most named first; names likewise. */
  tickers: string[];
  issuers: string[];
  /** The reader's own. */
  tags: string[];
  note: boolean;
  marks: number;
  read: string | null;
  archived: string | null;
  /** A fingerprint of what is stored. */
  print: string;
  /** Set when this version can't show the record: made by a newer version, or damaged. */
  state?: "newer" | "broken";
}

/** How the reader likes things to be. */
export interface Settings {
  font: "serif" | "sans" | "mono";
  /** Of the text, in percent of the usual. */
  size: number;
  leading: "tight" | "normal" | "loose";
  measure: "narrow" | "normal" | "wide";
  align: "start" | "justify";
  theme: "system" | "light" | "sepia" | "dark" | "black" | "contrast";
  pictures: boolean;
  /** Which length of the summary is shown first. */
  length: "short" | "standard" | "long" | "points";
  /** Which voice reads aloud, by the browser's name for it; empty for the first of this device. */
  voice: string;
  /** Of the voice, in percent of its own. */
  speed: number;
  /** Whether the card of figures is shown. */
  facts: boolean;
  /** What of an article is saved beside its text. */
  keep: { links: boolean; market: boolean };
}

/** What is known of exports: saves since the last one, the first of them, when it was and what it held. */
export interface Backup {
  saves: number;
  since: string | null;
  exported: string | null;
  records: number;
  /** How many saves there were, and when it was, when the reminder was sent away. */
  dismissed: number;
  later: string | null;
}

/** A record that is taken in: what to store, and its line in the list. */
export interface Arriving {
  stored: string;
  row: Row;
}

/** What came of records that were taken in. */
export interface Intake {
  added: number;
  merged: number;
  skipped: number;
}

export type Request =
  | { kind: "save"; reading: unknown; more?: boolean }
  | { kind: "unsave"; id: string }
  | { kind: "find-record"; id: string }
  | ({ kind: "mark"; id: string } & MarkChange)
  | { kind: "open-library"; id?: string }
  | { kind: "timing"; steps: Record<string, number>; at: number }
  | { kind: "take-over"; reading: unknown }
  | { kind: "say-apart"; said: unknown }
  | { kind: "handed"; token: string }
  | { kind: "give-back" }
  | { kind: "prepare-elsewhere" }
  | { kind: "prepare-voice" }
  | { kind: "mend"; ids?: string[] }
  | { kind: "change-own"; ids: string[]; change: OwnChange }
  | { kind: "remove"; ids: string[] }
  | { kind: "restore"; records: { id: string; stored: unknown }[] }
  | { kind: "exported"; records: number }
  | { kind: "dismiss"; what: "reminder" | "undone" }
  | { kind: "settings" }
  | { kind: "change-settings"; change: Partial<Settings> };

export type Reply<T = unknown> = { ok: true; value: T } | { ok: false; code: string };

/**
 * What is asked on lines: of where pages are read that can't be read in place, and of the page's own script by the tab
 * that shows its article.
 */
export type LineRequest =
  | { kind: "read"; page: PageCopy }
  | { kind: "add"; markup: string; url: string }
  | { kind: "tell"; texts: string[]; lang: string }
  | { kind: "load" }
  | { kind: "import-begin" }
  | { kind: "import-add"; records: Arriving[]; onlyNew: boolean }
  | { kind: "import-finish" }
  | { kind: "import-stop" };

/** What a tab of ours shows: an article, or why there is none. `source` is the tab of the page it is from. */
export interface Handed {
  source: number;
  url: string;
  title: string;
  private: boolean;
  reading: Reading | null;
  said: Said | null;
}

/** Why there is no article to show. */
export type Said = "broken" | "list" | "no-engine" | "not-article" | "too-large";

/** A page as text, and what the text does not say. */
export interface PageCopy {
  markup: string;
  /** The media type that its parser wants. */
  type: DOMParserSupportedType;
  url: string;
  base: string;
  /** Which file each picture has loaded, in the order of the document; empty for none. */
  loaded: string[];
}

/** The page that is open, read where the Wasm may run. */
export interface Source {
  read(): Promise<Reading>;
  /** The article as it is with a further page of it, or null when that page is refused. */
  add(markup: string, url: string): Promise<Reading | null>;
  /** For good. */
  stop(): void;
}

/** Looks up a visible word by its key; `args` fill its places. */
export type Translate = (key: string, ...args: (string | number)[]) => string;

/** When a record was first and last saved. */
export interface Stamp {
  saved: string;
  updated: string;
}

/** What a page may know of the record of its article: what its reader draws, and so it could see. */
export interface Found extends Stamp {
  marks: Mark[];
}

/** What a save came to. */
export interface Kept extends Stamp {
  id: string;
  /** What is new against the copy that was there before, if there was one. */
  change: RecordChange | null;
}

/** What the reader asks of whoever opened it; without one it neither saves nor leads to a library. */
export interface Keeper {
  /** In a private window nothing is kept. */
  private: boolean;
  find(): Promise<Reply<Found | null>>;
  /** `more`: more of the article that was saved a moment ago, so that both are one save. */
  save(reading: Reading, more?: boolean): Promise<Reply<Kept>>;
  /** Takes the last save back; what is there now is the answer. */
  unsave(): Promise<Reply<Stamp | null>>;
  /** Of a saved article; all its marks are the answer. */
  mark(change: MarkChange): Promise<Reply<Mark[]>>;
  library(): Promise<Reply>;
  /** The library at this article. */
  notes(): Promise<Reply>;
}

/** Brings the pages that an article lacks. */
export interface Rest {
  /**
   * Resolves with the article as far as it came. `progress` is told which pages are being fetched, `arrived` gets the
   * article each time that it has grown.
   */
  load(hear: { progress: (pages: number[]) => void; arrived: (reading: Reading) => void }): Promise<Reading>;
  /** Whether a further try could bring more. */
  hopeful(): boolean;
  /** Until `load` is called again. */
  pause(): void;
  /** For good. */
  stop(): void;
}

export interface ReadOptions {
  noProfiles?: boolean;
  url?: string;
}

/** The pages of one article, put together by the core. */
export interface Stitch {
  /** Why the page is refused, or nothing. */
  add(document: Document, options?: ReadOptions): string | undefined;
  /** The first page's own until another has come; where the article has no other pages, once. */
  reading(): Reading | undefined;
  free(): void;
}

export interface Engine {
  read(document: Document, options?: ReadOptions): Reading;
  pages(document: Document, options?: ReadOptions): Stitch;
  version(): string;
}

/** A sentence: `start..end` of its text in UTF-16 units, and how a voice should say it. */
export interface Piece {
  start: number;
  end: number;
  said: string;
}

/** The sentences of each text, for a voice of that language. */
export type Tell = (texts: string[], lang: string) => Promise<Piece[][]>;

/** A Wasm of its own: a click does not need it. */
export interface Voice {
  /** Where the sentences begin and end, in UTF-16 units: two numbers for each. */
  sentences(text: string): Uint32Array;
  /** One sentence as a voice of that language should say it. */
  speak(text: string, lang: string): string;
}

/** A Wasm of its own: only the library's page needs it. */
export interface LibraryEngine {
  /** An index with nothing in it. */
  begin(): Index;
  /** The index that was saved, or nothing where the bytes are not that any more. */
  open(bytes: Uint8Array): Index | undefined;
  /** Four texts for each filter of a query: what it asks about, its value, `not` or nothing, `open` or nothing. */
  filters(query: string, typing: boolean): string[];
  /** Folded words with a space between them. */
  plain(text: string): string;
}

/** The full text of all saved articles, as the core keeps it. */
export interface Index {
  /** The document's number, or -1 where it can't be one. */
  add(id: string, print: string, text: string): number;
  remove(id: string): boolean;
  save(): Uint8Array<ArrayBuffer>;
  /** Whether the last `save` gave documents other numbers. */
  readonly numberedAnew: boolean;
  /** Two lines for each document by its number: id and print; empty ones where it is gone. */
  documents(): string;
  /** Numbers, the best match first; nothing where the query has no words. */
  search(query: string, typing: boolean): Uint32Array | undefined;
  /** The same as they are numbered, which takes less. */
  holders(query: string, typing: boolean): Uint32Array | undefined;
  /** Start and end of each mark, one behind the other, in UTF-16 units. */
  marks(query: string, typing: boolean, text: string): Uint32Array;
  excerpt(query: string, typing: boolean, text: string, length: number): string;
  free(): void;
}
