package dev.spotter.devserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.application.ImageStored;
import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Sequence;
import dev.spotter.devserver.aws.AwsServer;
import dev.spotter.devserver.aws.AwsServerSettings;
import dev.spotter.logging.EventLog;
import dev.spotter.logging.LogFormat;
import dev.spotter.storage.filesystem.FileSystemImageStore;
import dev.spotter.storage.memory.InMemoryPredictionRepository;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The log and the meters of a server")
class ObservationTest {
    private final GatedClassifier classifier = new GatedClassifier();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Observation observation = new Observation(
            new Meters(), Optional.of(new EventLog(LogFormat.TEXT, false, Clock.systemUTC(), lines::add)), error -> {});

    @TempDir
    private Path data;

    @Test
    @DisplayName("have no method that a client invented")
    void method() throws Exception {
        classifier.open();
        ServerSettings settings = ServerSettings.builder(data)
                .http(HttpSettings.on("127.0.0.1", 0))
                .build();
        try (DevServer server = DevServer.start(settings, classifier, observation);
                RawConnection connection = new RawConnection(server.uri())) {
            connection
                    .send("SECRET /limits HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .response();
        }
        assertThat(lines).singleElement().asString().contains("method=OTHER").doesNotContain("SECRET");
    }

    @Test
    @DisplayName("say that memory is full, also where a decoder failed for it as a transient failure")
    void fullMemory() {
        OutOfMemoryError full = new OutOfMemoryError("Java heap space");
        List<OutOfMemoryError> reported = new ArrayList<>();
        Observation reporting = new Observation(new Meters(), Optional.empty(), reported::add);
        Upload upload = new Upload(ImageId.of(new byte[16]), new Filename("a.png"), Instant.EPOCH);
        try (reporting;
                FileSystemImageStore images = FileSystemImageStore.open(data)) {
            images.put(new StoredImage(upload, ImageBytes.wrap(new byte[1]), Optional.empty()));
            Consumer<ImageStored> events = reporting.events(
                    images, new FullMemory(full), new InMemoryPredictionRepository(), Clock.systemUTC());
            assertThatExceptionOfType(ClassificationException.class)
                    .isThrownBy(() -> events.accept(new ImageStored(upload.id(), Sequence.of(1))));
        }
        assertThat(reported).containsExactly(full);
    }

    private record FullMemory(OutOfMemoryError error) implements Classifier {
        @Override
        public Classification classify(ImageBytes image) {
            throw ClassificationException.transientFailure("there is not enough memory left", error);
        }

        @Override
        public ModelIdentity model() {
            return new ModelIdentity("full", "1");
        }

        @Override
        public void close() {}
    }

    @Test
    @DisplayName("are closed if the server does not start")
    void closed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpSettings http = HttpSettings.on("127.0.0.1", taken.getLocalPort());
            ServerSettings local = ServerSettings.builder(data).http(http).build();
            assertThatExceptionOfType(AddressUnavailableException.class)
                    .isThrownBy(() -> DevServer.start(local, classifier, observation));
            assertThat(observation.meters().registry().isClosed()).isTrue();
            AwsServerSettings aws = AwsServerSettings.builder().http(http).build();
            Observation other = Observation.withoutLog();
            assertThatExceptionOfType(AddressUnavailableException.class)
                    .isThrownBy(() -> AwsServer.start(aws, classifier, other));
            assertThat(other.meters().registry().isClosed()).isTrue();
        }
    }
}
