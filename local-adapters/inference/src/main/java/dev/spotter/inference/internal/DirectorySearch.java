package dev.spotter.inference.internal;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for images in a directory, at any depth. The directory may be a link. Links to files in it are followed, links
 * to directories are not, as {@code grep -r} does: so nothing is read twice, and no circle is walked.
 */
public final class DirectorySearch extends SimpleFileVisitor<Path> {
    /** Enough of a file to tell its format. */
    private static final int FIRST_BYTES = 32;

    /** Files with these extensions are images by their name, whatever their content. */
    private static final Set<String> IMAGE_EXTENSIONS =
            Set.of("jpg", "jpeg", "png", "gif", "bmp", "webp", "tif", "tiff");

    /** macOS stores the attributes of {@code photo.jpg} in {@code ._photo.jpg} on disks of other systems. */
    private static final String ATTRIBUTES_PREFIX = "._";

    private static final Set<FileVisitOption> OPTIONS = EnumSet.of(FileVisitOption.FOLLOW_LINKS);

    private final Path root;
    private final boolean withHidden;
    private final SortedMap<Path, InputImage> found = new TreeMap<>();
    private final SkippedFiles passedOver = new SkippedFiles();

    private DirectorySearch(Path root, boolean withHidden) {
        this.root = root;
        this.withHidden = withHidden;
    }

    public static DirectorySearch in(Path root) throws IOException {
        return run(new DirectorySearch(root, true), root);
    }

    /** Leaves out hidden files and directories in it, whose names begin with a dot, and does not count them. */
    public static DirectorySearch withoutHidden(Path root) throws IOException {
        return run(new DirectorySearch(root, false), root);
    }

    private static DirectorySearch run(DirectorySearch search, Path root) throws IOException {
        Files.walkFileTree(root, OPTIONS, Integer.MAX_VALUE, search);
        return search;
    }

    /** The images by name, and the files that are images by their name or cannot be read. */
    public List<InputImage> found() {
        return List.copyOf(found.values());
    }

    public SkippedFiles passedOver() {
        return passedOver;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        if (isLeftOut(directory)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (!directory.equals(root) && Files.isSymbolicLink(directory)) {
            passedOver.addLink(directory);
            return FileVisitResult.SKIP_SUBTREE;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (isLeftOut(file)) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isRegularFile() && (isNamedLikeImage(file) || beginsLikeImage(file))) {
            found.put(file, InputImage.of(file));
        } else {
            passedOver.addFile(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException reason) {
        if (isLeftOut(file)) {
            return FileVisitResult.CONTINUE;
        }
        if (reason instanceof FileSystemLoopException) {
            passedOver.addLink(file);
        } else {
            found.put(file, InputImage.unreadable(NamedPath.name(file), reason));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException reason) {
        return reason == null ? FileVisitResult.CONTINUE : visitFileFailed(directory, reason);
    }

    private boolean isLeftOut(Path path) {
        return !withHidden
                && !path.equals(root)
                && String.valueOf(path.getFileName()).startsWith(".");
    }

    /** Such a file is kept even if its content is no image, so that it is reported as failed. */
    private static boolean isNamedLikeImage(Path file) {
        String name = String.valueOf(file.getFileName());
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return IMAGE_EXTENSIONS.contains(extension) && !name.startsWith(ATTRIBUTES_PREFIX);
    }

    /** A file that cannot be opened is kept, so that it is reported as unreadable. */
    private static boolean beginsLikeImage(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return ImageFormat.sniff(ImageBytes.wrap(in.readNBytes(FIRST_BYTES)))
                    .isPresent();
        } catch (IOException e) {
            return true;
        }
    }
}
