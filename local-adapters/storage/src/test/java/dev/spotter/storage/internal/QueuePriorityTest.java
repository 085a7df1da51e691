package dev.spotter.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The order of the queue")
class QueuePriorityTest {
    private static final Duration LONG = Duration.ofSeconds(8);
    private static final Duration SHORT = Duration.ofMillis(10);

    @Test
    @DisplayName("delays an image only by images that arrive within four times its expected time")
    void patience() {
        QueuePriority costly = QueuePriority.ofUpload(0, LONG, 1);
        long patience = LONG.multipliedBy(QueuePriority.PATIENCE)
                .minus(SHORT.multipliedBy(QueuePriority.PATIENCE))
                .toNanos();
        QueuePriority inTime = QueuePriority.ofUpload(patience - 1, SHORT, 2);
        QueuePriority tooLate = QueuePriority.ofUpload(patience, SHORT, 3);
        List<QueuePriority> turns =
                Arrays.asList(QueuePriority.ofFound(4), tooLate, costly, inTime, QueuePriority.ofFound(0));
        turns.sort(null);
        assertThat(turns).containsExactly(inTime, costly, tooLate, QueuePriority.ofFound(0), QueuePriority.ofFound(4));
    }
}
