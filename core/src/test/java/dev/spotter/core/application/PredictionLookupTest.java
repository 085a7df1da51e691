package dev.spotter.core.application;

import static dev.spotter.core.application.InMemoryApplication.newId;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.ImageNotFoundException;
import dev.spotter.core.error.InvalidRequestException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A lookup")
class PredictionLookupTest {
    private final InMemoryApplication application = new InMemoryApplication();

    @Test
    @DisplayName("reports an unknown id or file name")
    void unknown() {
        String id = newId().text();
        notFound(() -> application.lookup().byId(id), id);
        notFound(() -> application.lookup().byId("no id at all"), "no id at all");
        notFound(() -> application.lookup().byFilename("a/b.jpg"), "\"b.jpg\"");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> application.lookup().byFilename(".."));
    }

    private static void notFound(Runnable lookup, String named) {
        assertThatExceptionOfType(ImageNotFoundException.class)
                .isThrownBy(lookup::run)
                .withMessageContaining(named);
    }
}
