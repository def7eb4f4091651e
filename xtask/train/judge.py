"""Trains the judge that tells the text of an article from what stands around it: `src/extract/judge.forest`.

    judge.py SARING BENCH KONTAN OUT [--validate]

SARING is the command line (`saring study` says what the engine sees of each piece of a page), BENCH and KONTAN the
folders `bench/extract/data` and `kontan` of the measuring data. Trained on: zyte (MIT), fundus (MIT), wcxb's articles
and documentation (CC-BY-4.0, Murrough Foley), trafilatura's pages (Apache-2.0), and the Kontan pages built from the
site's markup. Only weights leave this program: thresholds over counts, shares and places, no word of any page.

A piece is text when more than half of its runs of four words stand in the page's truth; where the truth is a few wanted
and unwanted phrases, a piece counts that holds one. A piece weighs what it is of its page, so that each page counts
the same. `--validate` trains five times without a fifth of the sites and scores each page by the forest that has not
seen its site; nothing is written then.
"""
import argparse
import gzip
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from statistics import fmean
from urllib.parse import urlsplit

import lightgbm
import numpy

from forest import pack

# How much a set's pages count. Kontan's built pages are alike, and trafilatura's truth is a few phrases a page.
SETS = {"zyte": 1.0, "fundus": 1.0, "wcxb": 1.0, "trafilatura": 0.7, "built": 0.4, "pages": 0.3}
PAGE_TYPES = {"article": 1.0, "documentation": 0.3}
TREES = 200
PARAMETERS = {
    "objective": "binary", "num_leaves": 12, "learning_rate": 0.07, "min_data_in_leaf": 40,
    "min_sum_hessian_in_leaf": 0.05, "feature_fraction": 0.3, "bagging_fraction": 0.8, "bagging_freq": 1,
    "lambda_l2": 2.0, "max_bin": 63, "num_threads": 1, "deterministic": True, "force_row_wise": True, "seed": 1,
    "verbose": -1,
}
LEAST = 0.45  # as in judge.rs


def words(text):
    return re.findall(r"\w+", text or "")


def runs(text):
    """Runs of four words; of a shorter text the whole."""
    found = words(text)
    return [tuple(found[at:at + 4]) for at in range(max(1, len(found) - 3))] if found else []


def folded(text):
    return re.sub(r"\s+", " ", text).strip()


def lines(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as rows:
        return [json.loads(row) for row in rows if row.strip()]


def truths(name, bench, kontan):
    """The known pages of a set, and the folder that holds them."""
    if name in ("built", "pages"):
        file = kontan / name / ("truth.jsonl" if name == "built" else "truth-raw.jsonl")
        rows = [row for row in lines(file) if row["kind"] == "article"]
        for row in rows:
            kinds = ("image", "figure", "embed")
            row["text"] = "\n\n".join(block["text"] for block in row["blocks"] if block["kind"] not in kinds)
        return rows, kontan / name
    rows = lines(bench / name / "truth.jsonl.gz")
    return [row for row in rows if row.get("type", "article") in PAGE_TYPES], bench / name / "pages"


def study(saring, rows, folder):
    """What the engine sees of each page: id -> its row."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as urls:
        for row in rows:
            urls.write(json.dumps({"id": row["id"], "url": row.get("url") or ""}) + "\n")
        urls.flush()
        done = subprocess.run([saring, "study", folder, "--urls", urls.name], stdout=subprocess.PIPE, check=True)
    seen = (json.loads(row) for row in done.stdout.splitlines())
    return {row["id"]: row for row in seen}


def by_phrases(truth, pieces):
    """Labels and weights where the truth is wanted and unwanted phrases."""
    label, weight = numpy.zeros(len(pieces)), numpy.zeros(len(pieces))
    share = 1 / max(1, len(truth["with"]) + len(truth["without"]))
    texts = [folded(piece["text"]) for piece in pieces]
    for phrases, value in ((truth["with"], 1), (truth["without"], 0)):
        for phrase in map(folded, phrases):
            hits = [at for at, text in enumerate(texts) if pieces[at]["is_text"] and phrase in text]
            for at in hits:
                label[at] = value
                weight[at] += share / len(hits)
    return label, weight


def by_text(truth, pieces, first_judged):
    """Labels and weights where the truth is the whole text. Of equal pieces the one that was judged to be text counts."""
    label, weight = numpy.zeros(len(pieces)), numpy.zeros(len(pieces))
    wanted, whole = Counter(runs(truth["text"])), {folded(line) for line in truth["text"].split("\n")}
    length = max(30, wanted.total())
    used = Counter()
    for at in sorted(range(len(pieces)), key=lambda at: (-first_judged[at], at)):
        found = runs(pieces[at]["text"])
        if not pieces[at]["is_text"] or not found:
            continue
        count = len(words(pieces[at]["text"]))
        counted = Counter(found)
        hit = sum(min(times, max(0, wanted[run] - used[run])) for run, times in counted.items())
        if count < 4:
            label[at] = hit > 0 and folded(pieces[at]["text"]) in whole
        else:
            label[at] = hit > 0.5 * len(found)
        if label[at]:
            used.update(counted)
        weight[at] = min(1, (count + 6) / length)
    return label, weight / max(1, weight.sum() / 2)


def site(url, name):
    """The registrable domain, roughly: pages of one site must not be on both sides of a validation."""
    parts = (urlsplit(url).hostname or name).split(".")
    return ".".join(parts[-3:] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2:])


def load(saring, bench, kontan):
    pages = []
    for name, share in SETS.items():
        rows, folder = truths(name, bench, kontan)
        seen = study(saring, rows, folder)
        for truth in rows:
            row = seen.get(truth["id"])
            pieces = row["pieces"] if row else []
            features = numpy.array([piece["features"] for piece in pieces], dtype=numpy.float32)
            if not pieces:
                pages.append({"set": name, "truth": truth, "pieces": []})
                continue
            if name == "trafilatura":
                label, weight = by_phrases(truth, pieces)
            else:
                label, weight = by_text(truth, pieces, features[:, row["names"].index("in run")])
            weight *= share * PAGE_TYPES.get(truth.get("type", "article"), 1)
            pages.append({"set": name, "truth": truth, "pieces": pieces, "features": features, "label": label,
                          "weight": weight, "site": site(truth.get("url") or "", truth["id"])})
        print(f"{name}: {len(rows)} pages, {sum(len(page['pieces']) for page in pages if page['set'] == name)} pieces")
    return pages


def train(pages):
    pages = [page for page in pages if page["pieces"]]
    features = numpy.vstack([page["features"] for page in pages])
    label = numpy.concatenate([page["label"] for page in pages])
    weight = numpy.concatenate([page["weight"] for page in pages])
    known = weight > 0
    weight = weight[known] * 20 * len(pages) / weight[known].sum()
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(features[known], label[known], weight=weight), TREES)


def word_f1(truth, text):
    wanted, found = Counter(words(truth.lower())), Counter(words(text.lower()))
    both = (wanted & found).total()
    return 2 * both / max(1, wanted.total() + found.total())


def validate(pages):
    """Word F1 of pages whose site the forest has not seen, beside what the best choice of pieces would give."""
    fold = lambda page: int(hashlib.sha1(page["site"].encode()).hexdigest(), 16) % 5
    scores = {}
    for number in range(5):
        booster = train([page for page in pages if page["pieces"] and fold(page) != number])
        for page in pages:
            if not page["pieces"] or fold(page) != number or page["set"] == "trafilatura":
                continue
            chance = booster.predict(page["features"])
            texts = [piece["text"] for piece in page["pieces"]]
            chosen = "\n".join(text for text, p, piece in zip(texts, chance, page["pieces"]) if p >= LEAST and piece["is_text"])
            ideal = "\n".join(text for text, good in zip(texts, page["label"]) if good)
            truth = page["truth"]["text"]
            scores.setdefault(page["set"], []).append((word_f1(truth, chosen), word_f1(truth, ideal)))
    for name, rows in scores.items():
        print(f"{name}: word F1 {fmean(row[0] for row in rows):.4f}, best choice {fmean(row[1] for row in rows):.4f}, "
              f"{len(rows)} pages of sites not seen in training")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("saring", type=Path)
    parser.add_argument("bench", type=Path)
    parser.add_argument("kontan", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--validate", action="store_true")
    arguments = parser.parse_args()
    pages = load(arguments.saring, arguments.bench, arguments.kontan)
    if arguments.validate:
        validate(pages)
        return
    packed = pack(train(pages))
    arguments.out.write_bytes(packed)
    print(f"{arguments.out}: {len(packed)} bytes")


if __name__ == "__main__":
    sys.exit(main())
