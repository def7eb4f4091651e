// @ts-check
/**
 * Articles of invented business news, as many as wanted: for tests and measurements of a library that is full. Words are
 * Indonesian in their derived forms, and come as often as words do: few of them nearly always, most of them hardly ever.
 * The same seed gives the same articles, and each is made by itself, so that the first thousand of ten thousand are the
 * first thousand. It imports nothing: a page of the extension under test loads it too.
 */

/**
 * What `articles` makes: a record of the first schema with the address as a reading has it, and what its reader made of it.
 *
 * @typedef {import("../../../extension/types").SavedRecord & {canonical: string, own: {note: string, tags: string[],
 *   marks: never[], read: string | null, archived: string | null}}} Made
 */

/** @typedef {Omit<import("../../../extension/types").Fact, "block" | "sentence" | "key">} Figure */
/** @typedef {{text: string, figures: Figure[]}} Said */

/** Verbs that take an object, with their form behind me-: so that the forms are those that people write. */
const VERBS =
  "jual menjual,beli membeli,pangkas memangkas,sewa menyewa,kirim mengirim,tulis menulis,bangun membangun,dorong mendorong," +
  "tekan menekan,pacu memacu,catat mencatat,bayar membayar,tarik menarik,simpan menyimpan,salur menyalur,hitung menghitung," +
  "ukur mengukur,olah mengolah,tanam menanam,buka membuka,tutup menutup,tambah menambah,kurang mengurang,potong memotong," +
  "awas mengawas,atur mengatur,ubah mengubah,serap menyerap,susun menyusun,pakai memakai,guna mengguna,kelola mengelola," +
  "kembang mengembang,luncur meluncur,tawar menawar,pinjam meminjam,jamin menjamin,lindung melindung,angkut mengangkut," +
  "muat memuat,gali menggali,bor mengebor,sedia menyedia,pasok memasok,ganti mengganti,perbaiki memperbaiki,rawat merawat," +
  "periksa memeriksa,nilai menilai,lapor melapor,umum mengumum,rancang merancang,garap menggarap,kaji mengkaji," +
  "produksi memproduksi,ekspor mengekspor,impor mengimpor,investasi menginvestasi,distribusi mendistribusi,proses memproses," +
  "cetak mencetak,rakit merakit,panen memanen,pantau memantau,uji menguji,cari mencari,temu menemu,dapat mendapat," +
  "peroleh memperoleh,terima menerima,beri memberi,bagi membagi,tunda menunda,batal membatal,setuju menyetuju,tolak menolak," +
  "minta meminta,tagih menagih,lunas melunas,cicil mencicil,gadai menggadai,lelang melelang,tebus menebus,kuasai menguasai";

/** Verbs that take none, and qualities: naik, menaikkan, kenaikan, penaikan. */
const STATES =
  "naik menaik,turun menurun,tumbuh menumbuh,susut menyusut,lambat melambat,cepat mempercepat,kuat menguat,lemah melemah," +
  "stabil menstabil,mahal memahal,murah memurah,sehat menyehat,untung menguntung,rugi merugi,tinggi meninggi,rendah merendah," +
  "besar membesar,kecil mengecil,panjang memanjang,pendek memendek,baik membaik,buruk memburuk,tenang menenang,ketat memperketat," +
  "longgar melonggar,padat memadat,kering mengering,dingin mendingin,panas memanas,luas meluas,sempit menyempit,aman mengaman," +
  "mudah memudah,sulit menyulit,jelas menjelas,pasti memasti,seimbang menyeimbang,mandiri memandiri,efisien mengefisien," +
  "lanjut melanjut,mulai memulai,selesai menyelesai,henti menghenti,pindah memindah,gabung menggabung,pisah memisah";

const NOUNS =
  "saham laba harga pasar dana modal utang bunga kredit pajak bank emiten pabrik gudang kapal pelabuhan tambang nikel batu bara " +
  "minyak gas listrik energi surya angin panel baterai mobil motor ban baja semen kaca kertas tekstil garmen sepatu furnitur " +
  "kelapa sawit karet kopi kakao teh gula beras jagung kedelai tepung daging ayam telur ikan udang rumput garam pupuk benih " +
  "lahan sawah kebun hutan sungai bendungan jalan tol jembatan kereta bandara pesawat penumpang barang logistik kontainer truk " +
  "toko gerai ritel waralaba restoran hotel kamar wisata tiket rumah apartemen properti kantor gedung kawasan industri proyek " +
  "kontrak tender konsesi izin aturan undang peraturan kebijakan program anggaran belanja penerimaan defisit surplus neraca " +
  "rekening tabungan deposito obligasi sukuk reksa portofolio aset ekuitas arus kas pendapatan beban biaya margin dividen kuartal " +
  "semester tahun bulan pekan hari rapat direksi komisaris direktur pemegang investor analis ekonom nasabah pelanggan konsumen " +
  "petani nelayan buruh karyawan pekerja pengusaha pedagang koperasi warung usaha perusahaan anak induk mitra pesaing sektor " +
  "indeks bursa perdagangan transaksi volume kurs rupiah dolar inflasi suku cadangan devisa ekspor impor bea cukai tarif kuota " +
  "permintaan pasokan persediaan kapasitas produksi penjualan pembelian teknologi aplikasi data pusat jaringan menara satelit " +
  "internet pulsa gawai perangkat lunak robot mesin suku cadang limbah emisi karbon air udara cuaca musim banjir kemarau risiko " +
  "peluang strategi target rencana kinerja prospek valuasi rasio likuiditas kualitas mutu standar sertifikat merek paten lisensi";

const LINKS =
  "yang dan di dengan untuk dari pada ini itu akan dalam tidak juga oleh karena sebagai telah ke bagi sudah masih lebih namun " +
  "sementara setelah sebelum hingga sampai antara seperti saat ketika agar meskipun sehingga sejak tersebut terhadap menurut " +
  "secara selama para atau bahwa dapat bisa harus sekitar baru lain semua beberapa banyak kembali hanya maupun serta tetap";

const SOUNDS =
  "sa ra ma di ka lo ta ni wi su ja ba pu ri ki na la go ha de mi to yu gi ren sar tan wan mur dar lang bin san gar sen jat";

const GIVEN =
  "Wira Rani Bagas Dewi Surya Melati Arya Kirana Tirta Sekar Danu Laras Gilang Ayu Bima Ratna Yudha Citra Raka Intan Galih Wulan " +
  "Jaka Nirmala Seno Puspa Banyu Kemala Arga Saras";
const PLACES =
  "Jakarta,Surabaya,Bandung,Medan,Semarang,Makassar,Palembang,Balikpapan,Batam,Denpasar,Manado,Pontianak,Karawang,Bekasi," +
  "Cilegon,Gresik,Morowali,Halmahera,Kalimantan Timur,Sulawesi Tenggara,Jawa Tengah,Sumatra Utara,Riau,Lampung,Papua Barat";
const SECTIONS =
  "Keuangan,Investasi,Industri,Nasional,Internasional,Peluang Usaha,Properti,Komoditas,Belanja,Kolom".split(",");
const SITES = ["berita.example", "warta.example", "kabar-dagang.example"];
const TAGS = [
  "dividen",
  "laporan keuangan",
  "pantau",
  "ide liputan",
  "nikel",
  "perbankan",
  "aksi korporasi",
  "baca lagi",
];
const NOTES = [
  "Tanyakan angka ini kepada direksi pada paparan publik.",
  "Bandingkan dengan laporan kuartal lalu sebelum rapat.",
  "Sumber utama untuk tulisan akhir pekan.",
  "Perlu dicek: utang jatuh tempo tahun depan.",
];
const MONTHS = "Januari,Februari,Maret,April,Mei,Juni,Juli,Agustus,September,Oktober,November,Desember".split(",");
const QUARTERS = ["I", "II", "III", "IV"];

/** How many of the most common words are about as common as each other. */
const SHIFT = 12;

/** How many days the dates run over, and the last of them. */
const DAYS = 4 * 365;
const LAST = Date.UTC(2026, 9, 30);

const PLACE_LIST = PLACES.split(",");
const GIVEN_LIST = GIVEN.split(" ");
const SOUND_LIST = SOUNDS.split(" ");
const words = vocabulary();

/**
 * @param {number} count
 * @param {number} [seed]
 * @returns {Made[]}
 */
export function articles(count, seed = 1) {
  return Array.from({ length: count }, (_, index) => article(index, seed));
}

/**
 * The article of that number.
 *
 * @param {number} index
 * @param {number} [seed]
 * @returns {Made}
 */
export function article(index, seed = 1) {
  const say = speaker(seed * 1_000_003 + index * 7919 + 17);
  const firms = Array.from({ length: 1 + say.upTo(3) }, () => say.firm());
  const title = say.title(firms[0] ?? say.firm());
  const wanted = 250 + say.upTo(200);
  const paragraphs = 8 + say.upTo(7);
  /** @type {Made["blocks"]} */
  const blocks = [];
  /** @type {import("../../../extension/types").Fact[]} */
  const facts = [];
  /** @type {import("../../../extension/types").Sentence[]} */
  const sentences = [];
  let total = 0;
  for (let block = 0; block < paragraphs; block += 1) {
    let text = "";
    const until = (wanted * (block + 1)) / paragraphs;
    do {
      const { text: said, figures } = say.sentence(say.one(firms));
      const start = text ? text.length + 1 : 0;
      text += (text ? " " : "") + said;
      const sentence = { start, end: text.length };
      for (const figure of figures) {
        facts.push({
          ...figure,
          block,
          start: figure.start + start,
          end: figure.end + start,
          sentence,
          key: facts.length < 8 ? facts.length + 1 : null,
        });
      }
      if (sentences.length < 6 && (block === 0 || say.upTo(6) === 0)) {
        sentences.push({ text: said, block, ...sentence });
      }
      total += said.split(" ").length;
    } while (total < until);
    blocks.push({ kind: "paragraph", text, spans: [] });
  }
  const day = LAST - say.upTo(DAYS) * 86_400_000;
  const clock = `${two(6 + say.upTo(16))}:${two(say.upTo(60))}`;
  const date = new Date(day).toISOString().slice(0, 10);
  const stamp = new Date(day + 86_400_000 + say.upTo(86_400_000)).toISOString();
  const site = say.one(SITES);
  const url = `https://${site}/baca/${date.slice(0, 4)}/${index}-${title.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
  const isMine = say.upTo(5) === 0;
  return {
    schema: 1,
    id: url,
    canonical: url,
    url,
    title,
    byline: { authors: [say.person()], editors: say.upTo(2) ? [say.person()] : [], sources: [] },
    published: `${date}T${clock}:00+07:00`,
    modified: null,
    section: say.one(SECTIONS),
    site: say.capital(site.split(".")[0] ?? site),
    lang: "id",
    direction: "ltr",
    dateline: say.one(PLACE_LIST).toUpperCase(),
    excerpt: sentences[0]?.text ?? null,
    lead_image: null,
    blocks,
    related: [],
    tags: firms.map((firm) => firm.name),
    indicators: [],
    pages: null,
    access: say.upTo(12) === 0 ? "partial" : "full",
    limits: [],
    words: total,
    minutes: Math.max(1, Math.ceil(total / 200)),
    summary: { sentences: sentences.slice(0, 3), short: [0], long: sentences },
    facts,
    saved: stamp,
    updated: stamp,
    own: {
      note: isMine && say.upTo(2) ? say.one(NOTES) : "",
      tags: isMine ? [...new Set([say.one(TAGS), say.one(TAGS)])] : [],
      marks: [],
      read: say.upTo(3) ? stamp : null,
      archived: say.upTo(10) === 0 ? stamp : null,
    },
  };
}

/** @param {number} number */
function two(number) {
  return String(number).padStart(2, "0");
}

/** Words by what they can be in a sentence. */
function vocabulary() {
  /** @param {string} list */
  const pairs = (list) => list.split(",").map((pair) => /** @type {[string, string]} */ (pair.split(" ")));
  /** @type {string[]} */
  const does = [];
  /** @type {string[]} */
  const done = [];
  /** @type {string[]} */
  const things = [];
  for (const [root, active] of pairs(VERBS)) {
    const agent = `pe${active.slice(2)}`;
    does.push(active, `${active}kan`, `${active}i`);
    done.push(`di${root}`, `di${root}kan`, `ter${root}`, `di${root}i`);
    things.push(`${agent}an`, `${agent}annya`, `${root}an`, agent, root, `${root}annya`);
  }
  for (const [root, active] of pairs(STATES)) {
    does.push(active, `${active}kan`, root, `ber${root}`, `memper${root}`);
    done.push(`di${root}kan`, `ter${root}`, `diper${root}`);
    things.push(`ke${root}an`, `ke${root}annya`, `pe${active.slice(2)}an`, `per${root}an`);
  }
  const nouns = NOUNS.split(" ");
  for (const noun of nouns) things.push(noun, `${noun}nya`, noun, `${noun}-${noun}`);
  return { does: mixed(does), done: mixed(done), things: [...nouns, ...mixed(things)], links: LINKS.split(" ") };
}

/**
 * Another order, so that what is said often are not all forms of one word.
 *
 * @param {string[]} list
 */
function mixed(list) {
  let state = 77;
  const out = [...list];
  for (let at = out.length - 1; at > 0; at -= 1) {
    state = (state * 48_271) % 2_147_483_647;
    const other = state % (at + 1);
    [out[at], out[other]] = [out[other] ?? "", out[at] ?? ""];
  }
  return out;
}

/** @param {number} seed */
function speaker(seed) {
  let state = (seed % 2_147_483_646) + 1;
  const next = () => {
    // The minimal standard generator: quality is not needed, sameness is.
    state = (state * 48_271) % 2_147_483_647;
    return (state - 1) / 2_147_483_646;
  };
  for (let round = 0; round < 3; round += 1) next();
  /** @param {number} below */
  const upTo = (below) => Math.floor(next() * below);
  /** @template T @param {T[]} list @returns {T} */
  const one = (list) => /** @type {T} */ (list[upTo(list.length)]);
  /**
   * The first of a list often, the last hardly ever: as in Zipf's law, where the first few are about as likely as each other.
   *
   * @param {string[]} list
   */
  const often = (list) => list[Math.floor(SHIFT * (1 + list.length / SHIFT) ** next() - SHIFT)] ?? list[0] ?? "";
  /** @param {string} text */
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const name = () => capital(Array.from({ length: 2 + upTo(2) }, () => one(SOUND_LIST)).join(""));
  const person = () => `${one(GIVEN_LIST)} ${name()}`;
  const firm = () => {
    // Some firms are written about every day.
    const number = Math.floor(700 ** next());
    const own = speakerOfFirm(number);
    return { name: own.name, code: own.code };
  };

  /** @param {number} value @param {number} [decimals] */
  const figure = (value, decimals = 0) =>
    value
      .toFixed(decimals)
      .replace(".", ",")
      .replace(/\B(?=(\d{3})+(?!\d))(?<!,\d*)/g, ".");

  /**
   * A piece of a sentence that holds one figure.
   *
   * @returns {{before: string, text: string, figure: Omit<Figure, "text" | "start" | "end">}}
   */
  const amount = () => {
    const kind = upTo(5);
    if (kind === 0) {
      const value = upTo(4000) / 100;
      return {
        before: one(["sebesar", "hingga", "sekitar"]),
        text: `${figure(value, 2)}%`,
        figure: { kind: "percent", value: { value, unit: "%" }, direction: one(["up", "down", null]) },
      };
    }
    if (kind === 1) {
      const value = (100 + upTo(9900)) / 100;
      return {
        before: one(["senilai", "menjadi", "mencapai"]),
        text: `Rp${figure(value, 2)} triliun`,
        figure: { kind: "money", value: { amount: Math.round(value * 100) * 1e10, currency: "IDR" } },
      };
    }
    if (kind === 2) {
      const value = 50 + upTo(950);
      return {
        before: one(["senilai", "dari", "sebesar"]),
        text: `Rp ${figure(value)} miliar`,
        figure: { kind: "money", value: { amount: value * 1e9, currency: "IDR" } },
      };
    }
    if (kind === 3) {
      const value = 1000 + upTo(900_000);
      return {
        before: one(["sebanyak", "setara"]),
        text: `${figure(value)} ton`,
        figure: { kind: "quantity", value: { value, unit: "ton" } },
      };
    }
    const [quarter, year] = [upTo(4), 2022 + upTo(5)];
    return {
      before: "pada kuartal",
      text: `${QUARTERS[quarter]}-${year}`,
      figure: {
        kind: "period",
        value: { from: `${year}-${two(quarter * 3 + 1)}-01`, to: `${year}-${two(quarter * 3 + 3)}-28` },
      },
    };
  };

  const phrase = () =>
    one([
      () => often(words.things),
      () => `${often(words.things)} ${often(words.things)}`,
      () => `${often(words.things)} ${often(words.links)} ${often(words.things)}`,
      () => `${often(words.things)} ${one(PLACE_LIST)}`,
      () => `${often(words.things)} ${name()}`,
    ])();

  /** @param {{name: string, code: string}} about @returns {Said} */
  const sentence = (about) => {
    /** @type {Figure[]} */
    const figures = [];
    let text = "";
    /** @param {string} piece */
    const add = (piece) => {
      text += (text ? " " : "") + piece;
    };
    /** @param {string} piece @param {Omit<Figure, "text" | "start" | "end">} figure @param {string} [before] */
    const mark = (piece, figure, before = "") => {
      add(before + piece);
      figures.push({ ...figure, text: piece, start: text.length - piece.length, end: text.length });
    };
    const opening = upTo(6);
    if (opening === 0) {
      mark(about.name, { kind: "issuer", value: { name: about.name, code: about.code } }, "PT ");
      add("Tbk");
      mark(about.code, { kind: "ticker", value: { code: about.code } }, "(");
      text += ")";
    } else if (opening === 1) {
      add(`${one(["Direktur Utama", "Analis", "Ekonom", "Sekretaris Perusahaan"])} ${person()}`);
    } else if (opening === 2) {
      add(`Pada ${1 + upTo(28)} ${one(MONTHS)} ${2022 + upTo(5)}, ${phrase()}`);
    } else {
      add(capital(phrase()));
    }
    add(one([() => often(words.does), () => often(words.done)])());
    add(phrase());
    if (upTo(5) < 2) {
      const { before, text: piece, figure } = amount();
      add(before);
      mark(piece, figure);
    }
    if (upTo(3) > 0) {
      add(often(words.links));
      add(one([() => often(words.does), () => often(words.done)])());
      add(phrase());
    }
    if (upTo(8) === 0) add(`, kata ${person()}`);
    if (upTo(30) === 0) add(`pada hari Jum'at`);
    return { text: `${text.replaceAll(" ,", ",")}.`, figures };
  };

  /** @param {{name: string, code: string}} about */
  const title = (about) =>
    capital(
      one([
        () => `${about.name} (${about.code}) ${often(words.does)} ${phrase()}`,
        () => `${phrase()} ${often(words.done)}, ${phrase()} ${often(words.does)} ${upTo(40)}%`,
        () => `${phrase()} ${often(words.does)} ${phrase()} ${one(PLACE_LIST)}`,
      ])(),
    );

  return { upTo, one, capital, person, firm, sentence, title };
}

/** @type {Map<number, {name: string, code: string}>} */
const firms = new Map();

/** The firm of that number: always the same. @param {number} number */
function speakerOfFirm(number) {
  const known = firms.get(number);
  if (known) return known;
  let state = number * 31_337 + 5;
  const next = (/** @type {number} */ below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const name = Array.from({ length: 2 }, () => {
    const word = Array.from({ length: 2 + next(2) }, () => SOUND_LIST[next(SOUND_LIST.length)]).join("");
    return word.charAt(0).toUpperCase() + word.slice(1);
  }).join(" ");
  // Four letters, other ones for each number: 700 firms have 700 codes.
  const letters = "ABDEGIKLMNPRSTWY";
  const place = (number * 37) % 65_536;
  const code = [12, 8, 4, 0].map((shift) => letters[(place >> shift) & 15]).join("");
  const firm = { name, code };
  firms.set(number, firm);
  return firm;
}
