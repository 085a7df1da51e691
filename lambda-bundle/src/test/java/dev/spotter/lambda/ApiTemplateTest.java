package dev.spotter.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The template's API")
class ApiTemplateTest {
    private static final String UPLOADS = "ANY /write/{proxy+}";
    private static final String IMAGES = "ANY /api/images/{imageId}";
    private static final String ABSENT = "absent";

    private static final Deployment OPEN = Deployment.of(Map.of());
    private static final Deployment WITH_TOKENS =
            Deployment.of(Map.of("JwtIssuer", "https://issuer.example", "JwtAudience", "spotter"));
    private static final Deployment WITH_DOMAIN = Deployment.of(Map.of(
            "DomainName", "photos.example.org", "CertificateArn", "arn:aws:acm:us-east-1:123456789012:certificate/a"));

    @Test
    @DisplayName("has one route for uploads and presigned URLs together, so that one limit applies to both")
    void oneRouteForUploads() {
        assertThat(targets().entrySet())
                .filteredOn(route -> route.getValue().equals("integrations/${PostImageS3Integration}"))
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("ANY /api/limits", UPLOADS);
        assertThat(OPEN.value("PostImageS3", "Properties/Environment/Variables/API_BASE_PATHS"))
                .contains("/write,/api");
    }

    @Test
    @DisplayName("limits uploads and deletions by routes that exist, and every other route by the default limit")
    void throttles() {
        Map<?, ?> limits =
                (Map<?, ?>) OPEN.value("ApiStage", "Properties/RouteSettings").orElseThrow();
        assertThat(limits.keySet()).extracting(String::valueOf).containsExactlyInAnyOrder(UPLOADS, IMAGES);
        assertThat(targets()).containsKeys(UPLOADS, IMAGES);
        assertThat(limits.toString()).contains("ThrottlingRateLimit=1}");
        assertThat(OPEN.value("ApiStage", "Properties/DefaultRouteSettings/ThrottlingRateLimit"))
                .contains("50");
    }

    @Test
    @DisplayName("is open by default; with an issuer, only its description and its health need no token")
    void tokens() {
        assertThat(authorization(OPEN).values()).containsOnly("NONE");
        assertThat(OPEN.resources()).doesNotContain("Authorizer");
        Map<String, String> withTokens = authorization(WITH_TOKENS);
        assertThat(withTokens.entrySet())
                .filteredOn(route -> !route.getValue().equals("JWT"))
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("ANY /api/healthz", "ANY /api/openapi.yaml");
        assertThat(WITH_TOKENS.value("Authorizer", "Properties/JwtConfiguration/Issuer"))
                .contains("https://issuer.example");
        assertThat(WITH_TOKENS.value("Authorizer", "Properties/JwtConfiguration/Audience/0"))
                .contains("spotter");
    }

    @Test
    @DisplayName("invokes the alias of each function, and may invoke it")
    void integrations() {
        for (String function : List.of("PostImageS3", "GetPrediction", "DeleteImage")) {
            String alias = "${%s.Alias}".formatted(function);
            assertThat(OPEN.value(function + "Integration", "Properties/IntegrationUri"))
                    .contains(alias);
            assertThat(OPEN.value(function + "Permission", "Properties/FunctionName"))
                    .contains(alias);
        }
    }

    @Test
    @DisplayName("has CloudFront's domain, or its own with a certificate, from which the page may send to the bucket")
    void domain() {
        String cors = "Properties/CorsConfiguration/CorsRules/0/AllowedOrigins";
        assertThat(OPEN.value("ImageBucket", cors)).contains(List.of("https://${Distribution.DomainName}"));
        assertThat(WITH_DOMAIN.value("ImageBucket", cors)).contains(List.of("https://photos.example.org"));
        String aliases = "Properties/DistributionConfig/Aliases";
        assertThat(OPEN.value("Distribution", aliases)).isEmpty();
        assertThat(OPEN.value("Distribution", "Properties/DistributionConfig/ViewerCertificate"))
                .isEmpty();
        assertThat(WITH_DOMAIN.value("Distribution", aliases)).contains(List.of("photos.example.org"));
        assertThat(WITH_DOMAIN.value(
                        "Distribution", "Properties/DistributionConfig/ViewerCertificate/AcmCertificateArn"))
                .contains("arn:aws:acm:us-east-1:123456789012:certificate/a");
    }

    @Test
    @DisplayName("reserves no concurrency by default, because a new account has none to reserve")
    void concurrency() {
        Deployment reserved = Deployment.of(Map.of("ReserveConcurrency", "on", "MaxUploadRequests", "3"));
        for (String function : List.of("PostImageS3", "GetPrediction", "ClassifyImageFunction")) {
            assertThat(reservation(OPEN, function)).as(function).isEqualTo(ABSENT);
            assertThat(reservation(reserved, function))
                    .as(function)
                    .isEqualTo(function.equals("PostImageS3") ? "3" : "10");
        }
    }

    private static String reservation(Deployment deployment, String function) {
        return deployment
                .value(function, "Properties/ReservedConcurrentExecutions")
                .map(String::valueOf)
                .orElse(ABSENT);
    }

    private static Map<String, String> targets() {
        return routes(OPEN, "Target");
    }

    /** The kind of authorization by route key. */
    private static Map<String, String> authorization(Deployment deployment) {
        Map<String, String> kinds = routes(deployment, "AuthorizationType");
        kinds.replaceAll((route, kind) -> kind.equals(ABSENT) ? "NONE" : kind);
        return kinds;
    }

    private static Map<String, String> routes(Deployment deployment, String property) {
        Map<String, String> routes = new TreeMap<>();
        deployment.resources().stream()
                .filter(name -> deployment
                        .value(name, "Type")
                        .filter("AWS::ApiGatewayV2::Route"::equals)
                        .isPresent())
                .forEach(name -> routes.put(
                        String.valueOf(
                                deployment.value(name, "Properties/RouteKey").orElseThrow()),
                        String.valueOf(
                                deployment.value(name, "Properties/" + property).orElse(ABSENT))));
        return routes;
    }
}
