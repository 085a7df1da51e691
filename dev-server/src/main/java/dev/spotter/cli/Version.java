package dev.spotter.cli;

import dev.spotter.core.internal.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote down. */
final class Version implements IVersionProvider {
    Version() {}

    static String spotter() {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(Version.class.getResourceAsStream("version.properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    static String platform() {
        return Platform.current().toString();
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "spotter %s (Java %s, %s)".formatted(spotter(), System.getProperty("java.version"), platform())
        };
    }
}
