package dev.spotter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the arguments name, directories replaced by the images in them, by name.
 *
 * @param pictures in the order of the arguments
 * @param notes on each directory without any image
 */
record PictureSearch(List<Picture> pictures, List<String> notes) {
    static final String STANDARD_INPUT = "-";

    static PictureSearch of(List<String> arguments) {
        PictureSearch found = new PictureSearch(new ArrayList<>(), new ArrayList<>());
        arguments.forEach(found::add);
        return found;
    }

    private void add(String argument) {
        if (argument.equals(STANDARD_INPUT)) {
            pictures.add(new Picture(STANDARD_INPUT, limits -> PictureFile.read(System.in, limits)));
            return;
        }
        try {
            Path path = NamedPath.of(argument);
            if (Files.isDirectory(path)) {
                addFolder(path);
            } else {
                pictures.add(Picture.of(path));
            }
        } catch (IOException e) {
            pictures.add(Picture.unreadable(argument, e));
        }
    }

    private void addFolder(Path folder) throws IOException {
        FolderSearch search = FolderSearch.in(folder);
        List<Picture> found = search.found();
        pictures.addAll(found);
        if (found.isEmpty()) {
            notes.add(Console.text(
                    "%s has no images to classify: %s",
                    NamedPath.name(folder), search.passedOver().text()));
        }
    }
}
