package dev.spotter.emulator;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Calls the emulator's own pages. */
final class AdminClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private AdminClient() {}

    /** The status and the body. */
    static String call(AwsEmulator aws, String method, String page, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(aws.adminPages().resolve(page))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}
