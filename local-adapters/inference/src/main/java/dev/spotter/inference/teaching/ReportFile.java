package dev.spotter.inference.teaching;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.internal.WholeFile;
import dev.spotter.imaging.ImageDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

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
     * @throws InvalidRequestException if there is no directory for it, or it exists and is not an earlier report
     */
    public static ReportFile at(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw refused("there is no directory for " + file);
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isReport(file)) {
            throw refused("%s exists and is not an earlier report; choose another file".formatted(file));
        }
        return new ReportFile(file);
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
     * @throws ModelException if the file cannot be written
     */
    public void write(TeachingReport report, ImageDecoder decoder) {
        try (Thumbnails thumbnails = new Thumbnails(decoder)) {
            byte[] page = new TeachingPage(report, thumbnails).text().getBytes(UTF_8);
            WholeFile.writeShared(file, out -> out.write(page));
        } catch (IOException e) {
            throw new ModelException("the report %s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }
}
