// SPDX-License-Identifier: Apache-2.0
package io.keysurge.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.keysurge.topics.TopicSpec;
import io.keysurge.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The contracts as they are, and as they were in every release: {@code src/main/avro-released/<version>}. */
final class ReleasedSchemas {

    static final Path RELEASES = Path.of("src", "main", "avro-released");

    private ReleasedSchemas() {}

    /** The contract of every topic, as it is now. */
    static List<Schema> current() {
        return new Topics(Topics.DEFAULT_PREFIX)
                .all().stream()
                        .map(TopicSpec::value)
                        .filter(Objects::nonNull)
                        .map(type -> SpecificData.get().getSchema(type))
                        .toList();
    }

    /** Every contract of every release. */
    static List<Released> all() {
        return all(RELEASES);
    }

    /** Every contract of every release kept in a folder. */
    static List<Released> all(Path releases) {
        return list(releases).stream().flatMap(ReleasedSchemas::in).toList();
    }

    /** Writes the contracts as they are now into the folder of a release. */
    static void write(Path releases, String version) throws IOException {
        Path folder = Files.createDirectories(releases.resolve(version));
        for (Schema schema : current()) {
            String json = new ObjectMapper().readTree(schema.toString()).toPrettyString();
            Files.writeString(folder.resolve(schema.getName() + ".avsc"), json + "\n");
        }
    }

    private static Stream<Released> in(Path folder) {
        return list(folder).stream()
                .map(file -> new Released(folder.getFileName().toString(), parse(file)));
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * One contract of one release.
     *
     * @param version the release
     * @param schema the contract as it was
     */
    record Released(String version, Schema schema) {

        @Override
        public String toString() {
            return schema.getName() + " of " + version;
        }
    }
}
