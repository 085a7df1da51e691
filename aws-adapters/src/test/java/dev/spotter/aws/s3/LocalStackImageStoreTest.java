package dev.spotter.aws.s3;

import dev.spotter.aws.Clients;
import dev.spotter.aws.internal.CallLimits;
import dev.spotter.core.image.ImageStore;
import dev.spotter.tck.ImageStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.services.s3.S3Client;

/** The same kit against a second S3 that was not written for it. */
@DisplayName("The images in LocalStack's S3")
@Testcontainers(disabledWithoutDocker = true)
class LocalStackImageStoreTest extends ImageStoreContract {
    private static final String BUCKET = "spotter-images";

    @Container
    private static final LocalStackContainer AWS =
            new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0")).withServices("s3");

    private static S3Client s3;

    @BeforeAll
    static void connect() {
        s3 = new Clients(AWS.getAccessKey(), AWS.getSecretKey(), AWS.getRegion()).s3(AWS.getEndpoint(), CallLimits.S3);
        s3.createBucket(create -> create.bucket(BUCKET));
    }

    @AfterAll
    static void disconnect() {
        s3.close();
    }

    @Override
    protected ImageStore newStore() {
        return new S3ImageStore(s3, S3Settings.of(BUCKET));
    }
}
