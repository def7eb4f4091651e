// @ts-check
/**
 * Pages to measure on: of the shape of a news page and of any wanted size, with invented text. The same size always
 * gives the same page. The article grows little with the page; what grows is what stands around it: the discussion
 * below it, and lists of teasers without end.
 */

const WORDS =
  "emiten laba bersih naik turun kuartal harga saham pabrik gula kelapa ekspor impor nilai tukar pasar modal dana bank " +
  "kredit bunga acuan rapat pemegang direksi komisaris utang obligasi dividen tunai produksi panen gudang kapal pelabuhan " +
  "tambang batu nikel listrik energi surya proyek jalan kereta kota desa petani nelayan koperasi warung pedagang pembeli " +
  "permintaan pasokan tahun lalu bulan ini mencapai sekitar menurut perusahaan pemerintah rencana target optimistis tetap " +
  "kinerja penjualan beban biaya margin ekspansi akuisisi anak usaha investor asing domestik indeks sektor industri";
const VOCABULARY = WORDS.split(" ");

/** How many nodes the parts take, text included; measured, not promised: `nodes` is what the browser counts. */
const TEASER = 20.5;
const COMMENT = 18.5;

/**
 * A page of about `wanted` nodes.
 *
 * @param {number} wanted
 * @returns {string}
 */
export function newsPage(wanted) {
  const say = speaker(wanted);
  const long = Math.min(60, 14 + Math.floor(wanted / 400));
  const rest = Math.max(0, wanted - 370 - long * 9);
  const comments = Math.floor((rest * 0.3) / COMMENT);
  const teasers = Math.floor((rest * 0.7) / TEASER);
  const title = say.title();
  return `<!doctype html>
<html lang="id">
<head>
${head(title, say)}
</head>
<body class="page page-article">
<header class="site-header">
  <a class="logo" href="/">Kabar Dagang</a>
  <nav class="main-menu"><ul>
${times(24, () => `    <li><a href="/rubrik/${say.slug()}">${say.name()}</a></li>`)}
  </ul></nav>
  <ul class="ticker">
${times(8, () => `    <li><b>${say.code()}</b> <span>${say.figure()}</span> <span>${say.figure()}%</span></li>`)}
  </ul>
</header>
<div class="ad ad-top"><div id="slot-top" data-slot="top"></div></div>
<main class="layout">
  <div class="column-left">
    <article class="story">
      <ol class="trail"><li><a href="/">Beranda</a></li><li><a href="/pasar">Pasar</a></li></ol>
      <h1>${title}</h1>
      <div class="story-meta"><span class="story-author">${say.person()}</span> <time datetime="2026-03-04T09:30:00+07:00">Rabu, 4 Maret 2026 09:30 WIB</time></div>
      <figure><img src="/img/utama.jpg" width="800" height="450" alt="${say.name()}"><figcaption>${say.sentence()}</figcaption></figure>
      <div class="story-body">
${paragraphs(long, say)}
      </div>
      <div class="story-tags"><a href="/topik/${say.slug()}">${say.name()}</a> <a href="/topik/${say.slug()}">${say.name()}</a></div>
    </article>
    <section class="discussion"><h2>Komentar</h2><ul>
${times(comments, () => comment(say))}
    </ul></section>
    <section class="more"><h2>Berita lainnya</h2>
${times(Math.ceil(teasers * 0.8), () => teaser(say))}
    </section>
  </div>
  <aside class="column-right">
    <h3>Terpopuler</h3>
    <ol>
${times(10, () => `      <li><a href="/baca/${say.slug()}">${say.title()}</a></li>`)}
    </ol>
${times(Math.floor(teasers * 0.2), () => teaser(say))}
  </aside>
</main>
<footer class="site-footer"><ul>
${times(12, () => `  <li><a href="/tentang/${say.slug()}">${say.name()}</a></li>`)}
</ul><p>Hak cipta Kabar Dagang. Semua tulisan di halaman ini karangan belaka.</p></footer>
</body>
</html>
`;
}

/** @param {string} title @param {ReturnType<typeof speaker>} say */
function head(title, say) {
  const linked = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    headline: title,
    datePublished: "2026-03-04T09:30:00+07:00",
    dateModified: "2026-03-04T10:00:00+07:00",
    author: [{ "@type": "Person", name: say.person() }],
    publisher: { "@type": "Organization", name: "Kabar Dagang" },
    description: say.sentence(),
  };
  const metas = {
    "og:title": title,
    "og:type": "article",
    "og:site_name": "Kabar Dagang",
    "og:image": "/img/utama.jpg",
    "og:description": say.sentence(),
    "article:section": "Pasar",
    "article:published_time": "2026-03-04T09:30:00+07:00",
    "twitter:card": "summary",
  };
  return `<meta charset="utf-8">
<title>${title} - Kabar Dagang</title>
<meta name="viewport" content="width=device-width">
<meta name="description" content="${say.sentence()}">
${Object.entries(metas)
  .map(([name, content]) => `<meta property="${name}" content="${content}">`)
  .join("\n")}
<link rel="canonical" href="/baca/berita-utama">
<script type="application/ld+json">${JSON.stringify(linked)}</script>`;
}

/** @param {number} count @param {ReturnType<typeof speaker>} say */
function paragraphs(count, say) {
  const out = [];
  for (let at = 0; at < count; at += 1) {
    if (at % 6 === 4) out.push(`        <h2>${say.title()}</h2>`);
    if (at % 5 === 3) out.push(`        <div class="ad ad-inline"><div id="slot-${at}"></div></div>`);
    if (at % 8 === 2) {
      out.push(`        <p><strong>Baca juga: <a href="/baca/${say.slug()}">${say.title()}</a></strong></p>`);
    }
    const [one, two, three] = [say.sentence(), say.sentence(), say.sentence()];
    out.push(
      `        <p>${one} <a href="/saham/${say.slug()}">${say.code()}</a> ${two} <em>${say.name()}</em> ${three}</p>`,
    );
  }
  return out.join("\n");
}

/** @param {ReturnType<typeof speaker>} say */
function comment(say) {
  return `      <li class="comment">
        <img src="/img/orang.png" width="32" height="32" alt=""><b>${say.person()}</b> <span class="when">2 jam lalu</span>
        <p>${say.sentence()}</p>
        <a href="#jawab">Jawab</a> <a href="#suka">Suka</a>
      </li>`;
}

/** @param {ReturnType<typeof speaker>} say */
function teaser(say) {
  const to = `/baca/${say.slug()}`;
  return `      <div class="card"><a class="card-picture" href="${to}"><img src="/img/kecil.jpg" width="160" height="90" alt=""></a>
        <div class="card-text"><h3><a href="${to}">${say.title()}</a></h3>
          <p>${say.sentence()}</p>
          <span class="card-when">Selasa, 3 Maret 2026</span> <a class="card-rubric" href="/pasar">Pasar</a>
        </div>
      </div>`;
}

/** @param {number} count @param {() => string} make */
function times(count, make) {
  return Array.from({ length: count }, make).join("\n");
}

/**
 * Says invented things, the same ones for the same seed.
 *
 * @param {number} seed
 */
function speaker(seed) {
  let state = seed % 2_147_483_647 || 1;
  /** @param {number} below */
  const upTo = (below) => {
    // The minimal standard generator: quality is not needed, sameness is.
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const word = () => VOCABULARY[upTo(VOCABULARY.length)] ?? "kata";
  /** @param {number} count */
  const words = (count) => Array.from({ length: count }, word).join(" ");
  /** @param {string} text */
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  return {
    sentence: () => `${capital(words(5 + upTo(6)))}, ${words(4 + upTo(8))} ${1 + upTo(98)},${upTo(10)}%.`,
    title: () => capital(words(6 + upTo(4))),
    name: () => capital(words(1 + upTo(2))),
    person: () => `${capital(word())} ${capital(word())}`,
    slug: () => words(4).replaceAll(" ", "-"),
    code: () => word().slice(0, 4).toUpperCase(),
    figure: () => `${upTo(900)},${10 + upTo(90)}`,
  };
}
