package dev.spotter.inference.teaching;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.internal.WholeFile;
import dev.spotter.imaging.ImageDecoder;
import dev.spotter.inference.internal.NamedPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * A file that a report is written to as a page, whole or not at all. An earlier report is replaced, any other file is
 * kept.
 */
public final class ReportFile {
    private static final byte[] BEGINNING = TeachingPage.BEGINNING.getBytes(UTF_8);

    private final Path file;

    private ReportFile(Path file) {
        this.file = file;
    }

    /**
     * A file to write to later, checked now.
     *
     * @throws InvalidRequestException if there is no directory for it, no file can be written there, or it exists and
     *     is not an earlier report
     */
    public static ReportFile at(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw refused("there is no directory for " + NamedPath.name(file));
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isReport(file)) {
            throw refused(
                    "%s exists and is not an earlier report; choose another file".formatted(NamedPath.name(file)));
        }
        requireWritable(file, directory);
        return new ReportFile(file);
    }

    /** Writes an empty file, because permissions do not tell whether a file system takes files. */
    private static void requireWritable(Path file, Path directory) {
        try {
            Files.delete(Files.createTempFile(directory, ".draft", ""));
        } catch (IOException e) {
            throw refused("the report %s cannot be written: %s".formatted(NamedPath.name(file), reason(e)));
        }
    }

    private static String reason(IOException error) {
        if (error instanceof AccessDeniedException) {
            return "no permission to write to its directory";
        }
        if (error instanceof NoSuchFileException) {
            return "its directory takes no files, or is gone";
        }
        if (error instanceof FileSystemException file) {
            return Objects.requireNonNullElse(file.getReason(), "its directory takes no files");
        }
        return Objects.requireNonNullElse(error.getMessage(), "the disk does not take it");
    }

    private static boolean isReport(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(BEGINNING.length), BEGINNING);
        } catch (IOException e) {
            return false;
        }
    }

    private static InvalidRequestException refused(String message) {
        return new InvalidRequestException("report", message);
    }

    /**
     * Writes a report as a page that needs no other file and has thumbnails of the photos that are confused, 200 at
     * most.
     *
     * @param decoder of the photos
     * @throws ModelException if the file cannot be written; the model is installed nevertheless
     */
    public void write(TeachingReport report, ImageDecoder decoder) {
        try (Thumbnails thumbnails = new Thumbnails(decoder)) {
            byte[] page = new TeachingPage(report, thumbnails).text().getBytes(UTF_8);
            WholeFile.writeShared(file, out -> out.write(page));
        } catch (IOException e) {
            throw new ModelException(
                    "%s is installed, but the report %s cannot be written: %s"
                            .formatted(report.model().name(), NamedPath.name(file), reason(e)),
                    e);
        }
    }
}
