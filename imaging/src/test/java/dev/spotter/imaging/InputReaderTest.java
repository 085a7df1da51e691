package dev.spotter.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageLimits;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A reader of inputs")
class InputReaderTest {
    private static final long MAX_OWN_BYTES = 64_000;
    private static final int INPUT_FLOATS = 3 * Samples.CROP * Samples.CROP;

    /** The JDK's decoder, and TurboJPEG where this machine has it. */
    static List<ImageDecoder> decoders() {
        Optional<TurboJpeg> library = TurboJpeg.find();
        ImageDecoder jdk = new ImageDecoder(ImageLimits.DEFAULT);
        return library.isEmpty() ? List.of(jdk) : List.of(jdk, new ImageDecoder(ImageLimits.DEFAULT, () -> library));
    }

    @Test
    @DisplayName("gives other pixels only with another version, as caches of what was made of images rely on it")
    void version() {
        MessageDigest digest = digest();
        FloatBuffer out = FloatBuffer.allocate(INPUT_FLOATS);
        ByteBuffer bytes = ByteBuffer.allocate(INPUT_FLOATS * Float.BYTES);
        try (InputReader reader =
                new InputReader(new ImageDecoder(ImageLimits.DEFAULT), Samples.plain(Interpolation.BICUBIC))) {
            // Of JPEG, Java's decoder gives the pixels.
            for (String name : Samples.names().stream()
                    .filter(name -> !name.endsWith(".jpg"))
                    .toList()) {
                reader.read(Samples.bytes(name), out);
                bytes.asFloatBuffer().put(out.array());
                digest.update(bytes.array());
            }
        }
        assertThat("version %d, %s"
                        .formatted(InputReader.VERSION, HexFormat.of().formatHex(digest.digest())))
                .isEqualTo("version 1, 84278fa7defbfde381062791b7d87df08a8456ba9572311bd9adfec64bcc289b");
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("decoders")
    @DisplayName("gives what a decoded image gives, for one image after the other")
    void sameAsWriter(ImageDecoder decoder) {
        for (Interpolation interpolation : Interpolation.values()) {
            FloatBuffer out = FloatBuffer.allocate(INPUT_FLOATS);
            try (InputReader reader = new InputReader(decoder, Samples.plain(interpolation))) {
                for (String name : Samples.names()) {
                    ImageBytes bytes = Samples.bytes(name);
                    reader.read(bytes, out);
                    assertThat(Arrays.equals(out.array(), Samples.crop(decoder.decode(bytes), interpolation)))
                            .as(name)
                            .isTrue();
                }
            }
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("decoders")
    @DisplayName("decodes large JPEG files as small as twice the resized side, and they look the same")
    void reduced(ImageDecoder decoder) {
        for (int[] size : new int[][] {{1_025, 1_400}, {2_411, 1_800}, {4_000, 3_001}, {600, 5_000}, {4_700, 4_700}}) {
            BufferedImage image = TestImages.gradient(size[0], size[1], BufferedImage.TYPE_3BYTE_BGR);
            FloatBuffer out = FloatBuffer.allocate(INPUT_FLOATS);
            try (InputReader reader = new InputReader(decoder, Samples.plain(Interpolation.BILINEAR))) {
                reader.read(TestImages.encoded(image, "jpg"), out);
            }
            float[] expected = Samples.crop(decoder.decode(TestImages.encoded(image, "png")), Interpolation.BILINEAR);
            float largest = 0;
            for (int i = 0; i < INPUT_FLOATS; i++) {
                largest = Math.max(largest, Math.abs(out.get(i) - expected[i]));
            }
            assertThat(largest).as("%d x %d", size[0], size[1]).isLessThan(5);
        }
    }

    @ParameterizedTest
    @MethodSource("decoders")
    @DisplayName("is as before after damaged images")
    void damaged(ImageDecoder decoder) {
        byte[] large = TestImages.encoded(TestImages.gradient(1_600, 1_200, BufferedImage.TYPE_3BYTE_BGR), "jpg")
                .toByteArray();
        FloatBuffer out = FloatBuffer.allocate(INPUT_FLOATS);
        Random random = new Random(20_261_125);
        try (InputReader reader = new InputReader(decoder, Samples.plain(Interpolation.BILINEAR))) {
            reader.read(ImageBytes.copyOf(large), out);
            float[] before = out.array().clone();
            for (int i = 0; i < 200; i++) {
                byte[] damaged = Arrays.copyOf(large, large.length - random.nextInt(large.length / 2));
                for (int k = 0; k < 10; k++) {
                    damaged[random.nextInt(k < 5 ? 700 : damaged.length)] ^= (byte) (1 << random.nextInt(8));
                }
                try {
                    reader.read(ImageBytes.wrap(damaged), out);
                } catch (SpotterException e) {
                    assertThat(e).hasMessageNotContaining("null");
                }
            }
            reader.read(ImageBytes.copyOf(large), out);
            assertThat(Arrays.equals(out.array(), before)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("decoders")
    @DisplayName("allocates next to nothing of its own for a JPEG of two million pixels")
    void allocation(ImageDecoder decoder) throws IOException {
        ImageBytes jpeg = TestImages.encoded(TestImages.gradient(1_632, 1_224, BufferedImage.TYPE_3BYTE_BGR), "jpg");
        FloatBuffer out = FloatBuffer.allocate(INPUT_FLOATS);
        try (InputReader reader = new InputReader(decoder, Samples.plain(Interpolation.BILINEAR))) {
            long all = allocated(() -> reader.read(jpeg, out));
            long decoders = decoder.turboJpeg().isPresent() ? 0 : allocated(() -> decodeWithJdk(jpeg));
            System.out.printf("2 MP JPEG: allocated %,d bytes, of them the decoder %,d%n", all, decoders);
            assertThat(all - decoders).isLessThan(MAX_OWN_BYTES);
        }
    }

    @ParameterizedTest
    @MethodSource("decoders")
    @DisplayName("and whole images leave no memory outside the heap, and stay when others are decoded")
    void wholeImages(ImageDecoder decoder) {
        ImageBytes jpeg = TestImages.encoded(TestImages.gradient(1_632, 1_224, BufferedImage.TYPE_3BYTE_BGR), "jpg");
        DecodedImage first = decoder.decode(Samples.bytes("rocket.jpg"));
        float[] before = Samples.crop(first, Interpolation.BILINEAR);
        long outsideBefore = bytesOutsideHeap();
        for (int i = 0; i < 20; i++) {
            decoder.decode(jpeg);
        }
        assertThat(bytesOutsideHeap() - outsideBefore).isLessThan(MAX_OWN_BYTES);
        assertThat(Samples.crop(first, Interpolation.BILINEAR)).isEqualTo(before);
    }

    /** What waits for the collector to be freed. */
    private static long bytesOutsideHeap() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** What the JDK's decoder does for it: every second sample of the middle. */
    private static void decodeWithJdk(ImageBytes jpeg) throws IOException {
        SampledAxis x = SampledAxis.centred(1_632, 2);
        SampledAxis y = SampledAxis.centred(1_224, 2);
        ByteBuffer bytes = jpeg.buffer();
        try (FrameReader reader = FrameReader.open(ImageFormat.JPEG, bytes)) {
            reader.readRaster(x, y, new Window(140, 38, 676, 574));
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** By the last of some runs. */
    private static long allocated(Work work) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = 0;
        for (int i = 0; i < 20; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            work.run();
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
        }
        return bytes;
    }

    @Test
    @DisplayName("needs room for the input")
    void room() {
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        try (InputReader reader = new InputReader(decoder, Samples.plain(Interpolation.BILINEAR))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> reader.read(Samples.bytes("coffee.png"), FloatBuffer.allocate(11)))
                    .withMessageContaining("but held 11");
        }
    }
}
