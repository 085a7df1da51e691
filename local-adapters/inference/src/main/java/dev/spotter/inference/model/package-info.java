/**
 * Models as data. {@link dev.spotter.inference.model.Models} lists them; {@code ModelDescription} is one; {@link
 * dev.spotter.inference.model.ModelCache} joins its network with its weights into a {@link
 * dev.spotter.inference.model.ModelDirectory} in DJL's form; {@link dev.spotter.inference.model.ModelInstaller}
 * installs weights. {@code Weights} are read by {@code Safetensors} and {@code StateDict}. {@link
 * dev.spotter.inference.model.SpotterHome} says where all of it lies.
 */
@NullMarked
package dev.spotter.inference.model;

import org.jspecify.annotations.NullMarked;
