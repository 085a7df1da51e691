/**
 * Code that the emulator's packages share: {@code SecretTokens} makes the random tokens and keys of the services
 * and the Lambda runtime API, and compares them in constant time. It may change at any time: only the emulator
 * depends on it.
 */
@NullMarked
package dev.spotter.emulator.internal;

import org.jspecify.annotations.NullMarked;
