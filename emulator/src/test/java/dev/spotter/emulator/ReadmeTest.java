package dev.spotter.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.testkit.engine.EngineTestKit;

@Tag("slow")
@DisplayName("The README's examples")
class ReadmeTest {
    @TempDir
    private Path temporary;

    @ParameterizedTest
    @DisplayName("compile, and their tests pass")
    @CsvSource({"PipelineTest, 2", "EventsTest, 1"})
    void test(String name, int tests) throws Exception {
        try (URLClassLoader loader = compile(name)) {
            EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(loader.loadClass(name)))
                    .execute()
                    .testEvents()
                    .assertStatistics(statistics -> statistics.started(tests).succeeded(tests));
        }
    }

    @Test
    @DisplayName("compile and run without JUnit")
    void main() throws Exception {
        try (URLClassLoader loader = compile("Demo")) {
            Method main = loader.loadClass("Demo").getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) new String[0]);
        }
    }

    private URLClassLoader compile(String name) throws IOException {
        Path source = Files.writeString(temporary.resolve(name + ".java"), example(name));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", temporary.toString());
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            assertThat(compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                            .call())
                    .as(said.toString())
                    .isTrue();
        }
        return new URLClassLoader(
                new URL[] {temporary.toUri().toURL()}, getClass().getClassLoader());
    }

    private static String example(String name) throws IOException {
        Matcher block =
                Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        return block.results()
                .map(found -> found.group(1))
                .filter(code -> code.contains("class " + name + " {"))
                .findFirst()
                .orElseThrow();
    }
}
