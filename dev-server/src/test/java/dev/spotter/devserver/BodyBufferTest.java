package dev.spotter.devserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.BusyException;
import dev.spotter.core.internal.ByteBudget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The received part of a body")
class BodyBufferTest {
    private static final int SIZE = 300_000;

    @ParameterizedTest
    @ValueSource(longs = {0, 1_023, 1_024, 70_000, 1 << 20})
    @DisplayName("is kept byte for byte, in memory or on disk, and takes no room afterwards")
    void whole(long memoryBytes) throws IOException {
        ByteBudget memory = new ByteBudget(memoryBytes);
        ByteBudget disk = new ByteBudget(SIZE);
        byte[] bytes = new byte[SIZE];
        Random random = new Random(1);
        random.nextBytes(bytes);
        try (BodyBuffer buffer = new BodyBuffer(memory, disk)) {
            for (int at = 0; at < SIZE; ) {
                int length = Math.min(SIZE - at, random.nextInt(9_000));
                buffer.add(ByteBuffer.wrap(bytes, at, length));
                at += length;
            }
            assertThat(buffer.size()).isEqualTo(SIZE);
            assertThat(buffer.toBytes()).isEqualTo(bytes);
        }
        assertThat(memory.take(memoryBytes) && disk.take(SIZE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100})
    @DisplayName("is refused where there is room nowhere, and gives its room back")
    void noRoom(long diskBytes) {
        ByteBudget memory = new ByteBudget(2_000);
        ByteBudget disk = new ByteBudget(diskBytes);
        try (BodyBuffer buffer = new BodyBuffer(memory, disk)) {
            assertThatExceptionOfType(BusyException.class)
                    .isThrownBy(() -> buffer.add(ByteBuffer.allocate(SIZE)))
                    .withMessageContaining("upload the image again later");
        }
        assertThat(memory.take(2_000) && disk.take(diskBytes)).isTrue();
    }

    @Test
    @DisplayName("takes no room after its turn did not come, as when the server stops")
    void noTurn() {
        ByteBudget memory = new ByteBudget(2_000);
        ByteBudget disk = new ByteBudget(SIZE);
        BodyBuffer buffer = new BodyBuffer(memory, disk);
        buffer.add(ByteBuffer.allocate(SIZE));
        try (RequestBodies bodies = new RequestBodies()) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(BusyException.class).isThrownBy(() -> bodies.use(buffer, bytes -> {}));
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(memory.take(2_000) && disk.take(SIZE)).isTrue();
    }
}
