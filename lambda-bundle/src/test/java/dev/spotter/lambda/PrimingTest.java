package dev.spotter.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.crac.Core;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Priming")
class PrimingTest {
    @Test
    @DisplayName("calls the function once before the snapshot, and ignores a failure of that call")
    void calls() {
        List<String> events = new ArrayList<>();
        Priming priming = new Priming("{}", (event, response, context) -> {
            events.add(new String(event.readAllBytes(), UTF_8));
            throw new IOException("no network");
        });
        assertThat(events).isEmpty();
        priming.beforeCheckpoint(Core.getGlobalContext());
        priming.afterRestore(Core.getGlobalContext());
        assertThat(events).containsExactly("{}");
    }

    @Test
    @DisplayName("does a step that no event reaches, also if the call failed")
    void otherStep() {
        List<String> done = new ArrayList<>();
        Priming priming = new Priming(
                "{}",
                (event, response, context) -> {
                    throw new IOException("no network");
                },
                () -> done.add("classified"));
        priming.beforeCheckpoint(Core.getGlobalContext());
        assertThat(done).containsExactly("classified");
    }
}
