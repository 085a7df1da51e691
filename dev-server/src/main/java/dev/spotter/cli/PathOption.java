package dev.spotter.cli;

import dev.spotter.inference.internal.NamedPath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A file or a directory that an option names. */
final class PathOption implements ITypeConverter<Path> {
    @Override
    public Path convert(String name) {
        if (name.isEmpty()) {
            throw new TypeConversionException("the name of a file is empty");
        }
        try {
            return NamedPath.of(name);
        } catch (NoSuchFileException e) {
            throw new TypeConversionException("there is no such file, and the locale has no letters for its name: "
                    + name + "; set LC_ALL to a UTF-8 locale, such as C.UTF-8");
        } catch (IOException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
