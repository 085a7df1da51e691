package dev.spotter.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A file or a folder that an option names. */
final class PathOption implements ITypeConverter<Path> {
    @Override
    public Path convert(String name) {
        if (name.isEmpty()) {
            throw new TypeConversionException("the name of a file is empty");
        }
        try {
            return NamedPath.of(name);
        } catch (NoSuchFileException e) {
            throw new TypeConversionException("there is no such file, and this locale has no letters to make one: "
                    + name + "; set LC_ALL to a UTF-8 locale, such as C.UTF-8");
        } catch (IOException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
