package dev.spotter.emulator.lambda;

import dev.spotter.emulator.lambda.sample.ExitingFunction;
import dev.spotter.emulator.lambda.sample.ScriptedFunction;
import dev.spotter.emulator.lambda.sample.UnconstructibleFunction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zips as they are uploaded to Lambda, of the functions in {@code sample}. */
final class SampleZip {
    private static final List<Class<?>> FUNCTIONS =
            List.of(ScriptedFunction.class, UnconstructibleFunction.class, ExitingFunction.class);

    private SampleZip() {}

    /** With a jar in {@code lib} and the licence, as Maven's assemblies make them. */
    static Path withJar(Path file) throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        writeClasses(jar);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("lib/"));
            zip.putNextEntry(new ZipEntry("lib/functions.jar"));
            zip.write(jar.toByteArray());
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("LICENSE"));
            zip.closeEntry();
        }
        return file;
    }

    /** With the classes themselves, as SAM makes them. */
    static Path withClasses(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            writeClasses(out);
        }
        return file;
    }

    private static void writeClasses(OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Class<?> function : FUNCTIONS) {
                String name = function.getName().replace('.', '/') + ".class";
                zip.putNextEntry(new ZipEntry(name));
                try (InputStream bytes = function.getClassLoader().getResourceAsStream(name)) {
                    bytes.transferTo(zip);
                }
                zip.closeEntry();
            }
        }
    }
}
