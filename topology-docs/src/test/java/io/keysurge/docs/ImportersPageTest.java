// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.UsageEvent;
import io.keysurge.load.UsageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page of the importers")
class ImportersPageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([a-z_, ]+) \\|");

    private final String page = read();

    @Test
    void has_a_section_for_every_format() {
        List<String> headings =
                page.lines().filter(line -> line.startsWith("## ")).toList();

        assertThat(UsageFormat.names().split(", "))
                .allSatisfy(name -> assertThat(headings)
                        .anySatisfy(heading -> assertThat(heading).contains(name)));
    }

    @Test
    void names_only_fields_that_a_usage_event_has() {
        List<String> fields = UsageEvent.getClassSchema().getFields().stream()
                .map(Schema.Field::name)
                .toList();

        assertThat(ROW.matcher(page)
                        .results()
                        .flatMap(row -> Arrays.stream(row.group(1).split(", ", -1)))
                        .filter(name -> !name.equals("field")))
                .isNotEmpty()
                .isSubsetOf(fields);
    }

    private static String read() {
        try {
            return Files.readString(Path.of("importers.md"));
        } catch (IOException e) {
            throw new IllegalStateException("importers.md is not in this module", e);
        }
    }
}
