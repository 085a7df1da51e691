package dev.spotter.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables, in Markdown, of what was measured; what was not is left out. */
final class Report {
    static final List<String> NETWORKS = List.of(BenchmarkModels.SMALL, BenchmarkModels.LARGE, BenchmarkModels.LITE0);
    private static final List<String> FORMS = List.of(BenchmarkModels.PLAIN, "portable", "fused", "onnx");
    static final List<String> CONTENDERS =
            List.of("stock", "portable", "fused", "fused-turbojpeg", "onnx", "onnx-turbojpeg");
    static final List<String> SIZES = List.of("0.3", "2", "12");
    static final List<String> VECTORS = List.of("100", "1000", "100000");
    private static final List<String> DECODERS = List.of("jdk", "turbojpeg");

    private final Results results;
    private final List<String> goals = new ArrayList<>();

    Report(Results results) {
        this.results = results;
    }

    String text() throws IOException {
        goals.clear();
        againstStock();
        againstBound();
        forwards();
        concurrency();
        costs();
        starts();
        serving();
        check(
                Goal.atMost("a layer of 10 classes fitted to 100,000 feature vectors, 1 GB of heap", 60, " s"),
                results.find("Teaching 100000", "fit"));
        return Machine.describe() + "\n" + Goal.HEADER + String.join("", goals) + tables();
    }

    private void againstStock() {
        againstStock(BenchmarkModels.SMALL, 2.7, 6.5, "fused");
        againstStock(BenchmarkModels.SMALL, 3.5, 9, "fused-turbojpeg");
        againstStock(BenchmarkModels.LITE0, 2.8, 5.8, "fused");
        againstStock(BenchmarkModels.LITE0, 3.3, 7.5, "fused-turbojpeg");
    }

    private void againstStock(String network, double two, double twelve, String contender) {
        Map.of("2", two, "12", twelve).entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(bound -> check(
                        Goal.atLeast(
                                "end to end against stock DJL, %s, %s MP, %s"
                                        .formatted(network, bound.getKey(), decoderOf(contender)),
                                bound.getValue(),
                                "x"),
                        Results.ratio(
                                        endToEnd(contender, network, bound.getKey()),
                                        endToEnd("stock", network, bound.getKey()))
                                .map(ratio -> 1 / ratio)));
    }

    private void againstBound() {
        for (String network : List.of(BenchmarkModels.SMALL, BenchmarkModels.LITE0)) {
            for (String size : List.of("2", "12")) {
                for (String contender : CONTENDERS.subList(2, CONTENDERS.size())) {
                    Optional<Double> bound = Results.sum(
                            endToEnd(
                                    contender.endsWith(Contender.TURBO)
                                            ? Contender.DECODE + Contender.TURBO
                                            : Contender.DECODE,
                                    network,
                                    size),
                            endToEnd(Contender.FORWARD, network, size));
                    check(
                            Goal.atMost(
                                    "end to end against decode alone + ONNX Runtime's forward alone, %s, %s MP, %s"
                                            .formatted(network, size, contender),
                                    1.35,
                                    "x"),
                            Results.ratio(endToEnd(contender, network, size), bound));
                }
            }
        }
    }

    private void forwards() {
        forward(BenchmarkModels.SMALL, 2.2);
        forward(BenchmarkModels.LARGE, 2.0);
        forward(BenchmarkModels.LITE0, 2.7);
    }

    private void forward(String network, double bound) {
        for (String form : List.of("fused", "onnx")) {
            check(
                    Goal.atLeast(
                            "forward against a plain traced network in DJL, %s, %s".formatted(network, form),
                            bound,
                            "x"),
                    Results.ratio(
                            results.find("Forward", BenchmarkModels.PLAIN, network),
                            results.find("Forward", form, network)));
        }
    }

    private void concurrency() {
        for (String network : List.of(BenchmarkModels.SMALL, BenchmarkModels.LITE0)) {
            String fastest = Benchmarks.fastest();
            check(
                    Goal.atLeast("two predictors on two cores against one, %s, 2 MP".formatted(network), 1.8, "x"),
                    Results.ratio(
                            results.find("Concurrency2", fastest, network, "2"),
                            results.find("Concurrency", fastest, network, "2")));
        }
    }

    private void costs() {
        check(
                Goal.atMost("heap allocated a call outside the reading of the image, 2 MP, jdk", 64, " KB"),
                Results.difference(results.find("Allocation-jdk", "total"), results.find("Allocation-jdk", "reading")));
        check(
                Goal.atMost("heap allocated a call, all of it, 2 MP, turbojpeg", 64, " KB"),
                results.find("Allocation-turbojpeg", "total"));
        for (String options : Benchmarks.MEMORY_OPTIONS) {
            String memory = "Memory " + options;
            check(
                    Goal.atMost(
                            "resident memory at %s, the last quarter of the calls against the first".formatted(options),
                            1.03,
                            "x"),
                    Results.ratio(results.find(memory, "last"), results.find(memory, "first")));
            check(
                    Goal.atMost("resident memory at %s, largest".formatted(options), 300, " MB"),
                    results.find(memory, "max"));
        }
    }

    private void starts() {
        check(
                Goal.atMost("start to first label, ./spotter classify, with an archive of classes", 600, " ms"),
                results.find("Start", "launcher"));
        check(
                Goal.atMost("start to first label, java -jar spotter.jar classify, without", 900, " ms"),
                results.find("Start", "noArchive"));
    }

    private void serving() {
        check(
                Goal.atLeast("dev server: labels a second against two bare predictors, 300 KB uploads", 0.75, "x"),
                Results.ratio(results.find("Load", "labels"), bare()));
    }

    private String tables() {
        StringBuilder text = new StringBuilder();
        table(text, "Forward, ms", NETWORKS, FORMS, (network, form) -> results.find("Forward", form, network));
        table(
                text,
                "Decode alone, ms, of what the network sees; millions of pixels",
                SIZES,
                DECODERS,
                (size, decoder) -> results.find("Decode", decoder, "seen", size));
        table(
                text,
                "Decode alone, ms, of the whole image; millions of pixels",
                SIZES,
                DECODERS,
                (size, decoder) -> results.find("Decode", decoder, "whole", size));
        for (String network : NETWORKS) {
            table(
                    text,
                    "End to end, ms, %s; millions of pixels".formatted(network),
                    SIZES,
                    CONTENDERS,
                    (size, contender) -> endToEnd(contender, network, size));
        }
        table(
                text,
                "Images a second, 2 MP",
                List.of(BenchmarkModels.SMALL, BenchmarkModels.LITE0),
                List.of("", "2"),
                (network, threads) -> results.find("Concurrency" + threads, Benchmarks.fastest(), network, "2"));
        table(
                text,
                "Start, ms",
                List.of("jvmAlone", "launcher", "noArchive", "server"),
                List.of("median"),
                (what, m) -> results.find("Start", what));
        table(
                text,
                "Heap allocated a call, KB, 2 MP",
                DECODERS,
                List.of("total", "reading"),
                (decoder, part) -> results.find("Allocation-" + decoder, part));
        table(
                text,
                "Resident memory, MB",
                Benchmarks.MEMORY_OPTIONS,
                List.of("first", "last", "max"),
                (options, part) -> results.find("Memory " + options, part));
        table(
                text,
                "Dev server, 300 KB uploads, 4 users: labels a second, ms from upload to label",
                List.of("server"),
                List.of("labels", "p50", "p99"),
                (row, part) -> results.find("Load", part));
        table(
                text,
                "A layer of 10 classes, seconds, 1,280 features; feature vectors",
                VECTORS,
                List.of("fit", "processor", "validation"),
                (vectors, part) -> results.find("Teaching " + vectors, part));
        bare().ifPresent(rate ->
                text.append("%nTwo bare predictors: %s labels a second.%n".formatted(Goal.number(rate))));
        return text.toString();
    }

    interface Cell {
        Optional<Double> of(String row, String column);
    }

    private static void table(StringBuilder text, String title, List<String> rows, List<String> columns, Cell cell) {
        if (rows.stream().noneMatch(row -> columns.stream()
                .anyMatch(column -> cell.of(row, column).isPresent()))) {
            return;
        }
        text.append("%n**%s**%n%n|".formatted(title));
        columns.forEach(column -> text.append(" | ").append(column.isEmpty() ? "1" : column));
        text.append(" |%n|%s%n".formatted("---|".repeat(columns.size() + 1)));
        for (String row : rows) {
            text.append("| ").append(row);
            columns.forEach(column -> text.append(" | ")
                    .append(cell.of(row, column).map(Goal::number).orElse("")));
            text.append(" |%n".formatted());
        }
    }

    private void check(Goal goal, Optional<Double> measured) {
        measured.ifPresent(figure -> goals.add(goal.row(figure)));
    }

    private Optional<Double> endToEnd(String contender, String network, String size) {
        return results.find("EndToEnd", contender, network, size);
    }

    private Optional<Double> bare() {
        return results.find("Concurrency2", Benchmarks.fastest(), BenchmarkModels.LITE0, BenchmarkImages.UPLOAD);
    }

    private static String decoderOf(String contender) {
        return contender.endsWith(Contender.TURBO) ? "turbojpeg" : "jdk";
    }
}
