"""Writes a trained forest in the form that `src/forest.rs` reads."""
import struct


def pack(booster, steps=400.0):
    """The bytes of a LightGBM booster. `steps`: how many steps of a leaf's value make 1."""
    model = booster.dump_model()
    features = model["max_feature_idx"] + 1
    if features > 255:
        raise ValueError(f"{features} features, and a byte counts them")
    thresholds = [set() for _ in range(features)]
    for tree in model["tree_info"]:
        collect(tree["tree_structure"], thresholds)
    tables = [sorted(values) for values in thresholds]
    if any(len(table) > 255 for table in tables):
        raise ValueError("a feature has more than 255 thresholds")
    places = [{value: place for place, value in enumerate(table)} for table in tables]
    out = b"SF1" + struct.pack("<BHff", features, len(model["tree_info"]), 0.0, 1.0 / steps)
    for table in tables:
        out += struct.pack("<B", len(table)) + struct.pack(f"<{len(table)}f", *table)
    for tree in model["tree_info"]:
        out += branch(tree["tree_structure"], places, steps)
    return out


def single(value):
    """The nearest float of four bytes, so that equal thresholds stay equal."""
    return struct.unpack("<f", struct.pack("<f", value))[0]


def collect(node, thresholds):
    if "split_feature" in node:
        if node["decision_type"] != "<=":
            raise ValueError(f"a split by {node['decision_type']}")
        thresholds[node["split_feature"]].add(single(node["threshold"]))
        collect(node["left_child"], thresholds)
        collect(node["right_child"], thresholds)


def branch(node, places, steps):
    if "split_feature" not in node:
        return struct.pack("<Bh", 255, max(-32768, min(32767, round(node["leaf_value"] * steps))))
    left = branch(node["left_child"], places, steps)
    feature = node["split_feature"]
    head = struct.pack("<BBH", feature, places[feature][single(node["threshold"])], len(left))
    return head + left + branch(node["right_child"], places, steps)
