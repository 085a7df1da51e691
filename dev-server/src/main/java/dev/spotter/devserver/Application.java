package dev.spotter.devserver;

import dev.spotter.api.ApiResponse;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.javalin.router.EndpointNotFound;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.util.URIUtil;

/**
 * What Javalin serves: the backend's routes, and the page's files.
 *
 * @param headers that every response has
 */
record Application(Backend backend, Map<String, String> headers) {
    private static final int LEAST_BYTES_TO_COMPRESS = 400;
    private static final int BEST_COMPRESSION = 9;

    void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.router.ignoreTrailingSlashes = false;
        config.http.compressionStrategy = compression();

        config.routes.before(context -> headers.forEach(context::header));
        backend.addRoutes(config.routes, this::response);
        config.routes.get("/*", this::giveFile);
        config.routes.head("/*", this::giveFile);
        // What has no route here: the backend says so in its own words.
        config.routes.exception(EndpointNotFound.class, (e, context) -> response(context));
        config.routes.exception(Exception.class, (e, context) -> give(context, failure(e)));
    }

    /** The page is many small files. */
    private static CompressionStrategy compression() {
        CompressionStrategy compression = new CompressionStrategy(null, new Gzip(BEST_COMPRESSION));
        compression.setDefaultMinSizeForCompression(LEAST_BYTES_TO_COMPRESS);
        return compression;
    }

    private void giveFile(Context context) {
        Optional<ApiResponse> file = PageFiles.find(URIUtil.decodePath(context.path()));
        file.ifPresentOrElse(found -> give(context, found), () -> response(context));
    }

    private void response(Context context) {
        ApiResponse response;
        try {
            response = Client.serve(context.ip(), () -> backend.handle(JavalinDispatch.request(context)));
        } catch (Error e) {
            response = failure(e);
        }
        give(context, response);
    }

    private ApiResponse failure(Throwable failure) {
        return backend.failure(new IllegalStateException("the server failed", failure));
    }

    private static void give(Context context, ApiResponse response) {
        context.res().setContentType(null);
        response.headers().forEach(context::header);
        if (isKnown(context, response)) {
            context.res().setContentType(null);
            context.status(HttpStatus.NOT_MODIFIED);
        } else {
            context.status(response.status()).result(response.body());
        }
    }

    /** Whether the client has this very response already. */
    private static boolean isKnown(Context context, ApiResponse response) {
        Optional<String> tag = response.header(Header.ETAG).filter(any -> response.status() == 200);
        String known = context.header(Header.IF_NONE_MATCH);
        // No tag of this server has a comma in it.
        return tag.isPresent()
                && known != null
                && Stream.of(known.split(",", -1))
                        .map(String::strip)
                        .anyMatch(one -> one.equals("*") || one.equals(tag.get()));
    }
}
