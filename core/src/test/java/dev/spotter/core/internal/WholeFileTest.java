package dev.spotter.core.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A whole file")
class WholeFileTest {
    @TempDir
    Path directory;

    @Test
    @DisplayName("takes the place of the file of its name, and leaves no draft behind")
    void replaced() throws IOException {
        Path target = Files.writeString(directory.resolve("a"), "before");

        WholeFile.write(target, file -> file.write("after".getBytes(UTF_8)));

        assertThat(target).hasContent("after");
        assertThat(directory).isDirectoryNotContaining("glob:**.draft*");
    }

    @Test
    @DisplayName("leaves the file of its name as it was where writing fails, and no draft behind")
    void failed() throws IOException {
        Path target = Files.writeString(directory.resolve("a"), "before");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> WholeFile.write(target, file -> {
                    file.write("after".getBytes(UTF_8));
                    throw new IOException("the disk is full");
                }));

        assertThat(target).hasContent("before");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(target);
        }
    }

    @Test
    @DisplayName("is whole also where its content closes the stream, as archives do")
    void closed() throws IOException {
        Path target = directory.resolve("a.zip");

        WholeFile.write(target, file -> {
            try (ZipOutputStream zip = new ZipOutputStream(file)) {
                zip.putNextEntry(new ZipEntry("b"));
            }
        });

        try (ZipFile zip = new ZipFile(target.toFile())) {
            assertThat(zip.size()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("overwrites a draft that a crash left behind")
    void oldDraft() throws IOException {
        Path target = directory.resolve("a");
        Path draft = Files.writeString(directory.resolve("a.tmp"), "a longer draft, left behind");

        WholeFile.write(target, draft, file -> file.write("new".getBytes(UTF_8)));

        assertThat(target).hasContent("new");
        assertThat(draft).doesNotExist();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have no mode there")
    @DisplayName("can be read by its owner alone, and by others too where it is shared")
    void permissions() throws IOException {
        Path ordinary = Files.createFile(directory.resolve("ordinary"));
        Path shared = directory.resolve("shared");
        Path own = directory.resolve("own");

        WholeFile.writeShared(shared, file -> file.write(1));
        WholeFile.write(own, file -> file.write(1));

        assertThat(Files.getPosixFilePermissions(shared)).isEqualTo(Files.getPosixFilePermissions(ordinary));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                .isEqualTo("rw-------");
    }
}
