"""Writes what Pillow, that is libwebp, makes of the WebP files of a folder.

    pip install pillow==11.3.0 numpy
    python reference_webp.py ../resources/dev/spotter/imaging/webp

For each file a line of pixels.txt: its name, width, height, and the SHA-256 of its first frame's pixels, row by row as red, green and
blue, over white by the rounded blend of Pillow. The files were made from the sample pictures by libwebp 1.2.4 and 1.5.0, with the
settings that their names say; of "alpha-plain-filter" the filter was changed in the finished file.
"""

import hashlib
import pathlib
import sys

import numpy as np
from PIL import Image


def over_white(image):
    image.load()
    if image.mode == "RGB":
        return image.tobytes()
    rgba = np.asarray(image.convert("RGBA")).astype(int)
    alpha = rgba[..., 3:4]
    value = rgba[..., :3] * alpha + 255 * (255 - alpha) + 128
    return (((value >> 8) + value) >> 8).astype(np.uint8).tobytes()


folder = pathlib.Path(sys.argv[1])
lines = []
for path in sorted(folder.glob("*.webp")):
    image = Image.open(path)
    lines.append(f"{path.name} {image.width} {image.height} {hashlib.sha256(over_white(image)).hexdigest()}\n")
(folder / "pixels.txt").write_text("".join(lines))
