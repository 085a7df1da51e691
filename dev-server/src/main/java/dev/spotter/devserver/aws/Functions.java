package dev.spotter.devserver.aws;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.spotter.emulator.lambda.FunctionRuntime;
import dev.spotter.emulator.lambda.InProcessRuntime;
import dev.spotter.emulator.lambda.ProcessRuntime;
import dev.spotter.lambda.ClassifyImageFunction;
import dev.spotter.lambda.DeleteImage;
import dev.spotter.lambda.FailedEvents;
import dev.spotter.lambda.GetPrediction;
import dev.spotter.lambda.PostImageS3;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** How the functions are run: in this process with clients of its own, or from the zip in theirs. */
interface Functions {
    /**
     * Functions from a zip, or of this process if there is none.
     *
     * @param log takes the lines that the functions log; thread-safe
     */
    static Functions of(
            Optional<AwsServerSettings.Zip> zip,
            Services services,
            Map<String, String> environment,
            Consumer<String> log) {
        return zip.<Functions>map(file -> fromZip(file, log)).orElseGet(() -> inProcess(services, environment, log));
    }

    FunctionRuntime runtime(TemplateFunction function);

    private static Functions fromZip(AwsServerSettings.Zip zip, Consumer<String> log) {
        return function -> ProcessRuntime.of(zip.file(), function.handler())
                .withDirectory(zip.directory())
                .withLog(log);
    }

    private static Functions inProcess(Services services, Map<String, String> environment, Consumer<String> log) {
        return function -> InProcessRuntime.of(handler(function, services, environment, log));
    }

    private static RequestStreamHandler handler(
            TemplateFunction function, Services services, Map<String, String> environment, Consumer<String> log) {
        FunctionClients clients = services.clients();
        return switch (function) {
            case POST_IMAGE -> new PostImageS3(environment, clients.s3(), clients.dynamoDb(), clients.presigner(), log);
            case GET_PREDICTION -> new GetPrediction(environment, clients.dynamoDb(), log);
            case DELETE_IMAGE -> new DeleteImage(environment, clients.s3WithoutContent(), clients.dynamoDb(), log);
            case CLASSIFY_IMAGE ->
                services.classifier()
                        .map(classifier -> new ClassifyImageFunction(
                                environment, clients.s3(), clients.dynamoDb(), classifier, log))
                        .orElseGet(() -> new ClassifyImageFunction(
                                environment, clients.s3(), clients.dynamoDb(), clients.sageMaker(), log));
            case FAILED_EVENTS -> new FailedEvents(environment, clients.s3(), clients.dynamoDb(), log);
        };
    }
}
