package dev.spotter.inference.teaching;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.inference.internal.InputImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A directory of photos")
class PhotoDirectoryTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13};

    @TempDir
    private Path root;

    @Test
    @DisplayName("has a class for each directory, by name, with the photos of nested directories")
    void classes() throws IOException {
        photo("unripe/1.jpg");
        photo("ripe/summer/july/2.jpg");
        photo("ripe/1.jpg");
        photo("half ripe 🍅/1.jpg");
        write("ripe/nameless", PNG);
        PhotoDirectory read = PhotoDirectory.read(root);
        assertThat(read.photos().keySet()).containsExactly("half ripe 🍅", "ripe", "unripe");
        assertThat(files(read, "ripe")).containsExactly("ripe/1.jpg", "ripe/nameless", "ripe/summer/july/2.jpg");
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    @DisplayName("leaves out hidden files and directories")
    void hidden() throws IOException {
        photo("ripe/1.jpg");
        photo("ripe/.2.jpg");
        photo("ripe/.thumbnails/3.jpg");
        photo(".git/4.jpg");
        photo(".5.jpg");
        PhotoDirectory read = PhotoDirectory.read(root);
        assertThat(read.photos().keySet()).containsExactly("ripe");
        assertThat(files(read, "ripe")).containsExactly("ripe/1.jpg");
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    @DisplayName("may be hidden itself, or in a hidden directory")
    void hiddenRoot() throws IOException {
        photo(".photos/ripe/1.jpg");
        assertThat(PhotoDirectory.read(root.resolve(".photos")).photos().get("ripe"))
                .hasSize(1);
    }

    @Test
    @DisplayName("may be a link; links to files in it are followed, links to directories are named and left out")
    void links() throws IOException {
        photo("photos/ripe/1.jpg");
        photo("elsewhere/2.jpg");
        Files.createSymbolicLink(root.resolve("photos/ripe/2.jpg"), root.resolve("elsewhere/2.jpg"));
        Files.createSymbolicLink(root.resolve("photos/ripe/more"), root.resolve("elsewhere"));
        Files.createSymbolicLink(root.resolve("photos/unripe"), root.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("photos"));
        PhotoDirectory read = PhotoDirectory.read(link);
        assertThat(read.photos().keySet()).containsExactly("ripe");
        assertThat(files(read, "ripe")).containsExactly("link/ripe/1.jpg", "link/ripe/2.jpg");
        assertThat(read.warnings())
                .containsExactly(
                        "in ripe: 1 link to a directory is not followed: " + link.resolve("ripe/more"),
                        "a link to a directory, which is not followed, and ignored: " + link.resolve("unripe"));
    }

    @Test
    @DisplayName("counts and names the files in each class directory that are no images")
    void skipped() throws Exception {
        photo("a/1.jpg");
        for (String name : List.of("1.heic", "2.HEIC", "x.cr2", "notes.txt", ".DS_Store", ".thumbnails/4.txt")) {
            write("a/" + name, "no photo".getBytes(UTF_8));
        }
        photo("b/1.jpg");
        write("b/more/1.avif", "no photo".getBytes(UTF_8));
        assertThat(new ProcessBuilder("mkfifo", root.resolve("b/pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        String accepted =
                "not images of an accepted format (%s)".formatted(String.join(", ", ImageFormat.displayNames()));
        assertThat(PhotoDirectory.read(root).warnings())
                .containsExactly(
                        "in a: skipped 2 HEIC files, 1 CR2 file, 1 TXT file: %s: %s, %s, %s and 1 more"
                                .formatted(
                                        accepted,
                                        root.resolve("a/1.heic"),
                                        root.resolve("a/2.HEIC"),
                                        root.resolve("a/notes.txt")),
                        "in b: skipped 1 AVIF file, 1 other: %s: %s, %s"
                                .formatted(accepted, root.resolve("b/more/1.avif"), root.resolve("b/pipe")));
    }

    @Test
    @DisplayName("names what was skipped where no photos are left, and the first of many class directories")
    void onlySkipped() throws IOException {
        for (int i = 0; i < 7; i++) {
            write("class " + i + "/1.heic", "no photo".getBytes(UTF_8));
        }
        assertRefused(root, "in class 0: skipped 1 HEIC file: not images of an accepted format");
        photo("ripe/1.jpg");
        PhotoDirectory read = PhotoDirectory.read(root);
        assertThat(read.warnings()).hasSize(7).contains("files are skipped in 2 more class directories");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> ClassList.of(read, Optional.empty()))
                .withMessageContaining("there is one class, ripe;")
                .withMessageContaining("class 4/1.heic");
    }

    @Test
    @DisplayName("names files outside of the class directories, and class directories without photos")
    void ignored() throws IOException {
        photo("ripe/1.jpg");
        photo("loose.jpg");
        for (int i = 0; i < 7; i++) {
            Files.createDirectories(root.resolve("empty" + i));
        }
        assertThat(PhotoDirectory.read(root).warnings())
                .satisfiesExactly(
                        files -> assertThat(files)
                                .startsWith("not in a class directory")
                                .endsWith("loose.jpg"),
                        empty -> assertThat(empty)
                                .startsWith("a class directory without photos, and ignored: empty0, empty1")
                                .endsWith("empty4 and 2 more"));
    }

    @Test
    @DisplayName("gives a class its name in the composed form, and refuses two directories with one name")
    void unicode() throws IOException {
        photo("Ku\u0308rbis/1.jpg");
        assertThat(PhotoDirectory.read(root).photos().keySet()).containsExactly("K\u00fcrbis");
        photo("K\u00fcrbis/1.jpg");
        assertRefused(root, "have the same name, \"K\u00fcrbis\", in different Unicode forms");
    }

    @Test
    @DisplayName("is refused where a directory's name cannot be a class name")
    void names() throws IOException {
        photo("a/bell\u0007/1.jpg");
        assertRefused(root.resolve("a"), "has a control character");
        photo("b/ ripe/1.jpg");
        assertRefused(root.resolve("b"), "begins or ends with a space");
    }

    @Test
    @DisplayName("is refused where it is missing, a file, empty, or has no class directories")
    void none() throws IOException {
        assertRefused(root.resolve("missing"), "there is no directory");
        assertRefused(root, "has no photos in class directories");
        photo("1.jpg");
        assertRefused(root, "has no photos in class directories");
        assertRefused(root.resolve("1.jpg"), "is no directory");
    }

    @Test
    @DisplayName("makes classes of an earlier lesson first, then the others; one is too few")
    void order() throws IOException {
        photo("ripe/1.jpg");
        PhotoDirectory read = PhotoDirectory.read(root);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> ClassList.of(read, Optional.empty()))
                .withMessageContaining("there is one class, ripe; at least 2 are needed");
        Lesson earlier = new Lesson(LessonTest.BASE, "f", 0, List.of("unripe", "rotten"), List.of());
        ClassList classes = ClassList.of(read, Optional.of(earlier));
        assertThat(classes.names()).containsExactly("unripe", "rotten", "ripe");
        assertThat(classes.photos(read)).extracting(Photo::ofClass).containsExactly(2);
        assertThat(classes.imbalance(new int[] {100, 20, 1}))
                .hasValue("unripe has 100 photos and ripe only 1: a class with few photos is recognised less often, so"
                        + " add photos to it");
        assertThat(classes.imbalance(new int[] {99, 20, 1})).isEmpty();
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> classes.requireEnough(new int[] {2, 1, 5}, ofClass -> "; hint " + ofClass))
                .withMessage("the class rotten has 1 readable photo; at least 2 are needed; hint 1");
    }

    @Test
    @DisplayName("with more than 10,000 classes is refused")
    void manyClasses() {
        SortedMap<String, List<InputImage>> photos = new TreeMap<>();
        for (int i = 0; i <= 10_000; i++) {
            photos.put("class " + i, List.of());
        }
        PhotoDirectory read = new PhotoDirectory(photos, List.of());
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> ClassList.of(read, Optional.empty()))
                .withMessageContaining("the number of classes is 10,001; accepted are 2 to 10,000");
    }

    private static void assertRefused(Path directory, String message) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> PhotoDirectory.read(directory))
                .withMessageContaining(message);
    }

    private void photo(String name) throws IOException {
        write(name, PNG);
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private List<String> files(PhotoDirectory read, String className) {
        return read.photos().getOrDefault(className, List.of()).stream()
                .map(InputImage::file)
                .map(file -> root.relativize(file.orElseThrow()).toString().replace('\\', '/'))
                .toList();
    }
}
