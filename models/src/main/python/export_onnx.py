#!/usr/bin/env python3
"""Writes the network architectures as ONNX archives without weights.

An *architecture archive* is a zip of two entries: `network.onnx` is an ONNX model whose nodes name parameters that are not in it, and
`manifest.json` says the name and the shape of each, which are those of the network's usual state dict. A model's parts merge when they
are concatenated (protobuf, "Last One Wins"), so to get a model that ONNX Runtime loads, append to `network.onnx`, for each
parameter, a model whose graph has nothing but this initializer (float32, raw data). Batch norms are folded by ONNX Runtime.

The networks take float32 [N,3,224,224], normalised, and give logits [N,classes]. EfficientNet-Lite0 is timm's `tf_efficientnet_lite0`,
MobileNet V3 is torchvision's; their layers are written down here, so that neither is needed.

    python3 -m venv v && v/bin/pip install onnx==1.19.1
    v/bin/python export_onnx.py OUT
"""
import json, sys, zipfile
from pathlib import Path

from class_count import last_layer
from onnx import TensorProto, checker, helper

SIZE = 224
OPSET, IR = 17, 8
EPSILON = 1e-3


class Graph:
    """Nodes in order; each method adds one layer and gives the name of its output."""

    def __init__(self):
        self.nodes, self.tensors, self.constants = [], {}, {}

    def parameter(self, name, *shape):
        self.tensors[name] = list(shape)
        return name

    def constant(self, value):
        name = f"constant_{value:g}"
        self.constants[name] = helper.make_tensor(name, TensorProto.FLOAT, [], [value])
        return name

    def node(self, operator, *inputs, **attributes):
        output = f"{operator}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [output], output, **attributes))
        return output

    def conv(self, x, weight, norm, channels, to, kernel=1, stride=1, groups=1, pads=None, act="none"):
        """A convolution without bias, its batch norm and activation."""
        w = self.parameter(weight + ".weight", to, channels // groups, kernel, kernel)
        x = self.node("Conv", x, w, kernel_shape=[kernel] * 2, strides=[stride] * 2, group=groups, pads=pads or [kernel // 2] * 4)
        p = [self.parameter(f"{norm}.{part}", to) for part in ("weight", "bias", "running_mean", "running_var")]
        return self.act(self.node("BatchNormalization", x, *p, epsilon=EPSILON), act)

    def act(self, x, act):
        if act == "relu":
            return self.node("Relu", x)
        if act == "relu6":
            return self.node("Clip", x, self.constant(0.0), self.constant(6.0))
        if act == "hardsigmoid":
            return self.node("HardSigmoid", x, alpha=1 / 6, beta=0.5)
        if act == "hardswish":
            return self.node("HardSwish", x)
        return x

    def squeeze_excitation(self, x, name, channels):
        squeezed = divisible(channels // 4)
        k = self.node("GlobalAveragePool", x)
        for fc, f, to, act in (("fc1", channels, squeezed, "relu"), ("fc2", squeezed, channels, "hardsigmoid")):
            w = self.parameter(f"{name}.{fc}.weight", to, f, 1, 1)
            k = self.act(self.node("Conv", k, w, self.parameter(f"{name}.{fc}.bias", to), kernel_shape=[1, 1]), act)
        return self.node("Mul", x, k)

    def linear(self, x, name, channels, to):
        return self.node("Gemm", x, self.parameter(name + ".weight", to, channels), self.parameter(name + ".bias", to), transB=1)

    def pooled(self, x):
        return self.node("Flatten", self.node("GlobalAveragePool", x))

    def model(self, name, logits):
        self.node("Identity", logits)
        self.nodes[-1].output[0] = "logits"
        value = lambda n, *shape: helper.make_tensor_value_info(n, TensorProto.FLOAT, ["n", *shape])
        constants = list(self.constants.values())
        graph = helper.make_graph(self.nodes, name, [value("input", 3, SIZE, SIZE)], [value("logits", "classes")], constants)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR, producer_name="spotter")


def divisible(channels):
    """The nearest multiple of 8 that is not more than a tenth below, as the papers round widths."""
    rounded = max(8, (channels + 4) // 8 * 8)
    return rounded + 8 if rounded < 0.9 * channels else rounded


def efficientnet_lite0():
    g = Graph()

    def conv(x, weight, norm, channels, to, kernel=1, stride=1, groups=1, act="none"):
        # TensorFlow's SAME padding: at stride 2 on even sizes one row and column less at the beginning
        before, after = (kernel - stride) // 2, (kernel - stride + 1) // 2
        pads = [before] * 2 + [after] * 2 if kernel > 1 else [0] * 4
        return g.conv(x, weight, norm, channels, to, kernel, stride, groups, pads, act)

    # expansion, channels, blocks, stride, kernel
    stages = [(1, 16, 1, 1, 3), (6, 24, 2, 2, 3), (6, 40, 2, 2, 5), (6, 80, 3, 2, 3), (6, 112, 3, 1, 5), (6, 192, 4, 2, 5), (6, 320, 1, 1, 3)]
    x, channels = conv("input", "conv_stem", "bn1", 3, 32, 3, 2, act="relu6"), 32
    for s, (expansion, to, count, stride, kernel) in enumerate(stages):
        for b in range(count):
            name, wide, first, step = f"blocks.{s}.{b}.", channels * expansion, x, stride if b == 0 else 1
            if expansion > 1:
                x = conv(x, name + "conv_pw", name + "bn1", channels, wide, act="relu6")
                x = conv(x, name + "conv_dw", name + "bn2", wide, wide, kernel, step, wide, "relu6")
                x = conv(x, name + "conv_pwl", name + "bn3", wide, to)
            else:
                x = conv(x, name + "conv_dw", name + "bn1", wide, wide, kernel, step, wide, "relu6")
                x = conv(x, name + "conv_pw", name + "bn2", wide, to)
            x = g.node("Add", x, first) if step == 1 and channels == to else x
            channels = to
    x = conv(x, "conv_head", "bn2", channels, 1280, act="relu6")
    return g, g.linear(g.pooled(x), "classifier", 1280, 1000)


def mobilenet_v3(blocks, wide_head):
    g = Graph()
    seq = lambda x, name, *a, **k: g.conv(x, name + ".0", name + ".1", *a, **k)
    x, channels = seq("input", "features.0", 3, 16, 3, 2, act="hardswish"), 16
    for b, (kernel, wide, to, excited, act, stride) in enumerate(blocks, 1):
        part, first = iter(f"features.{b}.block.{i}" for i in range(4)), x
        if wide != channels:
            x = seq(x, next(part), channels, wide, act=act)
        x = seq(x, next(part), wide, wide, kernel, stride, wide, act=act)
        if excited:
            x = g.squeeze_excitation(x, next(part), wide)
        x = seq(x, next(part), wide, to)
        x = g.node("Add", x, first) if stride == 1 and channels == to else x
        channels = to
    x = seq(x, f"features.{len(blocks) + 1}", channels, 6 * channels, act="hardswish")
    x = g.act(g.linear(g.pooled(x), "classifier.0", 6 * channels, wide_head), "hardswish")
    return g, g.linear(x, "classifier.3", wide_head, 1000)


# kernel, expanded channels, channels, squeeze-excitation, activation, stride
SMALL = [(3, 16, 16, True, "relu", 2), (3, 72, 24, False, "relu", 2), (3, 88, 24, False, "relu", 1), (5, 96, 40, True, "hardswish", 2),
         (5, 240, 40, True, "hardswish", 1), (5, 240, 40, True, "hardswish", 1), (5, 120, 48, True, "hardswish", 1),
         (5, 144, 48, True, "hardswish", 1), (5, 288, 96, True, "hardswish", 2), (5, 576, 96, True, "hardswish", 1),
         (5, 576, 96, True, "hardswish", 1)]
LARGE = [(3, 16, 16, False, "relu", 1), (3, 64, 24, False, "relu", 2), (3, 72, 24, False, "relu", 1), (5, 72, 40, True, "relu", 2),
         (5, 120, 40, True, "relu", 1), (5, 120, 40, True, "relu", 1), (3, 240, 80, False, "hardswish", 2), (3, 200, 80, False, "hardswish", 1),
         (3, 184, 80, False, "hardswish", 1), (3, 184, 80, False, "hardswish", 1), (3, 480, 112, True, "hardswish", 1),
         (3, 672, 112, True, "hardswish", 1), (5, 672, 160, True, "hardswish", 2), (5, 960, 160, True, "hardswish", 1),
         (5, 960, 160, True, "hardswish", 1)]

NETWORKS = {"efficientnet-lite0": efficientnet_lite0, "mobilenet-v3-small": lambda: mobilenet_v3(SMALL, 1024),
            "mobilenet-v3-large": lambda: mobilenet_v3(LARGE, 1280)}


def check(model, tensors):
    """That the nodes name these parameters and fit together."""
    whole = type(model)()
    whole.CopyFrom(model)
    for name, shape in tensors.items():
        count = 4
        for side in shape:
            count *= side
        whole.graph.initializer.append(helper.make_tensor(name, TensorProto.FLOAT, shape, bytes(count), raw=True))
    checker.check_model(whole, full_check=True)


def main(out):
    out.mkdir(parents=True, exist_ok=True)
    for name, network in NETWORKS.items():
        g, logits = network()
        model = g.model(name, logits)
        check(model, g.tensors)
        manifest = {"network": name, "variant": "onnx", "dtype": "F32", "input": [1, 3, SIZE, SIZE],
                    "tensors": {k: {"name": k, "shape": shape} for k, shape in g.tensors.items()},
                    "classes": {"tensors": last_layer(name), "numbers": {}}}
        with zipfile.ZipFile(out / f"{name}-onnx.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, data in (("network.onnx", model.SerializeToString(deterministic=True)), ("manifest.json", json.dumps(manifest, indent=1))):
                archive.writestr(zipfile.ZipInfo(entry, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
