package dev.spotter.core.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A common format that Spotter does not read, detected by its first bytes, so that the error can name it.
 *
 * @param offset the position of the characteristic bytes
 * @param magic these bytes, in ISO 8859-1
 * @param name the format's name with its article
 * @param advice how to convert it to an accepted format
 */
record ForeignFormat(int offset, String magic, String name, String advice) {
    private static final String SAVE = "save it as JPEG or PNG";
    private static final String EXPORT = "open it in a raw converter and " + SAVE;
    private static final String FRAME = "save one of its frames as JPEG or PNG";
    /** How many characters of a text file are searched for its first element, after comments and declarations. */
    private static final int TEXT_BYTES = 2_000;

    /** The brands of files in boxes (ISO/IEC 14496-12), the first that fits. */
    private static final List<ForeignFormat> BRANDS = List.of(
            save(8, "avif", "an AVIF image"),
            save(8, "avis", "an AVIF sequence"),
            save(8, "heic", "a HEIC photo"),
            save(8, "heix", "a HEIC photo"),
            save(8, "heim", "a HEIC photo"),
            save(8, "heis", "a HEIC photo"),
            save(8, "hevc", "a HEIC sequence"),
            save(8, "hevx", "a HEIC sequence"),
            save(8, "mif1", "a HEIF image"),
            save(8, "msf1", "a HEIF sequence"),
            new ForeignFormat(8, "crx ", "a camera's raw file (CR3)", EXPORT),
            new ForeignFormat(8, "qt  ", "a QuickTime video", FRAME),
            new ForeignFormat(8, "", "an MP4 video or a file of its family", FRAME));

    private static final List<ForeignFormat> MAGICS = List.of(
            save(0, "\0\0\0\fJXL \r\n\u0087\n", "a JPEG XL image"),
            save(0, "\u00FF\n", "a JPEG XL image"),
            save(0, "\0\0\0\fjP  \r\n\u0087\n", "a JPEG 2000 image"),
            save(0, "\u00FFO\u00FFQ", "a JPEG 2000 image"),
            save(0, "II\u00BC", "a JPEG XR image"),
            save(0, "8BPS", "a Photoshop document (PSD)"),
            save(0, "gimp xcf", "a GIMP document (XCF)"),
            save(0, "\0\0\1\0", "an icon (ICO)"),
            // A true-colour TGA image begins like a mouse pointer without images.
            save(0, "\0\0\2\0\0\0", "a Targa image (TGA)"),
            save(0, "\0\0\n\0\0\0", "a Targa image (TGA)"),
            save(0, "\0\0\2\0", "a mouse pointer (CUR)"),
            save(0, "icns", "an icon (ICNS)"),
            save(0, "v/1\1", "an OpenEXR image"),
            save(0, "#?RADIANCE", "a Radiance HDR image"),
            save(0, "DDS ", "a DirectDraw surface (DDS)"),
            save(0, "qoif", "a QOI image"),
            save(0, "BPG\u00FB", "a BPG image"),
            save(0, "FLIF", "a FLIF image"),
            save(0, "\n\5\1\10", "a PCX image"),
            save(0, "farbfeld", "a farbfeld image"),
            save(0, "BA", "a bitmap array of OS/2"),
            save(0, "\u008AMNG", "an MNG animation"),
            save(0, "\u008BJNG", "a JNG image"),
            save(128, "DICM", "a DICOM file"),
            save(0, "%!PS", "a PostScript file"),
            save(0, "%PDF-", "a PDF document"),
            new ForeignFormat(0, "II+\0", "a BigTIFF image", "save it as an ordinary TIFF, JPEG or PNG"),
            new ForeignFormat(0, "MM\0+", "a BigTIFF image", "save it as an ordinary TIFF, JPEG or PNG"),
            new ForeignFormat(0, "IIU\0", "a camera's raw file (RW2)", EXPORT),
            new ForeignFormat(0, "IIRO", "a camera's raw file (ORF)", EXPORT),
            new ForeignFormat(0, "IIRS", "a camera's raw file (ORF)", EXPORT),
            new ForeignFormat(0, "MMOR", "a camera's raw file (ORF)", EXPORT),
            new ForeignFormat(6, "HEAPCCDR", "a camera's raw file (CRW)", EXPORT),
            new ForeignFormat(0, "FUJIFILMCCD-RAW", "a camera's raw file (RAF)", EXPORT),
            new ForeignFormat(0, "FOVb", "a camera's raw file (X3F)", EXPORT),
            new ForeignFormat(0, "\0MRM", "a camera's raw file (MRW)", EXPORT),
            new ForeignFormat(8, "AVI ", "an AVI video", FRAME),
            new ForeignFormat(0, "\u001AE\u00DF\u00A3", "a Matroska or WebM video", FRAME),
            new ForeignFormat(0, "OggS", "an Ogg file", FRAME),
            new ForeignFormat(0, "\0\0\1\u00BA", "an MPEG video", FRAME),
            new ForeignFormat(0, "PK\3\4", "a ZIP archive", "unpack it and send the images in it"),
            new ForeignFormat(0, "\u001F\u008B", "a file packed by gzip", "unpack it first"));

    private static final List<ForeignFormat> TEXTS = List.of(
            save(0, "<svg", "an SVG drawing"),
            new ForeignFormat(0, "<html", "a web page", "save the image itself"),
            new ForeignFormat(0, "<!doctype html", "a web page", "save the image itself"));

    /** The format that these bytes begin like, or empty. */
    static Optional<ForeignFormat> sniff(ByteBuffer b) {
        if (ImageFormat.startsWith(b, 4, "ftyp")) {
            return BRANDS.stream().filter(brand -> isOfBrand(b, brand)).findFirst();
        }
        return Stream.concat(
                        MAGICS.stream().filter(format -> ImageFormat.startsWith(b, format.offset(), format.magic())),
                        ofText(b))
                .findFirst();
    }

    /** What the file is and what to do with it, for a message. */
    String explanation() {
        return "the file is %s, which is not read: %s".formatted(name, advice);
    }

    /** HEIF's main brand is general; the compatible brands show whether AV1 is inside. */
    private static boolean isOfBrand(ByteBuffer b, ForeignFormat brand) {
        if (ImageFormat.startsWith(b, brand.offset(), brand.magic())) {
            return true;
        }
        return brand.magic().startsWith("avi")
                && ImageFormat.startsWith(b, brand.offset(), "m")
                && text(b, Math.min(b.limit(), Math.max(8, b.getInt(0)))).contains(brand.magic());
    }

    private static Stream<ForeignFormat> ofText(ByteBuffer b) {
        String text = text(b, b.limit()).replaceFirst("^\u00EF\u00BB\u00BF", "").stripLeading();
        return text.startsWith("<")
                ? TEXTS.stream().filter(format -> text.toLowerCase(Locale.ROOT).contains(format.magic()))
                : netpbm(text);
    }

    private static Stream<ForeignFormat> netpbm(String text) {
        return text.matches("(?s)P[1-7]\\s.*") ? Stream.of(save(0, "P", "a Netpbm image")) : Stream.empty();
    }

    private static String text(ByteBuffer b, int end) {
        byte[] bytes = new byte[Math.min(end, TEXT_BYTES)];
        b.get(0, bytes);
        return new String(bytes, ISO_8859_1);
    }

    private static ForeignFormat save(int offset, String magic, String name) {
        return new ForeignFormat(offset, magic, name, SAVE);
    }
}
