package dev.spotter.core.internal;

import java.util.Locale;

/**
 * An operating system and a kind of processor, by which native files are chosen.
 *
 * @param system as Java's property {@code os.name} calls it: {@code Linux}, {@code Mac OS X}, {@code Windows 11}
 * @param processor as Java's property {@code os.arch} calls it: {@code amd64}, {@code aarch64}
 */
public record Platform(String system, String processor) {
    /** The one that this program runs on. */
    public static Platform current() {
        return new Platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    public boolean isLinux() {
        return systemStartsWith("linux");
    }

    public boolean isMac() {
        return systemStartsWith("mac");
    }

    public boolean isWindows() {
        return systemStartsWith("windows");
    }

    /** Whether the processor is x86-64, of Intel or AMD. Linux and Windows name it differently than macOS. */
    public boolean isX86() {
        return processor.equals("amd64") || processor.equals("x86_64");
    }

    /** Whether the processor is of ARM's kind, with 64 bits. */
    public boolean isArm() {
        return processor.equals("aarch64");
    }

    private boolean systemStartsWith(String name) {
        return system.toLowerCase(Locale.ROOT).startsWith(name);
    }

    /** For messages: {@code Linux amd64}. */
    @Override
    public String toString() {
        return system + " " + processor;
    }
}
