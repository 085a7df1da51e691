package dev.spotter.emulator;

import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** One operation of a service's API, by its name there. */
record Operation(Service service, String name) {
    private static final String ANY = "*";

    /**
     * @throws IllegalArgumentException if it is not of the form {@code service:Name}, or the SDK knows no such
     *     operation
     */
    static Operation parse(String text) {
        int colon = text.indexOf(':');
        Optional<Service> service = Arrays.stream(Service.values())
                .filter(any -> text.startsWith(any.signingName() + ":"))
                .findFirst();
        if (service.isEmpty() || !isKnown(service.get(), text.substring(colon + 1))) {
            throw new IllegalArgumentException("no operation is called \"" + text
                    + "\"; they are called like s3:PutObject, dynamodb:GetItem, sagemaker:InvokeEndpoint, "
                    + "lambda:Invoke, s3:*");
        }
        return new Operation(service.get(), text.substring(colon + 1));
    }

    /** The operation of a request, as far as its service shows it. */
    static Operation of(Service service, Request request) {
        return new Operation(
                service,
                switch (service) {
                    case S3 -> S3Operations.name(request);
                    case DYNAMODB -> afterDot(request.getHeaders().get("X-Amz-Target"));
                    case SAGEMAKER -> "InvokeEndpoint";
                    case LAMBDA -> "Invoke";
                });
    }

    Operation any() {
        return new Operation(service, ANY);
    }

    private static String afterDot(@org.jspecify.annotations.Nullable String target) {
        return target == null ? ANY : target.substring(target.lastIndexOf('.') + 1);
    }

    /** A name that is misspelt would never have its turn: the SDK has a request for each that there is. */
    private static boolean isKnown(Service service, String name) {
        if (name.equals(ANY)) {
            return true;
        }
        String request = service.sdkPackage() + ".model." + name + "Request";
        return name.matches("[A-Za-z0-9]+")
                && Operation.class.getClassLoader().getResource(request.replace('.', '/') + ".class") != null;
    }
}
