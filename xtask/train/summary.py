"""Trains the choice of a summary's sentences: `src/summary/sentences.forest` and `src/summary/sets.forest`.

    summary.py SARING DATA OUT [--validate]

SARING is the command line (`saring study-summary` says what the engine sees of each sentence, and of each set of
sentences), DATA the folder `bench/summary/data` of the measuring data, OUT the folder of the weights. Trained on the
2,087 articles of `train.jsonl.gz`: IndoSum (Kurniawan & Louvan 2018, "IndoSum: A New Benchmark Dataset for Indonesian
Text Summarization"), CC BY-SA 4.0. Only weights leave this program: thresholds over counts, shares and places, no word
of any article.

The first forest learns which sentences of an article its editors took. The second ranks sets of sentences by what ROUGE
they get, on chances that come from forests which have not seen the article, as it will be when it is asked. Such chances are
made several times, each time with other folds, so that it learns from their noise too.
`--validate` scores by five folds over the training articles; nothing is written then.
"""
import argparse
import gzip
import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import lightgbm
import numpy

from forest import pack

FOLDS = 5
PASSES = 4
COMMON = {
    "learning_rate": 0.06, "num_leaves": 12, "min_data_in_leaf": 60, "feature_fraction": 0.3, "bagging_fraction": 0.8,
    "bagging_freq": 1, "lambda_l2": 5.0, "max_bin": 63, "num_threads": 1, "deterministic": True,
    "force_col_wise": True, "seed": 1, "verbose": -1,
}
SENTENCES, SENTENCE_TREES = {**COMMON, "objective": "cross_entropy"}, 250
SETS, SET_TREES = {
    **COMMON, "objective": "lambdarank", "learning_rate": 0.05, "num_leaves": 8, "min_data_in_leaf": 400,
    "feature_fraction": 0.4, "lambdarank_truncation_level": 3, "label_gain": list(range(101)),
}, 150
# What can only be good or bad of a set; the forest may not learn otherwise from few articles.
GOOD = {"agreement", "expected F1", "expected hits", "least chance", "mean chance", "odds"}
BAD = {"behind best", "greatest chance left", "mass left", "mass skipped", "orphans", "rank"}


def tokens(text):
    return re.findall(r"[a-z0-9]+", text.lower())


def study(saring, rows):
    """What the engine sees of each article."""
    lines = "\n".join(json.dumps(row) for row in rows)
    done = subprocess.run([saring, "study-summary"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def load(saring, path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    articles = []
    for row in rows:
        asked = {key: row[key] for key in ("id", "title", "paragraphs")}
        articles.append({"asked": asked, "label": row["labels"], "summary": row["summary"]})
    for article, seen in zip(articles, study(saring, [article["asked"] for article in articles])):
        article["sentences"] = numpy.array(seen["rows"], dtype=numpy.float32)
        article["tokens"] = [tokens(text) for text in seen["texts"]]
    return articles


def fold(article, run):
    """Which part of the articles it belongs to in a run; those of the first run are also the folds of the validation."""
    name = article["asked"]["id"] + (str(run) if run else "")
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % FOLDS


def train_sentences(articles, run=0):
    features = numpy.vstack([article["sentences"] for article in articles])
    label = numpy.concatenate([article["label"] for article in articles]).astype(float)
    return lightgbm.train({**SENTENCES, "seed": 1 + run}, lightgbm.Dataset(features, label), SENTENCE_TREES)


def scored(booster, articles, key):
    """The raw score of each row of each article."""
    scores = booster.predict(numpy.vstack([article[key] for article in articles]), raw_score=True)
    return numpy.split(scores, numpy.cumsum([len(article[key]) for article in articles])[:-1])


def unseen(articles, run):
    """The odds of each article's sentences by a forest that has not seen it."""
    out = {}
    for part in range(FOLDS):
        held = [article for article in articles if fold(article, run) == part]
        booster = train_sentences([article for article in articles if fold(article, run) != part], run)
        out.update(zip((article["asked"]["id"] for article in held), scored(booster, held, "sentences")))
    return [out[article["asked"]["id"]] for article in articles]


def with_sets(saring, articles, odds):
    """The articles with the sets of sentences that are best by `odds`, their numbers, and what ROUGE-1 and -2 they get."""
    articles = [dict(article) for article in articles]
    asked = [{**article["asked"], "odds": list(map(float, of))} for article, of in zip(articles, odds)]
    for article, seen in zip(articles, study(saring, asked)):
        article["names"] = seen["names"]
        article["sets"] = numpy.array(seen["rows"], dtype=numpy.float32)
        wanted = [word for sentence in article["summary"] for word in tokens(sentence)]
        runs = [Counter(zip(*(wanted[skip:] for skip in range(length)))) for length in (1, 2)]
        article["rouge"] = numpy.array([rouge(article, members, runs) for members in seen["sets"]])
    return articles


def rouge(article, members, wanted):
    found = [word for member in members for word in article["tokens"][member]]
    out = []
    for length, runs in enumerate(wanted, 1):
        mine = Counter(zip(*(found[skip:] for skip in range(length))))
        out.append(2 * (mine & runs).total() / max(1, mine.total() + runs.total()))
    return out


def train_sets(articles):
    features = numpy.vstack([article["sets"] for article in articles])
    grades = [article["rouge"].sum(axis=1) for article in articles]
    grades = [numpy.clip(numpy.round((grade - grade.min()) * 50), 0, 100) for grade in grades]
    signs = [(name in GOOD) - (name in BAD) for name in articles[0]["names"]]
    data = lightgbm.Dataset(features, numpy.concatenate(grades), group=[len(article["sets"]) for article in articles])
    return lightgbm.train({**SETS, "monotone_constraints": signs}, data, SET_TREES)


def report(name, articles, choice):
    mean = 100 * numpy.mean([article["rouge"][at] for article, at in zip(articles, choice)], axis=0)
    print(f"{name}: ROUGE-1 {mean[0]:.2f}, ROUGE-2 {mean[1]:.2f}, {len(articles)} articles not seen in training")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("saring", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--validate", action="store_true")
    arguments = parser.parse_args()
    articles = load(arguments.saring, arguments.data / "train.jsonl.gz")
    passes = [with_sets(arguments.saring, articles, unseen(articles, run)) for run in range(PASSES)]
    if arguments.validate:
        first = passes[0]
        report("best expected F1", first, [0] * len(first))
        ranked = {}
        for part in range(FOLDS):
            booster = train_sets([one for run in passes for one in run if fold(one, 0) != part])
            held = [at for at, one in enumerate(first) if fold(one, 0) == part]
            ranked.update(zip(held, scored(booster, [first[at] for at in held], "sets")))
        report("best ranked", first, [int(ranked[at].argmax()) for at in range(len(first))])
        report("the best of the sets", first, [int(article["rouge"].sum(axis=1).argmax()) for article in first])
        return
    sets = train_sets([article for run in passes for article in run])
    for name, booster in (("sentences", train_sentences(articles)), ("sets", sets)):
        packed = pack(booster)
        path = arguments.out / f"{name}.forest"
        path.write_bytes(packed)
        print(f"{path}: {len(packed)} bytes")


if __name__ == "__main__":
    sys.exit(main())
