package dev.spotter.devserver.aws;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.spotter.emulator.lambda.FunctionRuntime;
import dev.spotter.emulator.lambda.InProcessRuntime;
import dev.spotter.emulator.lambda.ProcessRuntime;
import dev.spotter.lambda.ClassifyImageFunction;
import dev.spotter.lambda.FailedEvents;
import dev.spotter.lambda.GetPrediction;
import dev.spotter.lambda.PostImageS3;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** How the functions are run: in this process with clients of its own, or from the zip in theirs. */
interface Functions {
    /** Functions log to the standard output, which here belongs to the program. */
    Consumer<String> LOG = System.err::println;

    static Functions of(Optional<AwsServerSettings.Zip> zip, FunctionClients clients, Map<String, String> environment) {
        return zip.<Functions>map(Functions::fromZip).orElseGet(() -> inProcess(clients, environment));
    }

    FunctionRuntime runtime(DeployedFunction function);

    private static Functions fromZip(AwsServerSettings.Zip zip) {
        return function -> ProcessRuntime.of(zip.file(), function.handler())
                .withDirectory(zip.directory())
                .withLog(LOG);
    }

    private static Functions inProcess(FunctionClients clients, Map<String, String> environment) {
        return function -> InProcessRuntime.of(handler(function, clients, environment));
    }

    private static RequestStreamHandler handler(
            DeployedFunction function, FunctionClients clients, Map<String, String> environment) {
        return switch (function) {
            case POST_IMAGE -> new PostImageS3(environment, clients.s3(), clients.dynamoDb(), clients.presigner(), LOG);
            case GET_PREDICTION -> new GetPrediction(environment, clients.dynamoDb(), LOG);
            case CLASSIFY_IMAGE ->
                new ClassifyImageFunction(environment, clients.s3(), clients.dynamoDb(), clients.sageMaker(), LOG);
            case FAILED_EVENTS -> new FailedEvents(environment, clients.s3(), clients.dynamoDb(), LOG);
        };
    }
}
