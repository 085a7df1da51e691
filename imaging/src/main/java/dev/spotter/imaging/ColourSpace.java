package dev.spotter.imaging;

/**
 * What the 8-bit samples of a pixel mean, and their conversion to red, green and blue. The arithmetic is Pillow's,
 * without colour profiles or gamma.
 */
enum ColourSpace {
    GREY(1) {
        @Override
        void toRgb(byte[] in, int at, int[] band, byte[] rgb, int out) {
            byte grey = in[at + band[0]];
            put(rgb, out, grey, grey, grey);
        }
    },
    GREY_ALPHA(2) {
        @Override
        void toRgb(byte[] in, int at, int[] band, byte[] rgb, int out) {
            int alpha = in[at + band[1]] & 0xFF;
            byte grey = (byte) overWhite(in[at + band[0]] & 0xFF, alpha);
            put(rgb, out, grey, grey, grey);
        }
    },
    /** Grey already multiplied by alpha. */
    GREY_PREMULTIPLIED(2) {
        @Override
        void toRgb(byte[] in, int at, int[] band, byte[] rgb, int out) {
            int white = 255 - (in[at + band[1]] & 0xFF);
            byte grey = clamped((in[at + band[0]] & 0xFF) + white);
            put(rgb, out, grey, grey, grey);
        }
    },
    RGB(3) {
        @Override
        void toRgb(byte[] in, int at, int[] band, byte[] rgb, int out) {
            put(rgb, out, in[at + band[0]], in[at + band[1]], in[at + band[2]]);
        }

        @Override
        void rowToRgb(byte[] in, int at, int stride, int[] band, byte[] rgb, int pixels) {
            int red = at + band[0];
            int green = at + band[1];
            int blue = at + band[2];
            int end = pixels * 3;
            for (int out = 0, i = 0; out < end; out += 3, i += stride) {
                put(rgb, out, in[red + i], in[green + i], in[blue + i]);
            }
        }
    },
    RGB_ALPHA(4) {
        @Override
        void toRgb(byte[] in, int at, int[] band, byte[] rgb, int out) {
            int alpha = in[at + band[3]] & 0xFF;
            for (int i = 0; i < 3; i++) {
                rgb[out + i] = (byte) overWhite(in[at + band[i]] & 0xFF, alpha);
            }
        }
    },
    /** Red, green and blue already multiplied by alpha. */
    RGB_PREMULTIPLIED(4) {
        @Override
        void toRgb(byte[] in, int at, int[] band, byte[] rgb, int out) {
            int white = 255 - (in[at + band[3]] & 0xFF);
            for (int i = 0; i < 3; i++) {
                rgb[out + i] = clamped((in[at + band[i]] & 0xFF) + white);
            }
        }
    },
    /** JFIF's, full range. */
    YCBCR(3) {
        @Override
        void toRgb(byte[] in, int at, int[] band, byte[] rgb, int out) {
            yccToRgb(in[at + band[0]] & 0xFF, in[at + band[1]] & 0xFF, in[at + band[2]] & 0xFF, rgb, out);
        }

        @Override
        void rowToRgb(byte[] in, int at, int stride, int[] band, byte[] rgb, int pixels) {
            int y = at + band[0];
            int cb = at + band[1];
            int cr = at + band[2];
            int end = pixels * 3;
            for (int out = 0, i = 0; out < end; out += 3, i += stride) {
                yccToRgb(in[y + i] & 0xFF, in[cb + i] & 0xFF, in[cr + i] & 0xFF, rgb, out);
            }
        }
    },
    CMYK(4) {
        @Override
        void toRgb(byte[] in, int at, int[] band, byte[] rgb, int out) {
            int light = 255 - (in[at + band[3]] & 0xFF);
            for (int i = 0; i < 3; i++) {
                rgb[out + i] = underInk(in[at + band[i]] & 0xFF, light);
            }
        }
    },
    /** CIE L*a*b* as TIFF has it: lightness without a sign, the others with one. */
    CIELAB(3) {
        @Override
        void toRgb(byte[] in, int at, int[] band, byte[] rgb, int out) {
            CielabConversion.toRgb(in[at + band[0]] & 0xFF, in[at + band[1]], in[at + band[2]], rgb, out);
        }
    },
    /** CIE L*a*b* as the ICC has it: all without a sign, 128 is no colour. */
    ICCLAB(3) {
        @Override
        void toRgb(byte[] in, int at, int[] band, byte[] rgb, int out) {
            CielabConversion.toRgb(
                    in[at + band[0]] & 0xFF,
                    (in[at + band[1]] & 0xFF) - 128,
                    (in[at + band[2]] & 0xFF) - 128,
                    rgb,
                    out);
        }
    },
    /** CMYK as JPEG files have it, by Adobe's custom: 255 is no ink. */
    INVERTED_CMYK(4) {
        @Override
        void toRgb(byte[] in, int at, int[] band, byte[] rgb, int out) {
            int light = in[at + band[3]] & 0xFF;
            for (int i = 0; i < 3; i++) {
                rgb[out + i] = underInk(255 - (in[at + band[i]] & 0xFF), light);
            }
        }
    },
    /** As {@link #INVERTED_CMYK}, with the first three samples transformed to YCbCr. */
    INVERTED_YCCK(4) {
        @Override
        void toRgb(byte[] in, int at, int[] band, byte[] rgb, int out) {
            int light = in[at + band[3]] & 0xFF;
            YCBCR.toRgb(in, at, band, rgb, out);
            for (int i = 0; i < 3; i++) {
                rgb[out + i] = underInk(rgb[out + i] & 0xFF, light);
            }
        }
    };

    /** The fixed point of libjpeg's jdcolor.c. */
    private static final int SCALE_BITS = 16;

    private static final int HALF = 1 << (SCALE_BITS - 1);

    private final int bands;

    ColourSpace(int bands) {
        this.bands = bands;
    }

    int bands() {
        return bands;
    }

    /**
     * Converts one pixel.
     *
     * @param at where its samples begin in {@code in}
     * @param band where each sample is, counted from there
     * @param out where red goes in {@code rgb}; green and blue follow
     */
    abstract void toRgb(byte[] in, int at, int[] band, byte[] rgb, int out);

    /**
     * Converts a run of pixels. The usual colour spaces have a loop of their own, which stays fast for the JIT
     * compiler after images of other colour spaces.
     *
     * @param at where the first one's samples begin in {@code in}
     * @param stride from one pixel to the next
     * @param rgb receives the first pixel at index 0
     */
    void rowToRgb(byte[] in, int at, int stride, int[] band, byte[] rgb, int pixels) {
        for (int i = 0; i < pixels; i++) {
            toRgb(in, at + i * stride, band, rgb, i * 3);
        }
    }

    /** A sample over white: Pillow's blend, rounded as its MULDIV255. */
    static int overWhite(int sample, int alpha) {
        return dividedBy255(sample * alpha + 255 * (255 - alpha));
    }

    private static byte underInk(int ink, int light) {
        return (byte) (light - dividedBy255(ink * light));
    }

    private static int dividedBy255(int value) {
        int rounded = value + 128;
        return ((rounded >> 8) + rounded) >> 8;
    }

    private static void yccToRgb(int y, int cb, int cr, byte[] rgb, int out) {
        int blueness = cb - 128;
        int redness = cr - 128;
        rgb[out] = clamped(y + ((91_881 * redness + HALF) >> SCALE_BITS));
        rgb[out + 1] = clamped(y + ((-22_554 * blueness - 46_802 * redness + HALF) >> SCALE_BITS));
        rgb[out + 2] = clamped(y + ((116_130 * blueness + HALF) >> SCALE_BITS));
    }

    private static byte clamped(int value) {
        // Nearly always in range, so a branch is cheaper than two comparisons.
        return (byte) ((value & ~255) == 0 ? value : ~value >> 31);
    }

    private static void put(byte[] rgb, int out, byte red, byte green, byte blue) {
        rgb[out] = red;
        rgb[out + 1] = green;
        rgb[out + 2] = blue;
    }
}
