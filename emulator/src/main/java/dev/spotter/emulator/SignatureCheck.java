package dev.spotter.emulator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.signer.Aws4Signer;
import software.amazon.awssdk.auth.signer.params.Aws4SignerParams;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.regions.Region;

/**
 * Checks Signature Version 4 by signing the request again and comparing.
 *
 * <p>By the SDK's older signer: the newer always signs a header with the body's hash, which only the SDK for Java
 * sends.
 */
@SuppressWarnings("deprecation")
final class SignatureCheck {
    private static final Duration MAX_SKEW = Duration.ofMinutes(15);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String MISMATCH =
            "The request signature we calculated does not match the signature you provided."
                    + " Check your AWS Secret Access Key and signing method. Consult the service documentation "
                    + "for details.";

    private final Service service;
    private final Identity identity;
    private final Clock clock;
    private final Aws4Signer signer = Aws4Signer.create();

    SignatureCheck(Service service, Identity identity, Clock clock) {
        this.service = service;
        this.identity = identity;
        this.clock = clock;
    }

    /** What is wrong with the signature's claims: who signed, for what and when. Needs no body. */
    Optional<Fault.ServiceError> checkHead(Request request) {
        String header = request.getHeaders().get("Authorization");
        if (header == null || header.isBlank()) {
            return refused("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        Optional<Authorization> authorization = Authorization.parse(header);
        Optional<Instant> time = time(request);
        if (authorization.isEmpty() || time.isEmpty()) {
            return refused(
                    "IncompleteSignatureException",
                    "Authorization header requires 'Credential', 'Signature' and 'SignedHeaders' of AWS4-HMAC-SHA256,"
                            + " and existence of an 'X-Amz-Date' header.");
        }
        return checkClaims(authorization.get(), time.get())
                .or(() -> checkSignedHeaders(request, authorization.get().signedHeaders()));
    }

    /**
     * What is wrong with the signature itself, or empty where it is right.
     *
     * @param request whose head is right
     */
    Optional<Fault.ServiceError> checkSignature(Request request, byte[] body) {
        Authorization claimed =
                Authorization.parse(request.getHeaders().get("Authorization")).orElseThrow();
        String expected =
                sign(request, body, claimed.signedHeaders(), time(request).orElseThrow());
        return MessageDigest.isEqual(
                        expected.getBytes(US_ASCII), claimed.signature().getBytes(US_ASCII))
                ? Optional.empty()
                : invalid(MISMATCH);
    }

    private Optional<Fault.ServiceError> checkClaims(Authorization claimed, Instant time) {
        if (!claimed.accessKeyId().equals(identity.accessKeyId())) {
            return refused("UnrecognizedClientException", "The security token included in the request is invalid.");
        }
        if (!claimed.region().equals(identity.region())) {
            return invalid("Credential should be scoped to a valid region, not '%s'.".formatted(claimed.region()));
        }
        if (!claimed.service().equals(service.signingName())) {
            return invalid("Credential should be scoped to correct service: '%s'.".formatted(service.signingName()));
        }
        if (!TIME.format(time).startsWith(claimed.date())) {
            return invalid("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP");
        }
        Instant now = clock.instant();
        if (time.isBefore(now.minus(MAX_SKEW))) {
            return invalid("Signature expired: %s is now earlier than %s (%s - 15 min.)"
                    .formatted(TIME.format(time), TIME.format(now.minus(MAX_SKEW)), TIME.format(now)));
        }
        if (time.isAfter(now.plus(MAX_SKEW))) {
            return invalid("Signature not yet current: %s is still later than %s (%s + 15 min.)"
                    .formatted(TIME.format(time), TIME.format(now.plus(MAX_SKEW)), TIME.format(now)));
        }
        return Optional.empty();
    }

    private Optional<Fault.ServiceError> checkSignedHeaders(Request request, List<String> signedHeaders) {
        for (HttpField field : request.getHeaders()) {
            String name = field.getLowerCaseName();
            if ((name.equals("host") || name.startsWith("x-amz-")) && !signedHeaders.contains(name)) {
                return invalid("'%s' must be a 'SignedHeader' in the AWS Authorization.".formatted(name));
            }
        }
        return Optional.empty();
    }

    private String sign(Request request, byte[] body, List<String> signedHeaders, Instant time) {
        SdkHttpFullRequest.Builder again = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.fromValue(request.getMethod()))
                .protocol("http")
                .host(Request.getServerName(request))
                .port(Request.getServerPort(request))
                .encodedPath(request.getHttpURI().getPath())
                .contentStreamProvider(() -> new ByteArrayInputStream(body));
        for (Fields.Field parameter : Request.extractQueryParameters(request)) {
            again.putRawQueryParameter(parameter.getName(), parameter.getValues());
        }
        for (String name : signedHeaders) {
            again.putHeader(name, request.getHeaders().getValuesList(name));
        }
        Aws4SignerParams params = Aws4SignerParams.builder()
                .awsCredentials(AwsBasicCredentials.create(identity.accessKeyId(), identity.secretAccessKey()))
                .signingName(service.signingName())
                .signingRegion(Region.of(identity.region()))
                .signingClockOverride(Clock.fixed(time, ZoneOffset.UTC))
                .build();
        return signer.sign(again.build(), params)
                .firstMatchingHeader("Authorization")
                .flatMap(Authorization::parse)
                .map(Authorization::signature)
                .orElseThrow();
    }

    private Optional<Fault.ServiceError> invalid(String message) {
        return refused("InvalidSignatureException", message);
    }

    /** DynamoDB, which is older, responds with 400 where newer services respond with 403. */
    private Optional<Fault.ServiceError> refused(String code, String message) {
        return Optional.of(new Fault.ServiceError(service == Service.DYNAMODB ? 400 : 403, code, message, Map.of()));
    }

    private static Optional<Instant> time(Request request) {
        @Nullable String date = request.getHeaders().get("X-Amz-Date");
        try {
            return date == null ? Optional.empty() : Optional.of(Instant.from(TIME.parse(date)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
