package dev.spotter.inference.model;

import dev.spotter.core.internal.Platform;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in plain words why an engine's native library could not be loaded, in place of the dynamic linker's text. */
public final class NativeLibraryFailure {
    private static final Pattern MISSING = pattern("(lib[\\w+.-]+\\.(?:so|dylib)[.\\d]*)"
            + "(?:: cannot open shared object|: no such file|\\s+referenced from)");

    /** What Java, DJL and ONNX Runtime say where the class path has no native files for this platform. */
    private static final Pattern NOT_ON_CLASS_PATH = pattern("no onnxruntime|no such file|not found|no native library"
            + "|failed to load onnx-runtime|offline mode|failed to download");

    /**
     * What the linkers of glibc, musl, macOS and Windows say, and what it means. The first that is found counts: musl
     * uses words that the others use too, and a refused executable stack is reported as a lack of permission.
     */
    private static final List<Meaning> MEANINGS = List.of(
            new Meaning(
                    "error relocating|ld-linux|ld-musl|gcompat",
                    "it needs glibc, and this system has another C library (musl)"),
            new Meaning(
                    "\\bversion [`'].*not found|symbol not found", "the system's C or C++ library is too old for it"),
            new Meaning("undefined symbol", "its native files do not fit this system's libraries, or one another"),
            new Meaning(
                    "cannot enable executable stack", "it needs an executable stack, which this system does not allow"),
            new Meaning(
                    "failed to map segment|operation not permitted",
                    "its directory is on a file system that does not allow execution (noexec)"),
            new Meaning(
                    "wrong elf class|exec format|incompatible architecture|not a valid win32|elf file os abi",
                    "its native files are for another processor"),
            new Meaning(
                    "file too short|invalid elf header|not a mach-o|truncated",
                    "its native files are damaged: delete the directory engine in Spotter's home"),
            new Meaning("no space left", "the disk is full"),
            new Meaning("cannot allocate memory|out of memory", "there is not enough memory"),
            new Meaning("dependent libraries", "the Visual C++ runtime libraries of Microsoft are missing"),
            new Meaning("permission denied|access is denied", "its native files may not be read"));

    private static final String NO_TEMPORARY_FILE = "the directory for temporary files (the system property"
            + " java.io.tmpdir) is missing, or may not be written";

    private NativeLibraryFailure() {}

    private record Meaning(Pattern said, String words) {
        Meaning(String said, String words) {
            this(pattern(said), words);
        }
    }

    /** Of linkers' words, which differ in case between systems; names of files keep theirs. */
    private static Pattern pattern(String said) {
        return Pattern.compile(said, Pattern.CASE_INSENSITIVE);
    }

    /**
     * The failure in a sentence without its full stop.
     *
     * @param library the engine's name: {@code libtorch}
     * @param artifact what has its native files, named where the class path lacks them
     * @param error what loading it threw; its causes count too
     */
    public static String describe(String library, String artifact, Throwable error) {
        String said = Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .map(cause -> String.valueOf(cause.getMessage()))
                .collect(Collectors.joining("\n"));
        String reason = noTemporaryFile(error) ? NO_TEMPORARY_FILE : reason(said, artifact);
        return "%s cannot be loaded on %s: %s".formatted(library, Platform.current(), reason);
    }

    /** ONNX Runtime makes a temporary directory even where its native files are unpacked already. */
    private static boolean noTemporaryFile(Throwable error) {
        Path directory = Path.of(System.getProperty("java.io.tmpdir"));
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .filter(cause -> cause instanceof NoSuchFileException || cause instanceof AccessDeniedException)
                .map(cause -> ((FileSystemException) cause).getFile())
                .anyMatch(file -> file != null && directory.equals(Path.of(file).getParent()));
    }

    private static String reason(String said, String artifact) {
        Matcher missing = MISSING.matcher(said);
        if (missing.find()) {
            return "it needs %s, which this system lacks".formatted(missing.group(1));
        }
        return MEANINGS.stream()
                .filter(meaning -> meaning.said().matcher(said).find())
                .findFirst()
                .map(Meaning::words)
                .orElseGet(() -> otherReason(said, artifact));
    }

    private static String otherReason(String said, String artifact) {
        return NOT_ON_CLASS_PATH.matcher(said).find()
                ? "its native files are not on the class path for this platform; add " + artifact
                : "its native files do not work on this system";
    }
}
