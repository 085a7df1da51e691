/**
 * The classifier and the image embedder with DJL and PyTorch: {@link dev.spotter.pytorch.DjlClassifier}, {@link
 * dev.spotter.pytorch.DjlEmbedder}. {@code ModelLoader} chooses the
 * fastest form of a network that works here, {@code TorchNetwork} runs it, {@code PyTorchEngine} unpacks and loads
 * libtorch.
 */
@NullMarked
package dev.spotter.pytorch;

import org.jspecify.annotations.NullMarked;
