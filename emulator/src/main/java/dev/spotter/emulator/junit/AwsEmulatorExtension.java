package dev.spotter.emulator.junit;

import dev.spotter.emulator.AwsEmulator;
import dev.spotter.emulator.EventFaults;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

/**
 * Gives tests an emulated AWS: parameters of type {@link AwsEmulator}, {@link S3Client}, {@link DynamoDbClient},
 * {@link LambdaClient} and {@link SageMakerRuntimeClient}, and {@link Bucket} and {@link Table} names.
 *
 * <p>With {@code @ExtendWith}, all test classes of a run share one emulator, in memory. With {@code @RegisterExtension}
 * on a static field and {@link #starting}, a class has one of its own. Faults are cleared after each test; tests that
 * run at the same time and ask for faults should not share an emulator.
 *
 * <p>For JUnit Jupiter 5.11 and later, and 6.
 */
public final class AwsEmulatorExtension implements ParameterResolver, AfterEachCallback {
    private static final Namespace SHARED = Namespace.create(AwsEmulatorExtension.class);

    private final Supplier<AwsEmulator> starter;
    private final boolean isShared;
    private final Namespace namespace;

    /** With the emulator that the whole run shares. */
    public AwsEmulatorExtension() {
        this(AwsEmulator::start, true);
    }

    private AwsEmulatorExtension(Supplier<AwsEmulator> starter, boolean isShared) {
        this.starter = starter;
        this.isShared = isShared;
        this.namespace = isShared ? SHARED : Namespace.create(this);
    }

    /**
     * With an emulator for the class alone: {@code starting(AwsEmulator.builder().endpoint(…)::start)}.
     *
     * @param starter called once, when a test first needs it; the emulator is closed with its class
     */
    public static AwsEmulatorExtension starting(Supplier<AwsEmulator> starter) {
        return new AwsEmulatorExtension(starter, false);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return parameter.isAnnotated(Bucket.class)
                || parameter.isAnnotated(Table.class)
                || type == AwsEmulator.class
                || type == S3Client.class
                || type == DynamoDbClient.class
                || type == LambdaClient.class
                || type == SageMakerRuntimeClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == AwsEmulator.class) {
            return emulator(context);
        }
        if (type == S3Client.class) {
            return client(context, S3Client.class, AwsEmulator::newS3Client);
        }
        if (type == DynamoDbClient.class) {
            return client(context, DynamoDbClient.class, AwsEmulator::newDynamoDbClient);
        }
        if (type == LambdaClient.class) {
            return client(context, LambdaClient.class, AwsEmulator::newLambdaClient);
        }
        if (type == SageMakerRuntimeClient.class) {
            return client(context, SageMakerRuntimeClient.class, AwsEmulator::newSageMakerRuntimeClient);
        }
        if (type != String.class) {
            throw new ParameterResolutionException(
                    "a bucket or table is a String, its name, but the parameter is of " + type);
        }
        return name(parameter, context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (owner(context).getStore(namespace).get(AwsEmulator.class) instanceof ClosedWithStore<?> stored
                && stored.value() instanceof AwsEmulator started) {
            started.faults().clear();
            started.s3Events().faults(EventFaults.NONE);
        }
    }

    private String name(ParameterContext parameter, ExtensionContext context) {
        Store store = context.getStore(namespace);
        AwsEmulator aws = emulator(context);
        return parameter
                .findAnnotation(Bucket.class)
                .map(asked -> ClosedWithStore.in(store, asked, TestBucket.class, () -> TestBucket.create(aws, asked))
                        .name())
                .or(() -> parameter.findAnnotation(Table.class).map(asked -> ClosedWithStore.in(
                                store, asked, TestTable.class, () -> TestTable.create(aws, asked))
                        .name()))
                .orElseThrow();
    }

    private AwsEmulator emulator(ExtensionContext context) {
        return ClosedWithStore.in(owner(context).getStore(namespace), AwsEmulator.class, AwsEmulator.class, starter);
    }

    private <T extends AutoCloseable> T client(
            ExtensionContext context, Class<T> type, Function<AwsEmulator, T> opener) {
        AwsEmulator aws = emulator(context);
        return ClosedWithStore.in(context.getStore(namespace), type, type, () -> opener.apply(aws));
    }

    /** Whose end is the emulator's: the run's, or the outermost test class's. */
    private ExtensionContext owner(ExtensionContext context) {
        if (isShared) {
            return context.getRoot();
        }
        ExtensionContext top = context;
        while (top.getParent().flatMap(ExtensionContext::getTestClass).isPresent()) {
            top = top.getParent().orElseThrow();
        }
        return top;
    }
}
