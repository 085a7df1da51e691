"""Writes what Pillow makes of the sample pictures, as torchvision would prepare them for a network.

    pip install pillow==13.0.0 numpy
    python reference_crops.py ../../../../samples ../resources/dev/spotter/imaging/reference-crops.json

For each picture and interpolation: EXIF orientation applied, alpha over white, RGB; short side to 256 and a centre crop of 224 as
torchvision's Resize and CenterCrop do on a picture of Pillow's; then the mean of each channel and a grid of 16 x 16 cells of 14 x 14
pixels, each cell's mean of red, green and blue, in hundredths of a level; and the SHA-256 of the crop's bytes: red, green and blue of one
pixel after the other, row by row.
"""

import hashlib
import json
import pathlib
import sys

import numpy as np
from PIL import Image, ImageOps

RESIZE, CROP, CELLS = 256, 224, 16
FILTERS = {"bilinear": Image.Resampling.BILINEAR, "bicubic": Image.Resampling.BICUBIC}


def upright_rgb(path):
    image = ImageOps.exif_transpose(Image.open(path))
    if image.mode == "I;16":
        return Image.fromarray((np.asarray(image) >> 8).astype("uint8")).convert("RGB")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        white = Image.new("RGB", image.size, (255, 255, 255))
        white.paste(image, mask=image.getchannel("A"))
        return white
    return image.convert("RGB")


def crop(image, resample):
    width, height = image.size
    short, long = min(width, height), max(width, height)
    other = int(RESIZE * long / short)
    size = (RESIZE, other) if width <= height else (other, RESIZE)
    resized = image.resize(size, resample)
    left = int(round((size[0] - CROP) / 2.0))
    top = int(round((size[1] - CROP) / 2.0))
    return np.asarray(resized.crop((left, top, left + CROP, top + CROP)), dtype=np.float64)


def summary(pixels):
    side = CROP // CELLS
    cells = pixels.reshape(CELLS, side, CELLS, side, 3).mean(axis=(1, 3))
    return {
        "mean": [round(value * 100) for value in pixels.mean(axis=(0, 1))],
        "cells": [round(value * 100) for value in cells.reshape(-1)],
        "sha256": hashlib.sha256(pixels.astype(np.uint8).tobytes()).hexdigest(),
    }


def main(samples, target):
    files = {}
    for path in sorted(samples.rglob("*")):
        if path.suffix in {".png", ".jpg", ".gif", ".bmp", ".webp", ".tiff"} and path.parent.name != "cases":
            image = upright_rgb(path)
            name = path.relative_to(samples).as_posix()
            files[name] = {"width": image.width, "height": image.height}
            files[name].update({key: summary(crop(image, value)) for key, value in FILTERS.items()})
    text = ",\n".join(f"{json.dumps(name)}: {json.dumps(entry, separators=(',', ':'))}" for name, entry in files.items())
    target.write_text("{\n" + text + "\n}\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
