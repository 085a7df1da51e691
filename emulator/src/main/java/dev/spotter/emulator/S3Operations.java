package dev.spotter.emulator;

import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** The operation of S3 that a request asks for. S3 recognises it by method, path depth, query and one header. */
final class S3Operations {
    /** Sub-resources by their query parameter, for both buckets and objects. */
    private static final Map<String, String> SUB_RESOURCES = Map.of(
            "acl", "Acl",
            "tagging", "Tagging",
            "policy", "BucketPolicy",
            "location", "BucketLocation",
            "versioning", "BucketVersioning",
            "cors", "BucketCors",
            "encryption", "BucketEncryption",
            "lifecycle", "BucketLifecycleConfiguration",
            "notification", "BucketNotificationConfiguration",
            "publicAccessBlock", "PublicAccessBlock");

    private S3Operations() {}

    static String name(Request request) {
        Fields query = Request.extractQueryParameters(request);
        List<String> path =
                List.of(Request.getPathInContext(request).substring(1).split("/", 2));
        if (path.get(0).isEmpty()) {
            return "ListBuckets";
        }
        boolean isObject = path.size() == 2 && !path.get(1).isEmpty();
        String method = request.getMethod();
        for (Map.Entry<String, String> resource : SUB_RESOURCES.entrySet()) {
            if (query.get(resource.getKey()) != null) {
                return verb(method) + named(resource.getValue(), isObject);
            }
        }
        return isObject ? ofObject(method, query, isCopy(request)) : ofBucket(method, query);
    }

    private static String ofBucket(String method, Fields query) {
        return switch (method) {
            case "PUT" -> "CreateBucket";
            case "DELETE" -> "DeleteBucket";
            case "HEAD" -> "HeadBucket";
            case "POST" -> query.get("delete") == null ? "PutObject" : "DeleteObjects";
            default -> ofListing(query);
        };
    }

    private static String ofListing(Fields query) {
        if (query.get("uploads") != null) {
            return "ListMultipartUploads";
        }
        if (query.get("versions") != null) {
            return "ListObjectVersions";
        }
        return query.get("list-type") == null ? "ListObjects" : "ListObjectsV2";
    }

    private static String ofObject(String method, Fields query, boolean isCopy) {
        boolean isPart = query.get("uploadId") != null;
        return switch (method) {
            case "PUT" ->
                (isPart ? "UploadPart" : isCopy ? "CopyObject" : "PutObject") + (isPart && isCopy ? "Copy" : "");
            case "POST" -> isPart ? "CompleteMultipartUpload" : "CreateMultipartUpload";
            case "DELETE" -> isPart ? "AbortMultipartUpload" : "DeleteObject";
            case "HEAD" -> "HeadObject";
            default -> isPart ? "ListParts" : query.get("attributes") == null ? "GetObject" : "GetObjectAttributes";
        };
    }

    private static boolean isCopy(Request request) {
        return request.getHeaders().contains("x-amz-copy-source");
    }

    private static String verb(String method) {
        return switch (method) {
            case "PUT" -> "Put";
            case "DELETE" -> "Delete";
            default -> "Get";
        };
    }

    private static String named(String resource, boolean isObject) {
        boolean isShared = resource.equals("Acl") || resource.equals("Tagging");
        return isShared ? (isObject ? "Object" : "Bucket") + resource : resource;
    }
}
