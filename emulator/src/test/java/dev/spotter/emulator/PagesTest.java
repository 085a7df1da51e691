package dev.spotter.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

@DisplayName("S3 for a page of another origin")
class PagesTest {
    private static final String ORIGIN = "http://127.0.0.1:8080";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    @DisplayName("accepts a presigned upload, and the preflight request before it")
    void presigned() throws Exception {
        try (AwsEmulator aws = AwsEmulator.start();
                S3Client s3 = aws.newS3Client()) {
            aws.allowPages(URI.create(ORIGIN));
            s3.createBucket(bucket -> bucket.bucket("images"));
            URI uri = presign(aws);
            HttpResponse<Void> preflight = preflight(uri);
            assertThat(preflight.statusCode()).isEqualTo(200);
            assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
            assertThat(header(preflight, "Access-Control-Allow-Methods")).contains("PUT");
            assertThat(header(preflight, "Access-Control-Allow-Headers"))
                    .satisfiesAnyOf(
                            all -> assertThat(all).isEqualTo("*"), some -> assertThat(some.toLowerCase(Locale.ROOT))
                                    .contains("if-none-match", "x-amz-meta-filename"));
            HttpResponse<Void> put = http.send(
                    HttpRequest.newBuilder(uri)
                            .header("Origin", ORIGIN)
                            .PUT(BodyPublishers.ofString("photo"))
                            .build(),
                    BodyHandlers.discarding());
            assertThat(put.statusCode()).isEqualTo(200);
            assertThat(header(put, "Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
            assertThat(s3.getObjectAsBytes(get -> get.bucket("images").key("photo"))
                            .asUtf8String())
                    .isEqualTo("photo");
        }
    }

    @Test
    @DisplayName("is refused unless it was allowed")
    void refused() throws Exception {
        try (AwsEmulator aws = AwsEmulator.start()) {
            HttpResponse<Void> preflight = preflight(presign(aws));
            assertThat(preflight.statusCode()).isGreaterThanOrEqualTo(400);
            assertThat(preflight.headers().map()).doesNotContainKey("access-control-allow-origin");
        }
    }

    private HttpResponse<Void> preflight(URI uri) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri)
                        .header("Origin", ORIGIN)
                        .header("Access-Control-Request-Method", "PUT")
                        .header("Access-Control-Request-Headers", "if-none-match,x-amz-meta-filename")
                        .method("OPTIONS", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());
    }

    private static URI presign(AwsEmulator aws) throws Exception {
        try (S3Presigner presigner = aws.newS3Presigner()) {
            return presigner
                    .presignPutObject(presign -> presign.signatureDuration(Duration.ofMinutes(1))
                            .putObjectRequest(put -> put.bucket("images").key("photo")))
                    .url()
                    .toURI();
        }
    }

    private static String header(HttpResponse<Void> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
