package dev.spotter.emulator;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests without a signature, of an unknown key, or for another region or service: s3proxy lets every client
 * ask which objects exist, does not look at the scope, and gets a request only when its body was taken. The signature
 * itself is s3proxy's to check, that of a form's fields wholly: {@link FormLimit} bounds what a form costs until then.
 */
final class S3ScopeCheck extends Handler.Wrapper {
    private static final Pattern SCOPE = Pattern.compile("([^/]*)/[^/]*/([^/]*)/([^/]*)/aws4_request");
    private static final Pattern CREDENTIAL = Pattern.compile("AWS4-HMAC-SHA256\\s.*?Credential=([^,\\s]+).*");

    private final Identity identity;

    S3ScopeCheck(Identity identity, Handler next) {
        super(next);
        this.identity = identity;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<Fault.ServiceError> wrong = check(
                request.getHeaders().get(HttpHeader.AUTHORIZATION),
                Request.extractQueryParameters(request).getValue("X-Amz-Credential"),
                FormLimit.isForm(request));
        if (wrong.isPresent()) {
            ErrorResponse.writeLast(Service.S3, wrong.get(), request, response, callback);
            return true;
        }
        return super.handle(request, response, callback);
    }

    private Optional<Fault.ServiceError> check(
            @Nullable String authorization, @Nullable String presigned, boolean isForm) {
        if (presigned != null) {
            return check(
                    presigned, "AuthorizationQueryParametersError", "Error parsing the X-Amz-Credential parameter");
        }
        if (authorization != null) {
            return checkHeader(authorization);
        }
        return isForm
                ? Optional.empty()
                : Optional.of(new Fault.ServiceError(403, "AccessDenied", "Access Denied", Map.of()));
    }

    private Optional<Fault.ServiceError> checkHeader(String authorization) {
        if (!authorization.startsWith("AWS4-HMAC-SHA256")) {
            return Optional.of(new Fault.ServiceError(
                    400,
                    "InvalidRequest",
                    "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.",
                    Map.of()));
        }
        Matcher credential = CREDENTIAL.matcher(authorization);
        return check(
                credential.matches() ? credential.group(1) : "",
                "AuthorizationHeaderMalformed",
                "The authorization header is malformed");
    }

    private Optional<Fault.ServiceError> check(String credential, String code, String message) {
        Matcher scope = SCOPE.matcher(credential);
        if (!scope.matches()) {
            return Optional.of(new Fault.ServiceError(
                    400,
                    code,
                    message
                            + "; the Credential is mal-formed; expecting "
                            + "\"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
                    Map.of()));
        }
        if (!scope.group(1).equals(identity.accessKeyId())) {
            return Optional.of(new Fault.ServiceError(
                    403,
                    "InvalidAccessKeyId",
                    "The AWS Access Key Id you provided does not exist in our records.",
                    Map.of()));
        }
        return checkScope(scope.group(2), scope.group(3))
                .map(what -> new Fault.ServiceError(400, code, message + "; " + what, Map.of()));
    }

    private Optional<String> checkScope(String region, String service) {
        if (!region.equals(identity.region())) {
            return Optional.of("the region '%s' is wrong; expecting '%s'".formatted(region, identity.region()));
        }
        return service.equals(Service.S3.signingName())
                ? Optional.empty()
                : Optional.of("incorrect service \"%s\". This endpoint belongs to \"s3\".".formatted(service));
    }
}
