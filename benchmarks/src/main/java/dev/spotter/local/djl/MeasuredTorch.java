package dev.spotter.local.djl;

import dev.spotter.local.model.ModelDirectory;
import dev.spotter.local.model.SpotterHome;
import dev.spotter.local.network.Network;
import java.nio.file.Path;

/** The product's network in libtorch, which is not public, to be measured alone. */
public final class MeasuredTorch {
    private MeasuredTorch() {}

    public static Network load(SpotterHome home, Path directory) {
        PyTorchEngine.start(home);
        return TorchNetwork.load(ModelDirectory.read(directory));
    }
}
