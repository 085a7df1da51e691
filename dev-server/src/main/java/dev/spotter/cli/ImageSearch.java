package dev.spotter.cli;

import dev.spotter.inference.internal.DirectorySearch;
import dev.spotter.inference.internal.InputImage;
import dev.spotter.inference.internal.NamedPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the arguments name, directories replaced by the images in them, by name.
 *
 * @param images in the order of the arguments
 * @param notes on each directory without any image
 */
record ImageSearch(List<InputImage> images, List<String> notes) {
    static final String STANDARD_INPUT = "-";

    static ImageSearch of(List<String> arguments) {
        ImageSearch found = new ImageSearch(new ArrayList<>(), new ArrayList<>());
        arguments.forEach(found::add);
        return found;
    }

    private void add(String argument) {
        if (argument.equals(STANDARD_INPUT)) {
            images.add(InputImage.of(STANDARD_INPUT, System.in));
            return;
        }
        try {
            Path path = NamedPath.of(argument);
            if (Files.isDirectory(path)) {
                addDirectory(path);
            } else {
                images.add(InputImage.of(path));
            }
        } catch (IOException e) {
            images.add(InputImage.unreadable(argument, e));
        }
    }

    private void addDirectory(Path directory) throws IOException {
        DirectorySearch search = DirectorySearch.in(directory);
        List<InputImage> found = search.found();
        images.addAll(found);
        if (found.isEmpty()) {
            notes.add(Console.text(
                    "%s has no images: %s",
                    NamedPath.name(directory), search.passedOver().text()));
        }
    }
}
