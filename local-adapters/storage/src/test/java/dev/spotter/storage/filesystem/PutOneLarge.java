package dev.spotter.storage.filesystem;

import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;

/** Puts an image of 300,000 bytes into the directory it is given, then one of 10, and prints how that went. */
final class PutOneLarge {
    private PutOneLarge() {}

    public static void main(String[] args) {
        try (FileSystemImageStore store = FileSystemImageStore.open(Path.of(args[0]))) {
            System.out.println("first large: " + put(store, 300_000));
            System.out.println("then small: " + put(store, 10));
        }
    }

    private static String put(FileSystemImageStore store, int sizeBytes) {
        Upload upload = new Upload(ImageId.random(new SecureRandom()), new Filename("a.jpg"), Instant.EPOCH);
        try {
            store.put(new StoredImage(upload, ImageBytes.wrap(new byte[sizeBytes])));
            return "stored";
        } catch (StorageException e) {
            return e.getMessage();
        }
    }
}
