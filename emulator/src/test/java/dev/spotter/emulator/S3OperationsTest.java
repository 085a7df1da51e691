package dev.spotter.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.emulator.junit.AwsEmulatorExtension;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("S3's operations")
@ExtendWith(AwsEmulatorExtension.class)
class S3OperationsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @ParameterizedTest
    @DisplayName("are recognised by method, path, query and headers")
    @CsvSource({
        "GET, /, '', ListBuckets",
        "PUT, /bucket, '', CreateBucket",
        "HEAD, /bucket, '', HeadBucket",
        "DELETE, /bucket/, '', DeleteBucket",
        "GET, /bucket, '', ListObjects",
        "GET, /bucket?list-type=2&prefix=a, '', ListObjectsV2",
        "GET, /bucket?location, '', GetBucketLocation",
        "GET, /bucket?versions, '', ListObjectVersions",
        "GET, /bucket?uploads, '', ListMultipartUploads",
        "GET, /bucket?acl, '', GetBucketAcl",
        "PUT, /bucket?policy, '', PutBucketPolicy",
        "POST, /bucket?delete, '', DeleteObjects",
        "GET, /bucket/a/b, '', GetObject",
        "HEAD, /bucket/a/b, '', HeadObject",
        "PUT, /bucket/a%20b, '', PutObject",
        "PUT, /bucket/a, /other/b, CopyObject",
        "PUT, /bucket/a?partNumber=1&uploadId=1, '', UploadPart",
        "PUT, /bucket/a?partNumber=1&uploadId=1, /other/b, UploadPartCopy",
        "PUT, /bucket/a?tagging, '', PutObjectTagging",
        "DELETE, /bucket/a, '', DeleteObject",
        "DELETE, /bucket/a?uploadId=1, '', AbortMultipartUpload",
        "POST, /bucket/a?uploads, '', CreateMultipartUpload",
        "POST, /bucket/a?uploadId=1, '', CompleteMultipartUpload",
        "GET, /bucket/a?uploadId=1, '', ListParts",
        "GET, /bucket/a?attributes, '', GetObjectAttributes"
    })
    void names(String method, String target, String copySource, String operation, AwsEmulator aws) throws Exception {
        aws.faults().next("s3:" + operation, Fault.error(418, "Told"));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(aws.s3().resolve(target)).method(method, HttpRequest.BodyPublishers.noBody());
        if (!copySource.isEmpty()) {
            request.header("x-amz-copy-source", copySource);
        }
        HttpResponse<Void> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding());
        assertThat(response.statusCode()).isEqualTo(418);
    }
}
