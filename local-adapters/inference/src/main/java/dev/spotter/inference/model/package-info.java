/**
 * Models as data. {@link dev.spotter.inference.model.Models} lists them; {@code ModelDescription} is one; {@link
 * dev.spotter.inference.model.ModelCache} joins its network with its weights into a {@link
 * dev.spotter.inference.model.ModelDirectory} in DJL's form; {@link dev.spotter.inference.model.ModelInstaller}
 * installs weights. {@code Weights} are read by {@code Safetensors} and {@code StateDict}. {@link
 * dev.spotter.inference.model.SpotterHome} names the directories of the cache and of installed models.
 *
 * <p>A module that adds an engine, such as {@code spotter-pytorch}, gets a model in the form that the engine reads:
 * {@code ModelCache}, {@code ModelDirectory}, {@code Variant} and {@code ModelEngine} are public for that. Other
 * callers need none of them.
 */
@NullMarked
package dev.spotter.inference.model;

import org.jspecify.annotations.NullMarked;
