"""Makes the number of classes of an architecture archive changeable: says in its manifest what depends on it.

`manifest.json` has a member `classes`: `tensors` are the parameters of the last layer, whose first side is the number of classes;
`numbers` gives for entries of the archive the offsets of numbers that depend on it, four bytes each, little-endian, and by what the
number of classes is multiplied to get each. To get a network with N classes, write these numbers, and store the last layer's
parameters with N rows.
"""
import pickletools
import struct

LAST_LAYER = {"efficientnet-lite0": "classifier", "mobilenet-v3-small": "classifier.3", "mobilenet-v3-large": "classifier.3"}


def last_layer(network):
    return [f"{LAST_LAYER[network]}.{part}" for part in ("weight", "bias")]


def changeable(pickle, shapes):
    """The pickle of a TorchScript archive with all numbers of these tensors that depend on the number of classes in four bytes.

    `shapes` has the shape of each tensor of the last layer by the key of its storage. A tensor is written as its storage with the number
    of its elements, an offset, its shape and its strides; the first and the shape's first number depend on the number of classes.
    Returns the new pickle and its numbers: pairs of an offset and a factor.
    """
    operations = list(pickletools.genops(pickle))
    ends = [position for _, _, position in operations[1:]] + [len(pickle)]
    factors, wanted, shape = {}, [], None
    for i, (operation, argument, _) in enumerate(operations):
        if operation.name == "BINUNICODE" and argument in shapes:
            shape = shapes[argument]
            elements = 1
            for side in shape:
                elements *= side
            wanted = [elements, 0, shape[0]]
        elif wanted and operation.name in ("BININT", "BININT1", "BININT2"):
            assert argument == wanted[0], (argument, wanted)
            if wanted.pop(0):
                factors[i] = argument // shape[0]
    assert len(factors) == 2 * len(shapes), (factors, shapes)
    out, numbers = bytearray(), []
    for i, (_, argument, position) in enumerate(operations):
        if i in factors:
            numbers.append([len(out) + 1, factors[i]])
            out += b"J" + struct.pack("<i", argument)
        else:
            out += pickle[position:ends[i]]
    return bytes(out), numbers
