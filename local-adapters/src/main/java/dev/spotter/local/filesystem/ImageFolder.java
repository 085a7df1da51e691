package dev.spotter.local.filesystem;

import dev.spotter.core.image.ImageId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where what stands: {@code root/<first two characters of the id>/<id>}, and its metadata beside it. */
record ImageFolder(Path root) {
    private static final String METADATA = ".properties";
    private static final String SHARDS = "[0-7][0-9a-z]";
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

    /** The ids of the images that are there, in no order. */
    List<ImageId> ids() throws IOException {
        List<ImageId> ids = new ArrayList<>();
        for (Path file : files()) {
            ImageId.parse(nameOf(file)).filter(id -> content(id).equals(file)).ifPresent(ids::add);
        }
        return ids;
    }

    /** Deletes what a crash has left: temporary files, and metadata whose content never came. Files of others stay. */
    void clean() throws IOException {
        for (Path file : files()) {
            if (isLeftOver(file)) {
                Files.delete(file);
            }
        }
    }

    private boolean isLeftOver(Path file) {
        String name = nameOf(file);
        if (name.length() <= ID_LENGTH
                || ImageId.parse(name.substring(0, ID_LENGTH)).isEmpty()) {
            return false;
        }
        return switch (name.substring(ID_LENGTH)) {
            case DurableFiles.TEMPORARY, METADATA + DurableFiles.TEMPORARY -> true;
            case METADATA -> Files.notExists(file.resolveSibling(name.substring(0, ID_LENGTH)));
            default -> false;
        };
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> shards = Files.newDirectoryStream(root, SHARDS)) {
            for (Path shard : shards) {
                if (Files.isDirectory(shard)) {
                    try (DirectoryStream<Path> inside = Files.newDirectoryStream(shard)) {
                        inside.forEach(files::add);
                    }
                }
            }
        }
        return files;
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }
}
