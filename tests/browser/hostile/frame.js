// @ts-check

/**
 * What all hostile pages of our own share: an honest article, in the shape of a site that has a profile (`desk`) or of one
 * that nobody knows (`plain`), with one attack in it. Every word of it is invented.
 */

export const TITLE = "Koperasi Susu Lereng Ungaran Menambah Dua Tangki Pendingin";
export const FIRST = "Koperasi Susu Lereng Ungaran menambah dua tangki pendingin";
export const LAST = "Rapat anggota berikutnya digelar pada awal Februari";

/** What an attack does when it comes to work. No quotation marks and no angle brackets, so that it fits everywhere. */
export const RUN = "self.__pwned=1";

/** Hosts of this ending are no one's: whoever asks one was made to. */
export const TRACE = "https://penguntit.example/jejak";

/**
 * Where an attack is put. What is left out is honest.
 *
 * @typedef {object} Parts
 * @property {string} [body] in the middle of the text
 * @property {string} [head]
 * @property {string} [html] attributes of the root
 * @property {string} [bodyAttributes]
 * @property {string} [textAttributes] attributes of the element that holds the text
 * @property {string} [title] the headline, as markup
 * @property {string} [documentTitle]
 * @property {string} [shared] what the head says as its title for sharing
 * @property {string} [canonical]
 * @property {string} [byline]
 * @property {string} [lead] before the text
 * @property {string} [date]
 * @property {string} [pager]
 * @property {string} [before] before everything
 * @property {string} [after] behind everything
 */

/**
 * @param {string} url
 * @param {Parts} parts
 */
export function desk(url, parts) {
  return `<!doctype html>
<html lang="id"${attributes(parts.html)}>
<head>
<meta charset="utf-8">
${heading(url, parts)}
</head>
<body${attributes(parts.bodyAttributes)}>
${parts.before ?? ""}
<div class="bag-kiri">
<h1 class="detail-desk">${parts.title ?? TITLE}</h1>
<div class=" fs14 ff-opensans font-gray"> ${parts.date ?? "Selasa, 13 Januari 2026 / 08:15 WIB"}</div>
${parts.lead ?? ""}
<div class="tmpt-desk-kon" itemprop="articleBody"${attributes(parts.textAttributes)}>
<p>${parts.byline ?? "Reporter: <b>Sekar Anindya</b> | Editor: <b>Galih Prasojo</b>"}</p>
${text(parts, "<strong>KONTAN.CO.ID - SEMARANG.</strong> ")}
<div class="mar-10 mar-r mar-l"><div class="pagination">${parts.pager ?? ""}</div></div>
</div>
</div>
${parts.after ?? ""}
</body>
</html>
`;
}

/**
 * @param {string} url
 * @param {Parts} parts
 */
export function plain(url, parts) {
  return `<!doctype html>
<html lang="id"${attributes(parts.html)}>
<head>
<meta charset="utf-8">
${heading(url, parts)}
</head>
<body${attributes(parts.bodyAttributes)}>
${parts.before ?? ""}
<header><a href="/">Warta Lereng</a></header>
<main>
<article${attributes(parts.textAttributes)}>
<h1>${parts.title ?? TITLE}</h1>
<p class="byline">${parts.byline ?? "Oleh Sekar Anindya"}, <time datetime="2026-01-13T08:15:00+07:00">${parts.date ?? "13 Januari 2026"}</time></p>
${parts.lead ?? ""}
${text(parts, "")}
</article>
</main>
<nav class="pages">${parts.pager ?? ""}</nav>
${parts.after ?? ""}
</body>
</html>
`;
}

/** @param {string} url @param {Parts} parts */
function heading(url, { documentTitle = TITLE, shared = TITLE, canonical = url, head = "" }) {
  return `<title>${documentTitle}</title>
<meta property="og:title" content="${shared}">
<meta property="og:type" content="article">
<link rel="canonical" href="${canonical}">
${head}`;
}

/** @param {Parts} parts @param {string} dateline */
function text({ body = "" }, dateline) {
  return `<p>${dateline}${FIRST} di Kabupaten Semarang. Nilai pembeliannya Rp 3,4 miliar, atau naik 18% dari rencana semula.</p>
<p>Setiap hari koperasi itu menampung 26.000 liter susu dari 1.150 peternak. Tangki lama hanya cukup untuk setoran pagi, sehingga setoran sore harus langsung dikirim ke pabrik.</p>
${body}
<p>Pengurus membiayai pembelian itu dari simpanan anggota dan kredit bank berjangka lima tahun. Bunganya 7,25% per tahun selama dua tahun pertama.</p>
<p>Dengan tangki baru, susu dapat disimpan sampai dua hari tanpa turun mutu. Pabrik di Salatiga membayar Rp 250 lebih mahal untuk setiap liter yang lolos uji.</p>
<p>${LAST}. Pengurus akan melaporkan pemakaian tangki dan menawarkan simpanan baru kepada peternak.</p>`;
}

/** @param {string} [said] */
function attributes(said) {
  return said ? ` ${said}` : "";
}
