package dev.spotter.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Users who each upload an image, ask until its label is there, and begin again. Arguments: the server's address, the
 * image, the seconds to measure, the number of users. Warms up for twice as long, for a server's JVM compiles for a
 * minute; prints {@code labels} a second, and {@code p50} and {@code p99} from the beginning of an upload to its label
 * in ms.
 */
final class ServerLoad {
    private static final Pattern PREDICTION = Pattern.compile("\"predictionUrl\"\\s*:\\s*\"([^\"]+)\"");
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(10);

    private final URI server;
    private final byte[] image;
    private final long beginNanos;
    private final long endNanos;
    private final ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();

    private ServerLoad(URI server, byte[] image, Duration measured) {
        this.server = server;
        this.image = image;
        this.beginNanos = System.nanoTime() + measured.toNanos() * 2;
        this.endNanos = beginNanos + measured.toNanos();
    }

    public static void main(String[] arguments) throws Exception {
        Duration measured = Duration.ofSeconds(Long.parseLong(arguments[2]));
        ServerLoad load = new ServerLoad(URI.create(arguments[0]), Files.readAllBytes(Path.of(arguments[1])), measured);
        int users = Integer.parseInt(arguments[3]);
        ExecutorService threads = Executors.newFixedThreadPool(users);
        List<Callable<Integer>> all = Stream.generate(() -> (Callable<Integer>) load::use)
                .limit(users)
                .toList();
        for (Future<Integer> user : threads.invokeAll(all)) {
            user.get();
        }
        threads.shutdown();
        double[] sorted = load.millis.stream().mapToDouble(d -> d).sorted().toArray();
        System.out.println("labels=" + (double) sorted.length / measured.toSeconds());
        System.out.println("p50=" + sorted[sorted.length / 2]);
        System.out.println("p99=" + sorted[sorted.length * 99 / 100]);
    }

    /** One user until the end; counts what is labelled in the measured time. */
    private int use() throws IOException {
        int labels = 0;
        for (long start = System.nanoTime(); start < endNanos; start = System.nanoTime()) {
            uploadAndAwait();
            long end = System.nanoTime();
            if (end >= beginNanos && end < endNanos) {
                millis.add((end - start) / 1e6);
                labels++;
            }
        }
        return labels;
    }

    private void uploadAndAwait() throws IOException {
        String response = upload();
        Matcher url = PREDICTION.matcher(response);
        if (!url.find()) {
            throw new IOException("the upload was answered with " + response);
        }
        URI question = server.resolve(url.group(1));
        while (!response(open(question)).contains("CLASSIFIED")) {
            LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
        }
    }

    private String upload() throws IOException {
        HttpURLConnection connection = open(server.resolve("/upload?filename=upload.jpg"));
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(image.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(image);
        }
        return response(connection);
    }

    /**
     * This client works on the thread that calls it and keeps connections: it takes the least from what is measured
     * beside it.
     */
    private static HttpURLConnection open(URI uri) throws IOException {
        return (HttpURLConnection) uri.toURL().openConnection();
    }

    private static String response(HttpURLConnection connection) throws IOException {
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
