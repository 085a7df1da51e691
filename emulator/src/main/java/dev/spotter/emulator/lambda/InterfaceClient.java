package dev.spotter.emulator.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.internal.Platform;
import dev.spotter.core.internal.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** AWS's runtime interface client, as it lies on this process' class path, made ready for other JVMs. */
final class InterfaceClient {
    static final String MAIN = FunctionProcessMain.class.getName();

    private static final String MAIN_CLASS = MAIN.replace('.', '/') + ".class";

    /** A class of each of its jars. */
    private static final List<String> CLASSES = List.of(
            "com.amazonaws.services.lambda.runtime.Context",
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
            "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

    private final Path directory;
    private final List<Path> jars;
    private final Path library;

    private InterfaceClient(Path directory, List<Path> jars, Path library) {
        this.directory = directory;
        this.jars = List.copyOf(jars);
        this.library = library;
    }

    /**
     * Writes what it lacks into a directory beside the task: its native library, which JVMs that start at the same time
     * would unpack over each other's, and our main class. Another version of either has a directory of its own.
     */
    static InterfaceClient beside(Path task) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String name : CLASSES) {
            jars.add(jarOf(name));
        }
        Path directory = Files.createDirectories(task.resolveSibling("runtime-" + version(jars)));
        Path main = directory.resolve("main.jar");
        write(main, InterfaceClient::writeMain);
        jars.add(main);
        Path library = directory.resolve("libaws-lambda-jni.so");
        write(library, InterfaceClient::writeLibrary);
        return new InterfaceClient(directory, jars, library);
    }

    /** Where it is. */
    Path directory() {
        return directory;
    }

    List<Path> jars() {
        return jars;
    }

    Path library() {
        return library;
    }

    /** Writes a file that is not there, whole or not at all. */
    private static void write(Path file, WholeFile.Content content) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        WholeFile.write(file, content);
    }

    private static UUID version(List<Path> jars) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(jars.toString().getBytes(UTF_8));
        copy(MAIN_CLASS, content);
        return UUID.nameUUIDFromBytes(content.toByteArray());
    }

    private static void writeMain(OutputStream file) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new JarEntry(MAIN_CLASS));
            copy(MAIN_CLASS, jar);
            jar.closeEntry();
        }
    }

    private static void writeLibrary(OutputStream file) throws IOException {
        String arch = Platform.current().isArm() ? "aarch_64" : "x86_64";
        boolean isMusl =
                Files.exists(Path.of("/lib/ld-musl-x86_64.so.1")) || Files.exists(Path.of("/lib/ld-musl-aarch64.so.1"));
        copy("jni/libaws-lambda-jni.linux%s-%s.so".formatted(isMusl ? "_musl" : "", arch), file);
    }

    private static void copy(String resource, OutputStream to) throws IOException {
        try (InputStream in = InterfaceClient.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("not on the class path: " + resource);
            }
            in.transferTo(to);
        }
    }

    private static Path jarOf(String className) throws IOException {
        try {
            CodeSource source = Class.forName(className, false, InterfaceClient.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource();
            if (source == null) {
                throw new IOException("it is not known where this class comes from: " + className);
            }
            return Path.of(source.getLocation().toURI());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IOException("com.amazonaws:aws-lambda-java-runtime-interface-client is not on the class path", e);
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
