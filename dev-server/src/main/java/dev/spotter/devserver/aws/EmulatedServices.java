package dev.spotter.devserver.aws;

import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.DecisionRule;
import dev.spotter.emulator.AwsEmulator;
import dev.spotter.emulator.EndpointSettings;
import dev.spotter.emulator.ResponseFormat;
import dev.spotter.emulator.lambda.LambdaEmulator;
import dev.spotter.inference.network.NetworkClassifier;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** All services by the emulator; the given classifier is the function's, or is behind its endpoint. */
record EmulatedServices(
        AwsEmulator aws, FunctionClients clients, Optional<Classifier> classifier, Map<String, String> variables)
        implements Services {
    private static final String ENDPOINT = "classifier";

    /** @throws dev.spotter.core.error.StorageException if the directory cannot be used */
    static EmulatedServices start(AwsServerSettings settings, Classifier classifier) {
        AwsEmulator.Builder builder =
                AwsEmulator.builder().classifier(classifier).endpoint(endpoint(classifier));
        settings.data().ifPresent(builder::directory);
        AwsEmulator aws = builder.start();
        settings.faults().forEach(fault -> aws.faults().rate(fault.operation(), fault.share(), fault.fault()));
        aws.s3Events().faults(settings.events());
        Map<String, String> variables = new HashMap<>(aws.environment());
        variables.put("IMAGE_BUCKET", Stack.BUCKET);
        variables.put("PREDICTION_TABLE", Stack.TABLE);
        boolean hasEndpoint = settings.endpoint() == AwsServerSettings.Endpoint.SAGEMAKER;
        variables.putAll(
                hasEndpoint
                        ? ofEndpoint(classifier)
                        : settings.zip()
                                .map(AwsServerSettings.Zip::modelVariable)
                                .orElse(Map.of()));
        return new EmulatedServices(
                aws,
                FunctionClients.of(aws),
                hasEndpoint ? Optional.empty() : Optional.of(classifier),
                Map.copyOf(variables));
    }

    private static Map<String, String> ofEndpoint(Classifier classifier) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "SAGEMAKER_ENDPOINT",
                ENDPOINT,
                "MODEL_NAME",
                classifier.model().name(),
                "MODEL_VERSION",
                classifier.model().version()));
        if (classifier instanceof NetworkClassifier network) {
            variables.putAll(decision(network.decision()));
        }
        return variables;
    }

    /** As the deployed application is told it: an endpoint's responses have labels and scores only. */
    private static Map<String, String> decision(DecisionRule rule) {
        return Map.of(
                "UNSURE_BELOW",
                rule.unsureBelow().map(String::valueOf).orElse(""),
                "INDEPENDENT_LABELS",
                rule.independent() ? "on" : "off");
    }

    /** An endpoint that is given no labels has ImageNet's. */
    private static EndpointSettings endpoint(Classifier classifier) {
        EndpointSettings endpoint = EndpointSettings.of(ENDPOINT, ResponseFormat.JUMPSTART);
        return classifier instanceof NetworkClassifier network ? endpoint.withLabels(network.labels()) : endpoint;
    }

    @Override
    public LambdaEmulator lambda() {
        return aws.lambda();
    }

    @Override
    public URI imageBucket() {
        return aws.s3();
    }

    @Override
    public void allowPages(URI page, Set<String> hosts) {
        aws.allowPages(page);
        hosts.forEach(aws::allowPagesOf);
    }

    @Override
    public Optional<URI> admin() {
        return Optional.of(aws.adminPages());
    }

    @Override
    public void subscribe(Consumer<byte[]> target) {
        aws.s3Events().subscribe(Stack.BUCKET, Stack.UPLOADS, target);
        StoredEvent.ofAll(clients.s3(), Stack.BUCKET).forEach(target);
    }

    @Override
    public boolean awaitEvents() throws InterruptedException {
        return aws.s3Events().awaitIdle(AwsServer.LONGEST_STOP);
    }

    @Override
    public void close() {
        clients.close();
        aws.close();
    }
}
