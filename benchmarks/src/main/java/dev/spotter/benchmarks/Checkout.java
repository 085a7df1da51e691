package dev.spotter.benchmarks;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** Where things lie in the checkout that this program was built in, wherever it was started. */
final class Checkout {
    private Checkout() {}

    /** This module's build directory, where all lies that a run makes. */
    static Path target() {
        try {
            Path program = Path.of(Checkout.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Objects.requireNonNull(program.toAbsolutePath().getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A path in the checkout. */
    static Path file(String name) {
        return target().resolve("../..").resolve(name).normalize();
    }
}
