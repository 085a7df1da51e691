#!/usr/bin/env python3
"""Writes the features that tests compare against: what the last layer of each network takes.

Nothing of an engine is used: ONNX's reference evaluator computes the networks in NumPy, and Pillow prepares the sample. The networks get
pattern weights and the pattern "input", as in `export.py`, whose logits are checked to be those of the original networks; EfficientNet-Lite0
gets its published weights and `coffee.png` besides. Of each vector are written its dimension, its length and its first values.

    python3 -m venv v && v/bin/pip install onnx==1.19.1 pillow==11.3.0
    v/bin/python export_features.py CHECKOUT > features.json
"""
import json, sys, zipfile
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator
from PIL import Image

from pattern import pattern

SIZE, RESIZE, FIRST = 224, 256, 16
LITE0 = "efficientnet-lite0"


def pattern_weights(name, shape):
    if len(shape) > 1:
        return pattern(name, shape) * np.float32(np.sqrt(6.0 / np.prod(shape[1:])))
    is_norm = name.endswith("running_var") or name.endswith("weight")
    return np.ones(shape, np.float32) if is_norm else pattern(name, shape) * np.float32(0.1)


def safetensors(path):
    data = path.read_bytes()
    begin = 8 + int.from_bytes(data[:8], "little")
    tensors = {k: v for k, v in json.loads(data[8:begin]).items() if k != "__metadata__"}
    return lambda name, _: np.frombuffer(data, np.float32, int(np.prod(tensors[name]["shape"])),
                                         begin + tensors[name]["data_offsets"][0]).reshape(tensors[name]["shape"])


def run(archive, weights, image):
    """The logits, and the input of the last layer."""
    entries = zipfile.ZipFile(archive)
    model = onnx.load_from_string(entries.read("network.onnx"))
    for name, tensor in json.loads(entries.read("manifest.json"))["tensors"].items():
        model.graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(weights(name, tensor["shape"])), name))
    last = [node for node in model.graph.node if node.op_type == "Gemm"][-1]
    model.graph.output.append(helper.make_tensor_value_info(last.input[0], TensorProto.FLOAT, None))
    logits, features = ReferenceEvaluator(model).run(None, {"input": image})
    return logits[0], features[0]


def prepared(path):
    """The short side to 256 pixels, the centre of 224 pixels, values from -1 to 1."""
    image = Image.open(path).convert("RGB")
    scale = RESIZE / min(image.size)
    image = image.resize([int(side * scale) for side in image.size], Image.BILINEAR)
    left, top = [round((side - SIZE) / 2) for side in image.size]
    pixels = np.asarray(image.crop((left, top, left + SIZE, top + SIZE)), np.float32)
    return ((pixels / 255 - 0.5) / 0.5).transpose(2, 0, 1)[None].astype(np.float32)


def summary(features):
    return {"dimension": len(features), "length": float(np.linalg.norm(features.astype(np.float64))),
            "first": [float(value) for value in features[:FIRST]]}


def main(checkout):
    models = checkout / "models/src/main/resources/dev/spotter/models"
    tests = checkout / "local-adapters/inference/src/test/resources/dev/spotter/inference/model"
    out = {}
    for name, original in json.loads((tests / "pattern-logits.json").read_text()).items():
        logits, features = run(models / f"networks/{name}-onnx.zip", pattern_weights, pattern("input", [1, 3, SIZE, SIZE]))
        assert np.abs(logits[:FIRST] - original["first"]).max() < 1e-5 * np.abs(logits).max(), name
        out[name] = summary(features)
    weights = safetensors(models / "efficientnet-lite0-imagenet.safetensors")
    _, features = run(models / f"networks/{LITE0}-onnx.zip", weights, prepared(checkout / "samples/coffee.png"))
    out["coffee.png"] = summary(features)
    print(json.dumps(out, indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
