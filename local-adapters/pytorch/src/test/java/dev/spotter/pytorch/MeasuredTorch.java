package dev.spotter.pytorch;

import dev.spotter.inference.model.ModelDirectory;
import dev.spotter.inference.model.SpotterHome;
import dev.spotter.inference.network.Network;
import java.nio.file.Path;

/** A network in libtorch. The benchmarks measure it alone, and it is not public. */
public final class MeasuredTorch {
    private MeasuredTorch() {}

    public static Network load(SpotterHome home, Path directory) {
        PyTorchEngine.start(home);
        return TorchNetwork.load(ModelDirectory.read(directory));
    }
}
