package dev.spotter.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Where the time of a call goes, by JDK Flight Recorder; the recordings stay in the build directory. */
final class Profile {
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration RECORDED = Duration.ofSeconds(15);
    private static final Duration PERIOD = Duration.ofMillis(10);
    private static final List<String> EVENTS = List.of("jdk.ExecutionSample", "jdk.NativeMethodSample");

    private Profile() {}

    /** The part of a call that a sample is in. The outermost of these methods decides. */
    private enum Part {
        DECODE("ImageDecoder.decode"),
        RESIZE("CropResizer.write"),
        FORWARD("Predictor.predict"),
        RANKING("Ranking.labels"),
        REST("");

        private final String method;

        Part(String method) {
            this.method = method;
        }

        static Part of(RecordedEvent sample) {
            List<RecordedFrame> frames = sample.getStackTrace().getFrames();
            for (int i = frames.size() - 1; i >= 0; i--) {
                String frame = frames.get(i).getMethod().getType().getName() + "."
                        + frames.get(i).getMethod().getName();
                for (Part part : values()) {
                    if (part != REST && frame.endsWith(part.method)) {
                        return part;
                    }
                }
            }
            return REST;
        }
    }

    static String record() throws Exception {
        StringBuilder text = new StringBuilder(Machine.describe());
        text.append("%n| %s, %s | a call | %s |%n|%s%n"
                .formatted(
                        BenchmarkModels.LITE0,
                        Benchmarks.fastest(),
                        "decode | resize | forward | ranking | rest",
                        "---|".repeat(Part.values().length + 2)));
        for (String size : List.of("0.3", "2", "12")) {
            text.append(row(size));
        }
        return text.toString();
    }

    private static String row(String size) throws Exception {
        byte[] jpeg = BenchmarkImages.bytes(size);
        Path file = Checkout.target().resolve("classify-%s-mp.jfr".formatted(size));
        try (Contender contender = Contender.open(Benchmarks.fastest(), BenchmarkModels.LITE0, 1);
                Recording recording = new Recording()) {
            repeat(contender, jpeg, WARM_UP);
            EVENTS.forEach(event -> recording.enable(event).withPeriod(PERIOD));
            recording.start();
            long calls = repeat(contender, jpeg, RECORDED);
            recording.stop();
            recording.dump(file);
            return row(size, RECORDED.toMillis() / (double) calls, samples(file));
        }
    }

    private static String row(String size, double millis, Map<Part, Integer> samples) {
        int all = samples.values().stream().mapToInt(i -> i).sum();
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "| %s MP | %.1f ms", size, millis));
        for (Part part : Part.values()) {
            double share = samples.getOrDefault(part, 0) / (double) all;
            row.append(String.format(Locale.ROOT, " | %.2f ms", share * millis));
        }
        return row.append(" |%n".formatted()).toString();
    }

    private static long repeat(Contender contender, byte[] jpeg, Duration duration) throws Exception {
        long end = System.nanoTime() + duration.toNanos();
        long calls = 0;
        while (System.nanoTime() < end) {
            contender.classify(jpeg);
            calls++;
        }
        return calls;
    }

    private static Map<Part, Integer> samples(Path file) throws IOException {
        Map<Part, Integer> samples = new EnumMap<>(Part.class);
        String thread = Thread.currentThread().getName();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (EVENTS.contains(event.getEventType().getName())
                    && event.getStackTrace() != null
                    && event.getThread("sampledThread") != null
                    && thread.equals(event.getThread("sampledThread").getJavaName())) {
                samples.merge(Part.of(event), 1, Integer::sum);
            }
        }
        return samples;
    }
}
