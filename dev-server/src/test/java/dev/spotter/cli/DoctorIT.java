package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The doctor")
class DoctorIT {
    private static final String WORKS = "Everything that Spotter needs works.";

    @TempDir
    private Path directory;

    @Test
    @DisplayName("ends with one sentence, which says that everything works or what to do")
    void sentence() throws Exception {
        SpotterProcess.Ended well = doctor();
        assertThat(well.out().lines()).last().isEqualTo(WORKS);
        assertThat(well.exitStatus()).isZero();
        SpotterProcess.Ended ill = doctor("--model", "no-such-model");
        assertThat(ill.out().lines()).last().isEqualTo("Spotter does not work yet: do what the check says for: Model.");
        assertThat(ill.exitStatus()).isEqualTo(1);
    }

    @Test
    @DisplayName("finds a data directory that cannot be used")
    void data() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        SpotterProcess.Ended ill =
                SpotterProcess.run("doctor", "--data", file.resolve("data").toString());
        assertThat(ill.out())
                .contains("! Data", file + "/data cannot be written; choose another directory with --data");
        assertThat(ill.exitStatus()).isEqualTo(1);
    }

    @Test
    @DisplayName("warns of a server that everybody can use")
    void openHost() throws Exception {
        assertThat(doctor("--host", "0.0.0.0").out())
                .contains("  Host", "with the token")
                .endsWith(WORKS + "\n");
        SpotterProcess.Ended open = doctor("--host", "0.0.0.0", "--no-token");
        assertThat(open.out())
                .contains("! Host      0.0.0.0: everybody who can connect", "leave out --no-token")
                .endsWith("Everything that Spotter needs works, with a warning for: Host.\n");
        assertThat(open.exitStatus()).isZero();
        assertThat(doctor("--behind-proxy").out()).contains("127.0.0.1 (other machines can connect, with the token)");
        assertThat(doctor("--allow-host", "photos.example", "--no-token").out())
                .contains("! Host      127.0.0.1: everybody who can connect");
        assertThat(doctor("--host", "").out()).contains("! Host      '': this host name has no known address");
    }

    @Test
    @DisplayName("names the package of a TurboJPEG that is missing, but not where it is switched off")
    void turboJpeg() throws Exception {
        SpotterProcess.Ended missing = SpotterProcess.run(
                new byte[0],
                List.of("-Djna.nosys=true", "-Djna.noclasspath=true"),
                "doctor",
                "--data",
                directory.toString());
        assertThat(missing.out()).contains("! JPEG", "libturbojpeg0 with apt").endsWith("warning for: JPEG.\n");
        assertThat(missing.exitStatus()).isZero();
        SpotterProcess.Ended off = SpotterProcess.run(
                new byte[0], List.of(), Map.of("SPOTTER_TURBOJPEG", "off"), "doctor", "--data", directory.toString());
        assertThat(off.out()).contains("SPOTTER_TURBOJPEG=off").endsWith(WORKS + "\n");
    }

    @Test
    @DisplayName("prints all of it as one JSON object")
    void json() throws Exception {
        SpotterProcess.Ended open = doctor("--json", "--host", "0.0.0.0", "--no-token");
        JsonNode all = new ObjectMapper().readTree(open.out());
        assertThat(open.out()).hasLineCount(1);
        assertThat(all.get("works").asBoolean()).isTrue();
        assertThat(all.get("summary").asText()).endsWith("with a warning for: Host.");
        Set<String> names = new TreeSet<>();
        for (JsonNode check : all.get("checks")) {
            names.add(check.get("name").asText());
            assertThat(check.get("state").asText()).isIn("ok", "warning", "problem");
            assertThat(check.get("text").asText()).isNotBlank();
        }
        assertThat(names)
                .containsExactly(
                        "cache", "data", "engine", "host", "java", "jpeg", "model", "models", "platform", "spotter");
    }

    @Test
    @DisplayName("has the models as JSON beside it, one object in each line")
    void models() throws Exception {
        SpotterProcess.Ended list = SpotterProcess.run("model", "list", "--json");
        List<String> lines = list.out().lines().toList();
        assertThat(lines).hasSizeGreaterThan(1);
        for (String line : lines) {
            JsonNode model = new ObjectMapper().readTree(line);
            assertThat(model.get("name").asText()).isNotBlank();
            assertThat(model.get("state").asText()).isIn("bundled", "installed", "not-installed");
            assertThat(model.get("weightsSha256").asText()).hasSize(64);
            assertThat(model.get("inputPixels").asInt()).isEqualTo(224);
        }
    }

    private SpotterProcess.Ended doctor(String... options) throws Exception {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "doctor";
        arguments[1] = "--data";
        arguments[2] = directory.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return SpotterProcess.run(arguments);
    }
}
