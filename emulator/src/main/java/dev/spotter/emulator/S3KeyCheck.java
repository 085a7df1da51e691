package dev.spotter.emulator;

import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;

/**
 * Refuses keys that S3 takes but s3proxy would keep under another name, since it keeps them as files: those with empty
 * segments, or with {@code .} or {@code ..} for one.
 */
final class S3KeyCheck extends Handler.Wrapper {
    S3KeyCheck(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = URIUtil.decodePath(request.getHttpURI().getPath());
        // What comes first is empty, the bucket second; a key may end with a slash.
        String[] segments = path.replaceFirst("/$", "").split("/", -1);
        for (int i = 2; i < segments.length; i++) {
            if (segments[i].isEmpty() || segments[i].equals(".") || segments[i].equals("..")) {
                ErrorResponse.writeLast(
                        Service.S3,
                        new Fault.ServiceError(
                                501,
                                "NotImplemented",
                                "The emulator keeps no keys with empty segments, \".\" or \"..\"",
                                Map.of()),
                        request,
                        response,
                        callback);
                return true;
            }
        }
        return super.handle(request, response, callback);
    }
}
