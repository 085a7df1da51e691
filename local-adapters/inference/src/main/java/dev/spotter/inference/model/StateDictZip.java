package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.spotter.core.error.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** PyTorch's form since 1.6: a zip file, nothing compressed, with a pickle and an entry for each storage. */
final class StateDictZip {
    private static final String PICKLE = "data.pkl";

    private final ByteBuffer file;
    private final Map<String, ZipArchiveEntry> entries = new HashMap<>();
    /** What was checked already: many tensors may share a storage. */
    private final Map<String, ByteBuffer> contents = new HashMap<>();

    private StateDictZip(ByteBuffer file) {
        this.file = file;
    }

    static StateDict read(String source, byte[] file) {
        try {
            StateDictZip zip = new StateDictZip(ByteBuffer.wrap(file));
            String directory = zip.open(file);
            if (zip.entries.containsKey(directory + "byteorder")
                    && !US_ASCII.decode(zip.content(directory + "byteorder"))
                            .toString()
                            .equals("little")) {
                throw new ModelException(source + " was not saved on a little-endian machine");
            }
            Object root = new StateDictUnpickler(source, zip.content(directory + PICKLE)).next();
            return StateDict.of(source, root, storage -> zip.storage(directory, storage));
        } catch (IOException e) {
            throw new ModelException("%s is damaged: %s".formatted(source, e.getMessage()), e);
        }
    }

    /** Gives the directory that everything lies in, with a slash behind it. */
    private String open(byte[] bytes) throws IOException {
        List<String> pickles = new ArrayList<>();
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                entries.putIfAbsent(entry.getName(), entry);
                if (entry.getName().endsWith("/" + PICKLE)) {
                    pickles.add(entry.getName());
                }
            }
        } catch (RuntimeException e) {
            throw new IOException("it is no zip file: " + e.getMessage(), e);
        }
        if (pickles.size() != 1) {
            throw new IOException("it has %d entries %s, expected one".formatted(pickles.size(), PICKLE));
        }
        return pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
    }

    private ByteBuffer storage(String directory, StoredTensor.Storage storage) throws IOException {
        ByteBuffer content = content(directory + "data/" + storage.key());
        if (content.remaining() != storage.bytes()) {
            throw new IOException("its data has %d bytes, expected %d elements of %d bytes"
                    .formatted(
                            content.remaining(), storage.count(), storage.type().bytes()));
        }
        return content;
    }

    /** The bytes where they lie. */
    private ByteBuffer content(String name) throws IOException {
        ByteBuffer known = contents.get(name);
        if (known != null) {
            return known.duplicate();
        }
        ZipArchiveEntry entry = entries.get(name);
        if (entry == null) {
            throw new IOException("there is no entry " + StateDict.printable(name));
        }
        long offset = entry.getDataOffset();
        long size = entry.getSize();
        if (entry.getMethod() != ZipEntry.STORED || entry.getGeneralPurposeBit().usesEncryption()) {
            throw new IOException("the entry %s is compressed or encrypted; PyTorch does neither"
                    .formatted(StateDict.printable(name)));
        }
        if (offset < 0 || size < 0 || offset > file.limit() || size > file.limit() - offset) {
            throw new IOException("the entry %s is not in the file as a whole".formatted(StateDict.printable(name)));
        }
        ByteBuffer content = file.slice((int) offset, (int) size);
        CRC32 crc = new CRC32();
        crc.update(content.duplicate());
        if (crc.getValue() != entry.getCrc()) {
            throw new IOException("the entry %s was changed: its CRC-32 is not what it should be"
                    .formatted(StateDict.printable(name)));
        }
        contents.put(name, content);
        return content.duplicate();
    }
}
