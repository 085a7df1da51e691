package dev.spotter.core.image;

import static dev.spotter.core.image.Headers.JPEG_FRAME;
import static dev.spotter.core.image.Headers.JPEG_START;
import static dev.spotter.core.image.Headers.PNG_START;
import static dev.spotter.core.image.Headers.big;
import static dev.spotter.core.image.Headers.entryLittle;
import static dev.spotter.core.image.Headers.image;
import static dev.spotter.core.image.Headers.jpegFrame;
import static dev.spotter.core.image.Headers.little;
import static dev.spotter.core.image.Headers.pngChunk;
import static dev.spotter.core.image.Headers.pngHeader;
import static dev.spotter.core.image.Headers.segment;
import static dev.spotter.core.image.Headers.shortEntryBig;
import static dev.spotter.core.image.Headers.tiffBig;
import static dev.spotter.core.image.Headers.tiffLittle;
import static dev.spotter.core.image.Headers.webp;
import static dev.spotter.core.image.Headers.webpChunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.UnsupportedImageException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An image header")
class ImageHeaderTest {
    private static final int ORIENTATION = 274;
    private static final String TURNED = tiffBig(shortEntryBig(ORIENTATION, 6));

    @ParameterizedTest
    @DisplayName("reads width and height from the frame of a JPEG")
    @ValueSource(ints = {0xC0, 0xC1, 0xC2})
    void readsJpegFrames(int marker) {
        assertSize(image(JPEG_START, jpegFrame(marker, 65535, 1)), ImageFormat.JPEG, 65535, 1);
    }

    @ParameterizedTest
    @DisplayName("names kinds of JPEG that are not read")
    @CsvSource({
        "0xC3,is of the lossless kind",
        "0xC5,is hierarchical",
        "0xC6,is hierarchical",
        "0xC7,is of the lossless kind",
        "0xC9,is coded arithmetically",
        "0xCA,is coded arithmetically",
        "0xCB,is of the lossless kind",
        "0xCD,is hierarchical",
        "0xCE,is hierarchical",
        "0xCF,is of the lossless kind",
        "0xDE,is hierarchical",
        "0xF7,is of the kind JPEG-LS"
    })
    void namesKindsOfJpegThatAreNotRead(int marker, String kind) {
        assertUnsupported(image(JPEG_START, jpegFrame(marker, 300, 200), JPEG_FRAME), "the JPEG image " + kind);
    }

    @ParameterizedTest
    @DisplayName("names the sample size and components of a JPEG that are not supported")
    @CsvSource({"12,3,has 12 bits a sample", "16,1,has 16 bits a sample", "8,2,has 2 components", "8,5,has 5 components"
    })
    void namesSamplesOfJpegThatAreNotRead(int bits, int components, String what) {
        String frame = segment(0xC1, (char) bits + big(200, 2) + big(300, 2) + (char) components);
        assertUnsupported(image(JPEG_START, frame), "the JPEG image " + what);
    }

    @Test
    @DisplayName("skips the segments before the frame of a JPEG")
    void passesOverWhatStandsBeforeTheJpegFrame() {
        String tables = segment(0xC4, "tables") + segment(0xC8, "extension") + segment(0xCC, "arithmetic");
        String odd = "\u00FF\u00FF\u00FF\u0001stray\u00FF\0\u00FF\u00D8" + segment(0xFE, "comment \u00FF\u00C0");
        assertSize(image(JPEG_START, segment(0xE0, "JFIF\0"), tables, odd, JPEG_FRAME), ImageFormat.JPEG, 300, 200);
    }

    @ParameterizedTest
    @DisplayName("reads every orientation in both byte orders")
    @CsvSource({
        "0,AS_STORED",
        "1,AS_STORED",
        "2,FLIP_HORIZONTALLY",
        "3,ROTATE_180",
        "4,FLIP_VERTICALLY",
        "5,TRANSPOSE",
        "6,ROTATE_90_CLOCKWISE",
        "7,TRANSVERSE",
        "8,ROTATE_270_CLOCKWISE",
        "9,AS_STORED",
        "65535,AS_STORED"
    })
    void readsEveryOrientationInBothByteOrders(int number, Orientation expected) {
        String bigEndian = tiffBig(shortEntryBig(271, 1), shortEntryBig(ORIENTATION, number));
        String littleEndian = tiffLittle(entryLittle(ORIENTATION, 3, number));
        for (String tiff : new String[] {bigEndian, littleEndian}) {
            ImageHeader header = ImageHeader.read(image(JPEG_START, segment(0xE1, "Exif\0\0" + tiff), JPEG_FRAME));
            assertThat(header.orientation()).isEqualTo(expected);
            assertThat(header.uprightWidthPixels()).isEqualTo(number >= 5 && number <= 8 ? 200 : 300);
            assertThat(header.uprightHeightPixels()).isEqualTo(number >= 5 && number <= 8 ? 300 : 200);
        }
    }

    @ParameterizedTest
    @DisplayName("reads a JPEG with damaged EXIF as upright")
    @ValueSource(strings = {"", "II", "MM\0*\0\0\0\10", "MM\0*\u00FF\u00FF\u00FF\u00FF", "II*\0\10\0\0\0\u00FF\u00FF"})
    void takesAJpegWithDamagedExifAsUpright(String tiff) {
        ImageHeader header = ImageHeader.read(image(JPEG_START, segment(0xE1, "Exif\0\0" + tiff), JPEG_FRAME));
        assertThat(header).isEqualTo(new ImageHeader(ImageFormat.JPEG, 300, 200, Orientation.AS_STORED));
    }

    @Test
    @DisplayName("reads the orientation from the first EXIF segment of a JPEG alone")
    void readsTheFirstExifOfAJpeg() {
        String turned = segment(0xE1, "Exif\0\0" + TURNED);
        String damaged = segment(0xE1, "Exif\0\0");
        assertThat(ImageHeader.read(image(JPEG_START, turned, damaged, JPEG_FRAME))
                        .uprightWidthPixels())
                .isEqualTo(200);
        assertThat(ImageHeader.read(image(JPEG_START, damaged, turned, JPEG_FRAME))
                        .uprightWidthPixels())
                .isEqualTo(300);
    }

    @Test
    @DisplayName("refuses a JPEG without a frame or without pixels")
    void refusesJpegsWithoutAFrameOrWithoutPixels() {
        assertDamaged(image(JPEG_START, segment(0xDA, ""), JPEG_FRAME), "no frame header");
        assertDamaged(image(JPEG_START, "\u00FF\u00D9"), "no frame header");
        assertDamaged(image(JPEG_START, jpegFrame(0xC0, 300, 0)), "claims to be 300 x 0 pixels");
        assertDamaged(image(JPEG_START, "\u00FF\u00E0\u00FF\u00FF"), "ends inside its header");
    }

    @Test
    @DisplayName("reads width and height of a PNG")
    void readsPngHeaders() {
        assertSize(Headers.png(1, 70_000), ImageFormat.PNG, 1, 70_000);
        assertSize(Headers.png(0xFFFFFFFFL, 0xFFFFFFFFL), ImageFormat.PNG, 0xFFFFFFFFL, 0xFFFFFFFFL);
        assertDamaged(Headers.png(0, 5), "claims to be 0 x 5 pixels");
        assertDamaged(image(PNG_START, pngChunk("IDAT", "data")), "does not begin with its header");
    }

    @Test
    @DisplayName("reads the orientation from the EXIF chunk of a PNG")
    void readsPngOrientation() {
        String data = pngChunk("IDAT", "data");
        assertTurned(image(PNG_START, pngHeader(300, 200), pngChunk("eXIf", TURNED), data));
        assertTurned(image(PNG_START, pngHeader(300, 200), data, pngChunk("eXIf", TURNED)));
        assertSize(image(PNG_START, pngHeader(3, 2), "\u00FF\u00FF\u00FF\u00FFIDAT\0\0\0\0"), ImageFormat.PNG, 3, 2);
    }

    @ParameterizedTest
    @DisplayName("reads width and height of a GIF")
    @ValueSource(strings = {"GIF87a", "GIF89a"})
    void readsGifHeaders(String magic) {
        assertSize(image(magic, little(300, 2), little(65535, 2), "\0\0\0"), ImageFormat.GIF, 300, 65535);
        assertDamaged(image(magic, little(300, 2), little(0, 2)), "claims to be 300 x 0 pixels");
    }

    @Test
    @DisplayName("reads width and height of a BMP with each size of header")
    void readsBmpHeaders() {
        String file = "BM" + "\0".repeat(12);
        String rest = "\0".repeat(20);
        assertSize(image(file, little(40, 4), little(300, 4), little(200, 4), rest), ImageFormat.BMP, 300, 200);
        assertSize(image(file, little(124, 4), little(300, 4), little(-200, 4), rest), ImageFormat.BMP, 300, 200);
        assertSize(image(file, little(40, 4), little(1, 4), little(1L << 31, 4)), ImageFormat.BMP, 1, 1L << 31);
        assertSize(image(file, little(12, 4), little(300, 2), little(200, 2), rest), ImageFormat.BMP, 300, 200);
        assertDamaged(image(file, little(40, 4), little(-300, 4), little(200, 4)), "claims to be -300 x 200");
    }

    @Test
    @DisplayName("reads lossy, lossless and extended WebP")
    void readsTheThreeFormsOfWebp() {
        String lossy = "\0\0\0\u009D\1*" + little(300 | 0x4000, 2) + little(200, 2);
        assertSize(webp(webpChunk("VP8 ", lossy)), ImageFormat.WEBP, 300, 200);
        String lossless = "/" + little(299 | 199L << 14 | 1L << 28, 4);
        assertSize(webp(webpChunk("VP8L", lossless)), ImageFormat.WEBP, 300, 200);
        String extended = "\10\0\0\0" + little(299, 3) + little((1 << 24) - 1, 3);
        assertSize(webp(webpChunk("VP8X", extended)), ImageFormat.WEBP, 300, 1 << 24);
        assertDamaged(webp(webpChunk("ALPH", lossy)), "unknown chunk");
    }

    @ParameterizedTest
    @DisplayName("reads the orientation from the EXIF chunk of a WebP")
    @ValueSource(strings = {"", "Exif\0\0"})
    void readsWebpOrientation(String prefix) {
        String extended = webpChunk("VP8X", "\10\0\0\0" + little(299, 3) + little(199, 3));
        assertTurned(webp(extended, webpChunk("VP8 ", "odd"), webpChunk("EXIF", prefix + TURNED)));
    }

    @Test
    @DisplayName("reads size and orientation from the directory of a TIFF")
    void readsTiffDirectories() {
        String turned = entryLittle(ORIENTATION, 3, 6);
        assertTurned(image(tiffLittle(entryLittle(256, 3, 300), entryLittle(257, 4, 200), turned)));
        assertSize(image(tiffBig(shortEntryBig(256, 300), shortEntryBig(257, 65535))), ImageFormat.TIFF, 300, 65535);
        assertSize(
                image(tiffLittle(entryLittle(256, 4, 0xFFFFFFFFL), entryLittle(257, 4, 1))),
                ImageFormat.TIFF,
                0xFFFFFFFFL,
                1);
    }

    @Test
    @DisplayName("refuses a TIFF without width or height")
    void refusesTiffsThatDoNotSayTheirSize() {
        assertDamaged(image(tiffLittle(entryLittle(256, 4, 300))), "does not say its width and height");
        assertDamaged(image("II*\0", little(0x7FFFFFFF, 4)), "ends inside its header");
        assertDamaged(image("MM\0*", big(0xFFFFFFFFL, 4)), "ends inside its header");
        assertDamaged(image("II*\0", little(8, 4), little(0xFFFF, 2)), "ends inside its header");
    }

    @ParameterizedTest
    @DisplayName("says what is read where the bytes are no image")
    @CsvSource({
        "'',the image is empty",
        "'BM is how this text begins, and it is long',the file is not an image of a known format",
        "'just a text',the file is not an image of a known format",
        "'<a/>',the file is not an image of a known format",
        "'\0\0\0\30ftypheic',the file is a HEIC photo",
        "'\0\0\2\0\0\0\0\0',the file is a Targa image (TGA)",
        "'\0\0\2\0\1\0\40\40',the file is a mouse pointer (CUR)",
        "'\0\0\0\30ftypavif',the file is an AVIF image",
        "'\0\0\0\34ftypmif1\0\0\0\0mif1avif',the file is an AVIF image",
        "'\0\0\0\24ftypmif1\0\0\0\0mif1avif',the file is a HEIF image",
        "'\0\0\0\30ftypavis',the file is an AVIF sequence",
        "'\0\0\0\30ftypcrx ',the file is a camera's raw file (CR3)",
        "'\0\0\0\30ftypisom',the file is an MP4 video",
        "'\0\0\0\24ftypqt  ',the file is a QuickTime video",
        "'\0\0\0\fJXL \r\n\u0087\n',the file is a JPEG XL image",
        "'\u00FF\n',the file is a JPEG XL image",
        "'\0\0\0\fjP  \r\n\u0087\n',the file is a JPEG 2000 image",
        "'\u00FFO\u00FFQ',the file is a JPEG 2000 image",
        "'II+\0\b\0\0\0',the file is a BigTIFF image",
        "'MM\0+\0\b\0\0',the file is a BigTIFF image",
        "'IIU\0',the file is a camera's raw file (RW2)",
        "'FUJIFILMCCD-RAW',the file is a camera's raw file (RAF)",
        "'<svg/>',the file is an SVG drawing",
        "'\u00EF\u00BB\u00BF<?xml version=\"1.0\"?>\n<!-- a --><svg ',the file is an SVG drawing",
        "'<!DOCTYPE html><title>404</title>',the file is a web page",
        "'%PDF-1.7',the file is a PDF document",
        "'\0\0\1\0\1\0',the file is an icon",
        "'8BPS\0\1',the file is a Photoshop document",
        "'P6\n12 12\n255\n',the file is a Netpbm image",
        "'\u001AE\u00DF\u00A3',the file is a Matroska or WebM video",
        "'RIFF\0\0\0\0AVI LIST',the file is an AVI video",
        "'PK\3\4\0\0',the file is a ZIP archive"
    })
    void saysWhatIsReadWhereTheBytesAreNoImage(String text, String found) {
        assertThatExceptionOfType(UnsupportedImageException.class)
                .isThrownBy(() -> ImageHeader.read(image(text)))
                .withMessageStartingWith(found)
                .withMessageEndingWith("accepted formats are JPEG, PNG, GIF, BMP, WebP, TIFF");
    }

    @Test
    @DisplayName("names the variant of a format that is not supported")
    void namesVariantsThatAreNotRead() {
        ImageBytes apple = image(PNG_START, pngChunk("CgBI", "P\0 \2"), pngHeader(300, 200));
        assertUnsupported(apple, "Apple's own variant");
        String sides = entryLittle(256, 3, 300) + entryLittle(257, 3, 200);
        assertUnsupported(image(tiffLittle(sides, entryLittle(262, 3, 32_803))), "a camera's raw file");
        assertUnsupported(image(tiffLittle(sides, entryLittle(50_706, 4, 1))), "a camera's raw file");
        assertUnsupported(
                image(tiffLittle(entryLittle(254, 4, 1), sides, entryLittle(330, 4, 1))), "a camera's raw file");
        assertSize(image(tiffLittle(entryLittle(254, 4, 1) + sides)), ImageFormat.TIFF, 300, 200);
    }

    private static void assertUnsupported(ImageBytes image, String name) {
        assertThatExceptionOfType(UnsupportedImageException.class)
                .isThrownBy(() -> ImageHeader.read(image))
                .withMessageContaining(name)
                .withMessageContaining("which is not read: ")
                .withMessageContaining("save it as ")
                .withMessageEndingWith("accepted formats are JPEG, PNG, GIF, BMP, WebP, TIFF");
    }

    private static void assertSize(ImageBytes image, ImageFormat format, long width, long height) {
        assertThat(ImageHeader.read(image)).isEqualTo(new ImageHeader(format, width, height, Orientation.AS_STORED));
    }

    private static void assertTurned(ImageBytes image) {
        ImageHeader header = ImageHeader.read(image);
        assertThat(header.orientation()).isEqualTo(Orientation.ROTATE_90_CLOCKWISE);
        assertThat(header.uprightWidthPixels()).isEqualTo(200);
        assertThat(header.uprightHeightPixels()).isEqualTo(300);
    }

    private static void assertDamaged(ImageBytes image, String reason) {
        assertThatExceptionOfType(DamagedImageException.class)
                .isThrownBy(() -> ImageHeader.read(image))
                .withMessageContaining(reason);
    }
}
