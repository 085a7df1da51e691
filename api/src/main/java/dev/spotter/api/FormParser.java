package dev.spotter.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.RequestContext;

/** The library's parser of forms, for our requests. Names are read in UTF-8, as browsers and curl send them. */
final class FormParser extends AbstractFileUpload<ApiRequest, DiskFileItem, DiskFileItemFactory> {
    /** A name of 255 bytes, each percent-encoded, and the rest of a part's headers. */
    private static final int MOST_HEADER_BYTES = 4 << 10;

    FormParser() {
        setHeaderCharset(UTF_8);
        setMaxPartHeaderSize(MOST_HEADER_BYTES);
    }

    static String contentType(ApiRequest request) {
        return request.header("content-type").orElse("");
    }

    @Override
    public FileItemInputIterator getItemIterator(ApiRequest request) throws IOException {
        return getItemIterator(new Form(request));
    }

    @Override
    public List<DiskFileItem> parseRequest(ApiRequest request) throws FileUploadException {
        return parseRequest(new Form(request));
    }

    @Override
    public Map<String, List<DiskFileItem>> parseParameterMap(ApiRequest request) throws FileUploadException {
        return parseParameterMap(new Form(request));
    }

    private record Form(ApiRequest request) implements RequestContext {
        @Override
        public String getCharacterEncoding() {
            return UTF_8.name();
        }

        @Override
        public long getContentLength() {
            return request.body().sizeBytes();
        }

        @Override
        public String getContentType() {
            return contentType(request);
        }

        @Override
        public InputStream getInputStream() {
            return request.body().stream();
        }

        @Override
        public boolean isMultipartRelated() {
            return false;
        }
    }
}
