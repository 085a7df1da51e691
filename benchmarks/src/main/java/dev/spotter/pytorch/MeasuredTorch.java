package dev.spotter.pytorch;

import dev.spotter.inference.model.ModelDirectory;
import dev.spotter.inference.model.SpotterHome;
import dev.spotter.inference.network.Network;
import java.nio.file.Path;

/** The product's network in libtorch, which is not public, to be measured alone. */
public final class MeasuredTorch {
    private MeasuredTorch() {}

    public static Network load(SpotterHome home, Path directory) {
        PyTorchEngine.start(home);
        return TorchNetwork.load(ModelDirectory.read(directory));
    }
}
