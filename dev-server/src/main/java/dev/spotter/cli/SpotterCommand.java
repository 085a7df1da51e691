package dev.spotter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.error.SpotterException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program: classifies images from the command line. */
@Command(
        name = "spotter",
        description = "Classifies images, offline, also by labels of your own.",
        subcommands = {
            ServeCommand.class,
            ClassifyCommand.class,
            TeachCommand.class,
            SimilarCommand.class,
            DuplicatesCommand.class,
            BackfillCommand.class,
            DoctorCommand.class,
            ModelCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class SpotterCommand implements Runnable {
    /** Something that was asked for cannot be done, and why is said on standard error. */
    static final int FAILED = CommandLine.ExitCode.SOFTWARE;
    /** What was asked for makes no sense, or cannot begin: a bad option, a port that is taken. */
    static final int UNUSABLE = CommandLine.ExitCode.USAGE;

    @Spec
    private CommandSpec spec;

    SpotterCommand() {}

    public static void main(String[] arguments) {
        // Numbers are written the same on every machine, as the API writes them.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        Console.install();
        Preloader preloader = Preloader.of(arguments);
        int exitStatus = commandLine().execute(arguments);
        preloader.beforeExit();
        System.exit(Console.finish(exitStatus));
    }

    static CommandLine commandLine() {
        return new CommandLine(new SpotterCommand())
                // A file may be called @photo.png.
                .setExpandAtFiles(false)
                .setOut(new PrintWriter(System.out, false, UTF_8))
                .registerConverter(Path.class, new PathOption())
                .registerConverter(Engine.class, Engine::named)
                .registerConverter(Integer.class, new NumberOption<>(NumberOption.WHOLE, Integer::valueOf))
                .registerConverter(int.class, new NumberOption<>(NumberOption.WHOLE, Integer::valueOf))
                .registerConverter(Long.class, new NumberOption<>(NumberOption.WHOLE, Long::valueOf))
                .registerConverter(long.class, new NumberOption<>(NumberOption.WHOLE, Long::valueOf))
                .registerConverter(double.class, new NumberOption<>("a number", Double::valueOf))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, arguments) -> complain(e.getCommandLine(), words(e)))
                .setExecutionExceptionHandler(SpotterCommand::explain);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: serve, classify, teach, similar, duplicates, backfill, doctor or model");
    }

    private static String words(ParameterException error) {
        return error instanceof UnmatchedArgumentException unknown
                ? "unknown argument: " + String.join(" ", unknown.getUnmatched())
                : String.valueOf(error.getMessage());
    }

    private static int explain(Exception error, CommandLine command, CommandLine.ParseResult arguments)
            throws Exception {
        if (error instanceof SpotterException known) {
            return complain(command, ErrorHints.describe(known));
        }
        if (error instanceof OutputException) {
            return FAILED;
        }
        throw error;
    }

    /** One clear line. */
    private static int complain(CommandLine command, String message) {
        String name = command.getCommandSpec().qualifiedName();
        Console.err("%s: %s (see %s --help)", name, message, name);
        return UNUSABLE;
    }
}
