package dev.spotter.cli;

import dev.spotter.core.error.ModelException;
import dev.spotter.inference.model.SpotterHome;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spotter model}: what models there are, and which of them are on this machine. */
@Command(
        name = "model",
        description = "Lists, installs, removes and packages models.",
        subcommands = {
            ModelListCommand.class,
            ModelShowCommand.class,
            ModelInstallCommand.class,
            ModelRemoveCommand.class,
            ModelPackageCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ModelCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    ModelCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "a command is missing: list, show, install, remove or package");
    }

    static SpotterHome home() {
        return SpotterHome.from(System.getenv());
    }

    /** Reports the failure of a command. Bad usage is thrown on. */
    static int tried(CommandSpec command, Callable<Integer> work) throws Exception {
        try {
            return work.call();
        } catch (ModelException e) {
            Console.err("%s: %s", command.qualifiedName(), ErrorHints.describeInstallation(e));
            return SpotterCommand.FAILED;
        }
    }
}
