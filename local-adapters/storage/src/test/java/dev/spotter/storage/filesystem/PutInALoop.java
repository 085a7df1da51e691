package dev.spotter.storage.filesystem;

import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Random;

/** Puts images into the directory it is given until it is killed, and prints each id once the put has returned. */
final class PutInALoop {
    private static final int MAX_BYTES = 300_000;

    private PutInALoop() {}

    public static void main(String[] args) {
        SecureRandom random = new SecureRandom();
        try (FileSystemImageStore store = FileSystemImageStore.open(Path.of(args[0]))) {
            while (true) {
                ImageId id = ImageId.random(random);
                store.put(image(id));
                System.out.println(id);
            }
        }
    }

    /** The one image that an id has here: its bytes follow from the id. */
    static StoredImage image(ImageId id) {
        Random random = new Random(id.text().hashCode());
        byte[] bytes = new byte[random.nextInt(MAX_BYTES)];
        random.nextBytes(bytes);
        return new StoredImage(
                new Upload(id, new Filename("photo " + id + ".jpg"), Instant.ofEpochMilli(bytes.length)),
                ImageBytes.wrap(bytes));
    }
}
