package dev.spotter.storage.filesystem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.spotter.core.image.ImageId;
import dev.spotter.core.internal.DirectoryLock;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files of a store: an image is {@code root/<first two characters of the id>/<id>}, its metadata is beside it. */
record ImageDirectory(Path root) {
    private static final String METADATA = ".properties";
    private static final String SHARDS = "[0-7][0-9a-z]";
    /**
     * What Spotter itself puts into the root: besides the shards its lock, and its database with the database's own
     * files.
     */
    private static final Pattern OWN = Pattern.compile(SHARDS + "|\\" + DirectoryLock.NAME + "|predictions\\.db.*");

    private static final int ID_LENGTH = 26;

    Path shard(ImageId id) {
        return root.resolve(id.text().substring(0, 2));
    }

    Path content(ImageId id) {
        return shard(id).resolve(id.text());
    }

    Path metadata(ImageId id) {
        return shard(id).resolve(id.text() + METADATA);
    }

    /** The directories that hold images. */
    List<Path> shards() throws IOException {
        List<Path> shards = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(root, SHARDS)) {
            for (Path shard : found) {
                if (Files.isDirectory(shard, NOFOLLOW_LINKS)) {
                    shards.add(shard);
                }
            }
        }
        return shards;
    }

    /** What is in a shard, in no order. */
    List<Path> files(Path shard) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(shard)) {
            inside.forEach(files::add);
        }
        return files;
    }

    /** The image that a file is, by its name. */
    Optional<ImageId> imageOf(Path file) {
        return ImageId.parse(nameOf(file)).filter(id -> content(id).equals(file));
    }

    /** The image that a file may have been left over of: a temporary file's, or metadata's whose content never came. */
    Optional<ImageId> leftOverOf(Path file) {
        String name = nameOf(file);
        if (name.length() <= ID_LENGTH) {
            return Optional.empty();
        }
        String end = name.substring(ID_LENGTH);
        return end.equals(DurableFiles.TEMPORARY)
                        || end.equals(METADATA)
                        || end.equals(METADATA + DurableFiles.TEMPORARY)
                ? ImageId.parse(name.substring(0, ID_LENGTH))
                : Optional.empty();
    }

    private boolean isOwn() throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(root)) {
            for (Path file : all) {
                if (!OWN.matcher(nameOf(file)).matches()) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * The directories that are Spotter's alone: those that hold images, and the root if no other program has put
     * anything into it.
     */
    List<Path> ownDirectories() throws IOException {
        List<Path> own = new ArrayList<>();
        if (isOwn()) {
            own.add(root);
        }
        for (Path shard : shards()) {
            if (holdsImages(shard)) {
                own.add(shard);
            }
        }
        return own;
    }

    /** Another program's directory may have a shard's name. */
    private boolean holdsImages(Path shard) throws IOException {
        if (!Files.isReadable(shard)) {
            return false;
        }
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(shard)) {
            for (Path file : inside) {
                if (imageOf(file).isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }
}
