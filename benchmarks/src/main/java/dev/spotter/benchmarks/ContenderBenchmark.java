package dev.spotter.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A contender that classifies one image again and again. */
@State(Scope.Benchmark)
public abstract class ContenderBenchmark {
    private Contender opened = Contender.NONE;
    private byte[] jpeg = {};

    /** Opens what is measured; see {@link Contender#open} and {@link BenchmarkImages#bytes}. */
    void open(String contender, String network, int predictors, String size) throws Exception {
        jpeg = BenchmarkImages.bytes(size);
        opened = Contender.open(contender, network, predictors);
    }

    @Benchmark
    public Object classify() throws Exception {
        return opened.classify(jpeg);
    }

    @TearDown
    public void close() throws Exception {
        opened.close();
    }
}
