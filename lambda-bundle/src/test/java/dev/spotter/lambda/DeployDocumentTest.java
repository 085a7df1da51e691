package dev.spotter.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The guide to deploying, docs/deploy.md")
class DeployDocumentTest {
    private static final Path ROOT = Path.of("..");
    private static final Deployment DEFAULT = Deployment.of(Map.of());

    private static String guide = "";
    private static String commands = "";
    private static String samConfig = "";
    private static Template template = new Template(NullNode.getInstance());

    @BeforeAll
    static void read() throws IOException {
        guide = Files.readString(ROOT.resolve("docs/deploy.md"));
        commands = String.join("\n", found(guide, "(?s)```sh\n(.*?)```"));
        samConfig = Files.readString(ROOT.resolve("samconfig.toml"));
        template = Template.read();
    }

    @Test
    @DisplayName("gives only parameters that the template has, with values that it allows")
    void parameters() {
        String texts = guide + samConfig;
        Stream.concat(
                        Pattern.compile("(?<![\\w?&])([A-Z][A-Za-z0-9]+)=([\\w.:/-]+)")
                                .matcher(commands)
                                .results(),
                        Pattern.compile("`([A-Z][A-Za-z0-9]+)=([\\w.:/-]+)`")
                                .matcher(texts)
                                .results())
                .forEach(DeployDocumentTest::assertValid);
    }

    private static void assertValid(MatchResult assignment) {
        String name = assignment.group(1);
        String value = assignment.group(2);
        assertThat(DEFAULT.parameters()).as(assignment.group()).containsKey(name);
        DEFAULT.parameter(name, "AllowedValues").ifPresent(allowed -> assertThat((List<?>) allowed)
                .extracting(String::valueOf)
                .contains(value));
        DEFAULT.parameter(name, "AllowedPattern")
                .ifPresent(pattern -> assertThat(value).matches(pattern.toString()));
    }

    @Test
    @DisplayName("names every parameter of the template")
    void everyParameter() {
        assertThat(DEFAULT.parameters().keySet())
                .allSatisfy(name -> assertThat(guide).containsPattern("`" + name + "[`=]"));
    }

    @Test
    @DisplayName("reads only outputs that the template has, and names no others")
    void outputs() {
        Set<String> outputs = new TreeSet<>();
        template.root().path("Outputs").fieldNames().forEachRemaining(outputs::add);
        assertThat(found(commands, "\\(output ([A-Za-z]+)\\)")).isNotEmpty().allMatch(outputs::contains);
        assertThat(found(guide, "output `([A-Za-z]+)`")).allMatch(outputs::contains);
    }

    @Test
    @DisplayName("uses files of the checkout, and those that its own commands make")
    void files() {
        assertThat(found(commands + samConfig, "(?<![\\w/.@])@?((?:lambda-bundle|web|samples|docs)/[\\w./-]*\\w)"))
                .contains("lambda-bundle/template.yaml", "lambda-bundle/web-acl.yaml", "web/site")
                .filteredOn(file -> !file.contains("/target/"))
                .allMatch(file -> Files.exists(ROOT.resolve(file)));
        JsonNode zip = template.root().at("/Globals/Function/CodeUri");
        assertThat(commands).contains("lambda-bundle/" + zip.asText());
        assertThat(commands).doesNotContain("sam build");
    }

    @Test
    @DisplayName("deploys without flags: samconfig.toml has them")
    void flags() {
        assertThat(found(commands, "(?m)^sam deploy(.*)$"))
                .isNotEmpty()
                .allMatch(flags -> flags.isBlank() || flags.startsWith(" --parameter-overrides "));
        assertThat(samConfig)
                .contains("template_file = \"lambda-bundle/template.yaml\"", "resolve_s3 = true", "CAPABILITY_IAM");
        assertThat(found(samConfig, "stack_name = \"([a-z0-9-]{1,28})\""))
                .hasSize(2)
                .allMatch("spotter"::equals);
        assertThat(commands).contains("--stack-name spotter ");
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
