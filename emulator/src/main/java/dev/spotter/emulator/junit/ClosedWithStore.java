package dev.spotter.emulator.junit;

import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * A value in a store of JUnit, which is closed with the store. Stores of JUnit before 5.13 close only what has JUnit's
 * own type for that; later ones want {@link AutoCloseable}.
 */
// deprecation: JUnit 6 has newer names, which JUnit 5 does not know. try: a value may throw anything.
@SuppressWarnings({"deprecation", "try"})
record ClosedWithStore<T extends AutoCloseable>(T value) implements Store.CloseableResource, AutoCloseable {
    /** The value of this key, which is made if there is none yet. */
    static <T extends AutoCloseable> T in(Store store, Object key, Class<T> type, Supplier<T> maker) {
        ClosedWithStore<?> stored = Objects.requireNonNull(
                store.getOrComputeIfAbsent(key, any -> new ClosedWithStore<>(maker.get()), ClosedWithStore.class));
        return type.cast(stored.value());
    }

    @Override
    public void close() throws Exception {
        value.close();
    }
}
