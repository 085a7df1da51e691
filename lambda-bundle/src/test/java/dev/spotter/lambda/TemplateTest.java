package dev.spotter.lambda;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.aws.dynamodb.PredictionTable;
import dev.spotter.aws.s3.S3Settings;
import dev.spotter.aws.s3.S3UploadSigner;
import dev.spotter.core.image.DeletionToken;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.SignedUpload;
import dev.spotter.core.image.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

@DisplayName("The template")
class TemplateTest {
    private static final String S3 = "software.amazon.awssdk.services.s3.S3Client";
    private static final String PRESIGNER = "software.amazon.awssdk.services.s3.presigner.S3Presigner";
    private static final String DYNAMO_DB = "software.amazon.awssdk.services.dynamodb.DynamoDbClient";
    private static final String SAGEMAKER = "software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient";

    /** Which actions a call needs. */
    private static final Map<String, String> ACTIONS = Map.ofEntries(
            entry(S3 + ".putObject", "s3:PutObject"),
            // Whoever holds the address does so in the function's name.
            entry(PRESIGNER + ".presignPutObject", "s3:PutObject"),
            entry(S3 + ".getObject", "s3:GetObject"),
            entry(S3 + ".headObject", "s3:GetObject"),
            entry(S3 + ".deleteObject", "s3:DeleteObject"),
            // Only who looks for what may be gone needs to be told so.
            entry("dev.spotter.aws.s3.S3ImageStore.load", "s3:ListBucket"),
            entry("dev.spotter.aws.s3.S3ImageStore.upload", "s3:ListBucket"),
            entry("dev.spotter.aws.s3.S3ImageStore.deletionHash", "s3:ListBucket"),
            entry(DYNAMO_DB + ".getItem", "dynamodb:GetItem"),
            entry(DYNAMO_DB + ".putItem", "dynamodb:PutItem"),
            entry(DYNAMO_DB + ".queryPaginator", "dynamodb:Query"),
            entry(SAGEMAKER + ".invokeEndpoint", "sagemaker:InvokeEndpoint"));

    private static final Duration API_GATEWAY_LIMIT = Duration.ofSeconds(30);

    private static Template template;

    @BeforeAll
    static void read() throws IOException {
        template = Template.read();
    }

    @Test
    @DisplayName("has the five functions, each with a handler that is there")
    void handlers() {
        assertThat(template.functions())
                .isEqualTo(Deployed.ALL.stream()
                        .collect(toMap(Deployed::handler, Deployed::resource, (a, b) -> a, TreeMap::new)));
    }

    @Test
    @DisplayName("has the transform of SAM alone: the language extensions can fail on conditions in policies")
    void transform() {
        assertThat(template.root().path("Transform")).hasToString("\"AWS::Serverless-2016-10-31\"");
    }

    @ParameterizedTest
    @FieldSource("dev.spotter.lambda.Deployed#ALL")
    @DisplayName("sets every environment variable that a function reads, and no other")
    void variables(Deployed function) {
        assertThat(template.variables(function.resource())).isEqualTo(function.variables());
    }

    @Test
    @DisplayName("has images converted as the function does by itself")
    void conversion() {
        Map<String, String> required = Map.of("IMAGE_BUCKET", "a", "PREDICTION_TABLE", "b", "SAGEMAKER_ENDPOINT", "c");
        assertThat(Deployment.of(Map.of("Endpoint", "instance"))
                        .value("ClassifyImageFunction", "Properties/Environment/Variables/IMAGE_CONVERSION"))
                .contains(ClassifySettings.from(required)
                        .requireEndpoint()
                        .conversion()
                        .name());
    }

    @Tag("slow")
    @ParameterizedTest
    @FieldSource("dev.spotter.lambda.Deployed#ALL")
    @DisplayName("permits a function the calls that it makes, and no others")
    void actions(Deployed function) {
        Set<String> called = CallGraph.from(function.handler());
        assertThat(called.stream().filter(TemplateTest::isOperation)).allMatch(ACTIONS::containsKey);
        Set<String> needed =
                called.stream().filter(ACTIONS::containsKey).map(ACTIONS::get).collect(toCollection(TreeSet::new));
        needed.addAll(function.actionsOfLambda());
        Set<String> allowed = template.statements(function.resource()).stream()
                .flatMap(statement -> statement.actions().stream())
                .collect(toCollection(TreeSet::new));
        assertThat(allowed).isEqualTo(needed);
    }

    @ParameterizedTest
    @FieldSource("dev.spotter.lambda.Deployed#ALL")
    @DisplayName("names the resources of each permission: the only wildcards are for the images' keys and for traces")
    void resources(Deployed function) {
        assertThat(template.statements(function.resource()))
                .isNotEmpty()
                .filteredOn(statement -> !statement.actions().equals(Deployed.TRACING_ACTIONS))
                .allSatisfy(statement -> assertThat(statement.resource().replace("/${Prefix}*", ""))
                        .doesNotContain("*"));
        assertThat(template.statements(function.resource()))
                .filteredOn(
                        statement -> statement.actions().stream().anyMatch(a -> a.matches("s3:(Get|Put|Delete)Object")))
                .allSatisfy(statement -> assertThat(statement.resource()).contains("${Bucket}/${Prefix}*\""));
    }

    @ParameterizedTest
    @FieldSource("dev.spotter.lambda.Deployed#ALL")
    @DisplayName("gives a function more time than its calls can take together")
    void timeouts(Deployed function) {
        JsonNode properties = template.properties(function.resource());
        Duration timeout = Duration.ofSeconds(properties.path("Timeout").asLong());
        assertThat(timeout).isGreaterThan(function.callTime());
        if (template.root().path("Resources").has(function.resource() + "Integration")) {
            assertThat(timeout).isLessThan(API_GATEWAY_LIMIT);
        }
    }

    @Test
    @DisplayName("makes the table as the code defines it")
    void table() {
        CreateTableRequest expected = PredictionTable.definition("predictions");
        JsonNode table = template.properties("PredictionTable");
        assertThat(table.path("BillingMode").asText()).isEqualTo(expected.billingModeAsString());
        Set<String> attributes = new HashSet<>();
        table.path("AttributeDefinitions")
                .forEach(a -> attributes.add(a.path("AttributeName").asText() + ":"
                        + a.path("AttributeType").asText()));
        assertThat(attributes)
                .isEqualTo(expected.attributeDefinitions().stream()
                        .map(a -> a.attributeName() + ":" + a.attributeTypeAsString())
                        .collect(toCollection(HashSet::new)));
        assertKeys(table.path("KeySchema"), expected.keySchema());
        GlobalSecondaryIndex index = expected.globalSecondaryIndexes().get(0);
        assertThat(table.path("GlobalSecondaryIndexes")).hasSize(1);
        JsonNode made = table.path("GlobalSecondaryIndexes").get(0);
        assertThat(made.path("IndexName").asText()).isEqualTo(index.indexName());
        assertThat(made.at("/Projection/ProjectionType").asText())
                .isEqualTo(index.projection().projectionTypeAsString());
        assertKeys(made.path("KeySchema"), index.keySchema());
        assertThat(table.at("/TimeToLiveSpecification/AttributeName").asText())
                .isEqualTo(PredictionTable.timeToLive("predictions")
                        .timeToLiveSpecification()
                        .attributeName());
        assertThat(template.statements("GetPrediction")).anySatisfy(statement -> assertThat(statement.resource())
                .endsWith("/index/" + index.indexName() + "\""));
    }

    @Test
    @DisplayName("sets the dev server's security headers")
    void securityHeaders() throws IOException {
        String source = Files.readString(
                Path.of("..", "dev-server", "src", "main", "java", "dev", "spotter", "devserver", "HttpServer.java"));
        String devServer = source.substring(source.indexOf("SECURITY_HEADERS = Map.of("))
                .split(";\\n", 2)[0]
                .replaceAll("\"\\s*\\+\\s*\"", "");
        JsonNode headers = template.properties("SecurityHeaders").path("ResponseHeadersPolicyConfig");
        JsonNode own = headers.path("SecurityHeadersConfig");
        JsonNode other = headers.at("/CustomHeadersConfig/Items/0");
        assertThat(devServer.replaceAll("[^,]", "")).as("four names and values").hasSize(7);
        assertThat(devServer)
                .containsIgnoringWhitespaces(
                        "\"Content-Security-Policy\", \"%s\""
                                .formatted(own.at("/ContentSecurityPolicy/ContentSecurityPolicy/0")
                                        .asText()
                                        // The dev server keeps the images itself.
                                        .replaceAll("connect-src [^;]*; ", "")),
                        "\"X-Content-Type-Options\", \"nosniff\"",
                        header("Referrer-Policy", own.at("/ReferrerPolicy/ReferrerPolicy")),
                        header(other.path("Header").asText(), other.path("Value")));
        assertThat(own.path("ContentTypeOptions").path("Override").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "eu-central-1", "cn-north-1"})
    @DisplayName("lets the page send images to presigned URLs, with the signed headers, and nowhere else")
    void signedUploads(String region) {
        SignedUpload signed = sign(region);
        JsonNode rules = template.properties("ImageBucket").at("/CorsConfiguration/CorsRules");
        assertThat(rules).hasSize(1);
        assertThat(rules.at("/0/AllowedMethods")).hasToString("[\"PUT\"]");
        assertThat(rules.at("/0/AllowedHeaders").valueStream().map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(signed.headers().keySet());
        assertThat(connectSource(region))
                .isEqualTo("'self' https://" + signed.url().getHost());
    }

    private static SignedUpload sign(String region) {
        try (S3Presigner presigner = Clients.presigner(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .build()) {
            Upload upload = new Upload(new ImageId("00000000000000000000000000"), new Filename("a.jpg"), Instant.EPOCH);
            return new S3UploadSigner(presigner, S3Settings.of("spotter-images-123456789012-" + region))
                    .sign(upload, new DeletionToken("0".repeat(32)).hash(), ImageFormat.JPEG, 1, Duration.ofMinutes(1));
        }
    }

    private static String connectSource(String region) {
        String policy = template.properties("SecurityHeaders")
                .at("/ResponseHeadersPolicyConfig/SecurityHeadersConfig/ContentSecurityPolicy/ContentSecurityPolicy/0")
                .asText();
        return policy.replaceAll(".*connect-src ([^;]*);.*", "$1")
                .replace("${Bucket}", "spotter-images-123456789012-" + region)
                .replace("${AWS::Region}", region)
                .replace("${AWS::URLSuffix}", region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com");
    }

    @Test
    @DisplayName("keeps images and predictions for the days that its parameter says, and says so to the page")
    void retention() {
        assertThat(template.parameter("RetentionDays").path("Default").asInt())
                .isEqualTo(Variables.DEFAULT_RETENTION_DAYS);
        assertThat(template.properties("ImageBucket")
                        .at("/LifecycleConfiguration/Rules/0/ExpirationInDays")
                        .asText())
                .isEqualTo("RetentionDays");
        assertThat(template.properties("ImageBucket").has("VersioningConfiguration"))
                .as("deleted objects would stay as versions")
                .isFalse();
        for (String writer : List.of("PostImageS3", "ClassifyImageFunction", "FailedEvents")) {
            assertThat(template.properties(writer)
                            .at("/Environment/Variables/RETENTION_DAYS")
                            .asText())
                    .isEqualTo("RetentionDays");
        }
    }

    @Test
    @DisplayName("permits no lookup by file name unless its parameter does")
    void filenameLookup() {
        assertThat(Deployment.of(Map.of()).permissions("GetPrediction")).doesNotContain("dynamodb:Query");
        assertThat(Deployment.of(Map.of("FilenameLookup", "on")).permissions("GetPrediction"))
                .contains("dynamodb:Query");
    }

    @Test
    @DisplayName("permits no public access to its buckets, and requires TLS")
    void buckets() {
        for (String bucket : List.of("ImageBucket", "SiteBucket")) {
            JsonNode closed = template.properties(bucket).path("PublicAccessBlockConfiguration");
            assertThat(closed).hasSize(4).allMatch(JsonNode::asBoolean);
            assertThat(template.properties(bucket + "Policy").toString()).contains("aws:SecureTransport");
        }
    }

    private static String header(String name, JsonNode value) {
        return "\"%s\", \"%s\"".formatted(name, value.asText());
    }

    private static void assertKeys(JsonNode made, List<KeySchemaElement> expected) {
        assertThat(made).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(made.get(i).path("AttributeName").asText())
                    .isEqualTo(expected.get(i).attributeName());
            assertThat(made.get(i).path("KeyType").asText())
                    .isEqualTo(expected.get(i).keyTypeAsString());
        }
    }

    /** Whether a call goes over the network. */
    private static boolean isOperation(String method) {
        return Stream.of(S3, PRESIGNER, DYNAMO_DB, SAGEMAKER).anyMatch(client -> method.startsWith(client + "."))
                && !method.endsWith(".builder");
    }
}
