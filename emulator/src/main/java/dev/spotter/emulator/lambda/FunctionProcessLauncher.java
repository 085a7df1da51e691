package dev.spotter.emulator.lambda;

import dev.spotter.core.internal.DraftDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts a function's JVMs: what they have in common, unpacked. Thread-safe. */
final class FunctionProcessLauncher {
    private final TaskDirectory task;
    private final InterfaceClient client;
    private final String handler;
    private final JavaHome javaHome;
    private final Consumer<String> log;
    private final ClassArchive archive;
    private final Optional<Path> temporary;

    private FunctionProcessLauncher(
            TaskDirectory task,
            InterfaceClient client,
            String handler,
            JavaHome javaHome,
            Consumer<String> log,
            ClassArchive archive,
            Optional<Path> temporary) {
        this.task = task;
        this.client = client;
        this.handler = handler;
        this.javaHome = javaHome;
        this.log = log;
        this.archive = archive;
        this.temporary = temporary;
    }

    /** @param base where things are unpacked and left; empty: in a temporary directory until {@link #close} */
    static FunctionProcessLauncher open(
            Path zip, String handler, Optional<Path> base, Path javaHome, Consumer<String> log) throws IOException {
        Optional<Path> temporary =
                base.isPresent() ? Optional.empty() : Optional.of(Files.createTempDirectory("aws-emulator-"));
        Path root = base.or(() -> temporary).orElseThrow();
        TaskDirectory task = TaskDirectory.unpack(zip, root);
        InterfaceClient client = InterfaceClient.beside(task.root());
        ClassArchive archive = temporary.isPresent() || !task.isOnlyLib()
                ? ClassArchive.none()
                : ClassArchive.in(
                        client.directory(),
                        List.of(handler, javaHome.toString(), client.jars().toString()));
        return new FunctionProcessLauncher(task, client, handler, JavaHome.at(javaHome), log, archive, temporary);
    }

    /** A JVM that is to take its work from the Runtime API at this address. */
    FunctionProcess start(FunctionSettings function, String runtimeApi) throws IOException {
        ClassArchive.Use use = archive.use();
        ProcessBuilder program = new ProcessBuilder(command(function, use)).redirectErrorStream(true);
        program.directory(task.root().toFile());
        Map<String, String> environment = program.environment();
        environment.clear();
        environment.putAll(
                FunctionVariables.of(function, handler, javaHome, task.root(), client.directory(), runtimeApi));
        return new FunctionProcess(program.start(), function.name(), log, use);
    }

    void close() {
        archive.awaitWritten();
        try {
            if (temporary.isPresent()) {
                DraftDirectory.delete(temporary.get());
            }
        } catch (IOException e) {
            System.getLogger(FunctionProcessLauncher.class.getName())
                    .log(System.Logger.Level.WARNING, "a temporary directory could not be removed", e);
        }
    }

    private List<String> command(FunctionSettings function, ClassArchive.Use use) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(javaHome.java());
        // As the managed runtime has it, but for the heap, which it makes a little smaller than the memory.
        command.addAll(List.of(
                "-Xmx" + function.memoryMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:+TieredCompilation",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto"));
        command.addAll(use.options());
        command.addAll(javaHome.nativeAccess());
        // Lambda's locale is UTF-8; a machine may not have it.
        command.add("-Dfile.encoding=UTF-8");
        command.add(
                "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=" + client.library());
        command.add("-cp");
        command.add(Stream.concat(client.jars().stream(), task.classPath().stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(InterfaceClient.MAIN);
        command.add(handler);
        return command;
    }
}
