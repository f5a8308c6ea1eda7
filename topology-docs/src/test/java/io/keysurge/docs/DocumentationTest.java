// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.config.DetectorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The documentation made from the code")
class DocumentationTest {

    private static final Set<String> BY_HAND =
            Set.of("README.md", "producers.md", "investigation.md", "responders.md", "importers.md");

    private static final Path FOLDER = Path.of(System.getProperty("basedir", ""));
    private static final String MEND =
            "%s is not what the code says. If the code is right, renew it: ./mvnw -q -pl topology-docs -am test"
                    + " -Dkeysurge.docs.write=true -Dtest=DocumentationTest -Dsurefire.failIfNoSpecifiedTests=false";

    @BeforeAll
    static void renew_the_pages_when_asked_to() throws IOException {
        if (Boolean.getBoolean("keysurge.docs.write")) {
            DocsRenderer.write(FOLDER);
        }
    }

    static Set<String> pages() {
        return DocsRenderer.pages().keySet();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void is_committed_as_the_code_makes_it(String page) {
        assertThat(FOLDER.resolve(page))
                .as(MEND, page)
                .hasContent(DocsRenderer.pages().get(page));
    }

    @Test
    void has_no_page_that_nothing_makes() throws IOException {
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.endsWith(".md") || name.endsWith(".txt"))
                    .filteredOn(name -> !BY_HAND.contains(name))
                    .containsExactlyInAnyOrderElementsOf(pages());
        }
    }

    @Test
    void explains_every_page_in_the_readme() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("README.md"))).contains(pages());
    }

    @Test
    void names_only_settings_that_exist_where_it_explains_alerts() {
        Set<String> named = Pattern.compile("`([a-z]+(\\.[a-z]+)+)`")
                .matcher(AlertTypesPage.render().replace("`settings.md`", ""))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(named).isNotEmpty();
        assertThat(DetectorConfig.definition().names()).containsAll(named);
    }
}
