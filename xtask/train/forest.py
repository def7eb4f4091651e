"""Writes a trained forest in the form that `src/forest.rs` reads."""
import struct


def pack(booster, steps=400.0):
    """The bytes of a LightGBM booster. `steps`: how many steps of a leaf's value make 1."""
    model = booster.dump_model()
    features, trees = model["max_feature_idx"] + 1, model["tree_info"]
    if features > 255 or len(trees) > 256:
        raise ValueError(f"{features} features and {len(trees)} trees, and a byte numbers them")
    # For each feature and threshold the splits that ask it: the tree, and the first and last leaf of the left branch.
    asked = [{} for _ in range(features)]
    leaves = []
    for number, tree in enumerate(trees):
        leaves.append([])
        collect(tree["tree_structure"], number, leaves[-1], asked)
    if any(len(values) > 16 for values in leaves):
        raise ValueError("a tree has more than 16 leaves")
    out = b"SF2" + struct.pack("<BHff", features, len(trees), 0.0, 1.0 / steps)
    out += bytes(len(values) for values in leaves)
    for value in (value for values in leaves for value in values):
        out += struct.pack("<h", max(-32768, min(32767, round(value * steps))))
    for thresholds in asked:
        out += struct.pack("<B", len(thresholds))
        for threshold, splits in sorted(thresholds.items()):
            out += struct.pack("<fB", threshold, len(splits))
            out += b"".join(struct.pack("<BB", tree, first << 4 | last) for tree, first, last in splits)
    return out


def single(value):
    """The nearest float of four bytes, so that equal thresholds stay equal."""
    return struct.unpack("<f", struct.pack("<f", value))[0]


def collect(node, tree, leaves, asked):
    if "split_feature" not in node:
        leaves.append(node["leaf_value"])
        return
    if node["decision_type"] != "<=":
        raise ValueError(f"a split by {node['decision_type']}")
    first = len(leaves)
    splits = asked[node["split_feature"]].setdefault(single(node["threshold"]), [])
    collect(node["left_child"], tree, leaves, asked)
    splits.append((tree, first, len(leaves) - 1))
    collect(node["right_child"], tree, leaves, asked)
