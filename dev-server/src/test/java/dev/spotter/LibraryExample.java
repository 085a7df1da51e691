package dev.spotter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The Java code that a page of the documentation shows. */
final class LibraryExample {
    /** The class that it becomes, with the code as its {@code main}. */
    static final String NAME = "Example";

    private static final Pattern JAVA = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

    private LibraryExample() {}

    /**
     * Compiles it.
     *
     * @param packages all of whose classes are imported
     * @param folder for the class
     */
    static void compile(Path page, List<String> packages, Path folder) throws Exception {
        Matcher code = JAVA.matcher(Files.readString(page));
        assertThat(code.find()).isTrue();
        String imports = Stream.concat(packages.stream(), Stream.of("java.nio.file"))
                .map("import %s.*;%n"::formatted)
                .collect(Collectors.joining());
        Path source = Files.writeString(
                folder.resolve(NAME + ".java"),
                """
                %s
                class %s {
                    public static void main(String[] arguments) throws Exception {
                        %s
                    }
                }
                """
                        .formatted(imports, NAME, code.group(1)));
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        folder.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(compiled).as("the code of " + page).isZero();
    }
}
