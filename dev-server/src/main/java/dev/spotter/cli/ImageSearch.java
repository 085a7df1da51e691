package dev.spotter.cli;

import dev.spotter.inference.internal.DirectorySearch;
import dev.spotter.inference.internal.InputImage;
import dev.spotter.inference.internal.NamedPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What the arguments name, directories replaced by the images in them, by name.
 *
 * @param images in the order of the arguments
 * @param notes on each directory without any image
 */
record ImageSearch(List<InputImage> images, List<String> notes) {
    /** Searches for a command, which says on standard error what directories have no images. */
    static ImageSearch of(CommandSpec command, List<String> arguments) {
        requireReadable(command, arguments);
        ImageSearch found = new ImageSearch(new ArrayList<>(), new ArrayList<>());
        arguments.forEach(found::add);
        found.notes.forEach(note -> Console.err("%s: %s", command.qualifiedName(), note));
        return found;
    }

    /** @throws ParameterException if an argument is empty, or standard input is named twice */
    static void requireReadable(CommandSpec command, List<String> arguments) {
        if (arguments.contains("")) {
            throw new ParameterException(command.commandLine(), "the name of a file is empty");
        }
        if (Collections.frequency(arguments, InputImage.STANDARD_INPUT) > 1) {
            throw new ParameterException(command.commandLine(), "standard input, -, can be read only once");
        }
    }

    /** The exit status, if no image fails. */
    int exitStatus() {
        return notes.isEmpty() ? 0 : SpotterCommand.FAILED;
    }

    private void add(String argument) {
        InputImage named = InputImage.named(argument);
        Optional<Path> directory = named.file().filter(Files::isDirectory);
        try {
            if (directory.isPresent()) {
                addDirectory(directory.get());
            } else {
                images.add(named);
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
                    NamedPath.name(directory), search.passedOver().reason()));
        }
    }
}
