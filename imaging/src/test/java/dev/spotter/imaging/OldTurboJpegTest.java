package dev.spotter.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A TurboJPEG library")
class OldTurboJpegTest {
    @Test
    @DisplayName("that lacks functions is not used, and a line in the log says so")
    void lacksFunctions() {
        // A library that is on every machine and has none of them.
        assertThat(logged(Platform.MATH_LIBRARY_NAME))
                .singleElement()
                .asString()
                .contains("is not used: it lacks functions of libjpeg-turbo 2.0 or newer");
    }

    @Test
    @DisplayName("that is not there is not missed")
    void notThere() {
        assertThat(logged("no-such-turbojpeg")).isEmpty();
    }

    private static List<String> logged(String library) {
        List<String> lines = new ArrayList<>();
        Handler handler = new Listener(lines);
        Logger logger = Logger.getLogger(TurboJpeg.class.getName());
        logger.addHandler(handler);
        try {
            assertThat(TurboJpeg.open(library)).isEmpty();
        } finally {
            logger.removeHandler(handler);
        }
        return lines;
    }

    private static final class Listener extends Handler {
        private final List<String> lines;

        Listener(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord entry) {
            lines.add(new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
