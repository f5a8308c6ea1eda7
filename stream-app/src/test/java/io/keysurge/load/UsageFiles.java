// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Usage files as tests need them. */
final class UsageFiles {

    static final String HEADER =
            "identity,minute,application,agent,model,origin,status,calls,input_tokens,output_tokens\n";

    private UsageFiles() {}

    static Path write(Path folder, String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path folder, String content) {
        return write(folder, "usage.csv", content.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] gzip(String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static List<Line> read(Path path, UsageFormat format) {
        try (UsageFile file = UsageFile.open(path, format)) {
            List<Line> lines = new ArrayList<>();
            file.forEachRemaining(lines::add);
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
