// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.config.DetectorConfig;
import io.keysurge.detect.AlertKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Evidence is written by hand; what it says of the code is not left to memory. */
@DisplayName("The pages of evidence")
class DetectorPagesTest {

    private static final Path FOLDER = Path.of(System.getProperty("basedir", ""));
    private static final String COMMON = DetectorPages.FOLDER + "/README.md";
    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][A-Za-z]+)`");
    private static final Pattern DOTTED = Pattern.compile("`([a-z]+(\\.[a-z]+)+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)");
    private static final Pattern DECIMAL = Pattern.compile("\\d+\\.\\d+");

    static Set<String> pages() {
        return Stream.concat(Arrays.stream(AlertKind.values()).map(DetectorPages::file), Stream.of(COMMON))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void are_one_for_each_kind_of_alert_and_one_for_what_all_share() throws IOException {
        try (var files = Files.list(FOLDER.resolve(DetectorPages.FOLDER))) {
            assertThat(files.map(file -> DetectorPages.FOLDER + "/" + file.getFileName()))
                    .containsExactlyInAnyOrderElementsOf(pages());
        }
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void name_unit_and_severities_and_say_what_why_where_not_and_how_to_tune(AlertKind kind) throws IOException {
        assertThat(read(DetectorPages.file(kind)))
                .startsWith(DetectorPages.beginning(kind))
                .containsSubsequence(
                        "\n## What it sees\n",
                        "\n## The rule\n",
                        "\n## Why\n",
                        "\n## Known leaks and limits\n",
                        "\n## Tuning\n")
                .contains(kind.hasMargin() ? "`" + StatedNumbers.sensitivity(kind) + "`" : "there is no setting");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void state_numbers_as_the_code_has_them(String page) throws Exception {
        for (Map.Entry<String, List<Double>> stated :
                StatedNumbers.on(read(page)).entrySet()) {
            assertThat(stated.getValue())
                    .as("%s on %s", stated.getKey(), page)
                    .isEqualTo(StatedNumbers.inCode(stated.getKey()));
        }
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void leave_out_no_weight_of_the_classes_that_judge(AlertKind kind) throws Exception {
        String page = read(DetectorPages.file(kind));
        String judges = page.lines().skip(2).findFirst().orElseThrow().replaceFirst(".*Judged by ", "");
        Set<String> stated = StatedNumbers.on(page).keySet();
        List<String> names = found(CLASS_NAME, judges);
        assertThat(names).isNotEmpty();
        for (String name : names) {
            assertThat(stated).containsAll(StatedNumbers.weights(name));
        }
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void bear_out_every_decimal_in_the_story_of_the_alert(AlertKind kind) throws IOException {
        var story = AlertTypesPage.story(kind);
        Collection<List<Double>> constants =
                StatedNumbers.on(read(DetectorPages.file(kind))).values();
        assertThat(found(DECIMAL, story.when() + " " + story.severity()))
                .allMatch(number -> StatedNumbers.bear(
                        Double.parseDouble(number), constants.stream().flatMap(List::stream)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void name_only_settings_and_topics_that_exist(String page) throws IOException {
        Set<String> names = new TreeSet<>(DetectorConfig.definition().names());
        House.withDefaults().topics().all().forEach(topic -> names.add(topic.name()));
        assertThat(names).containsAll(found(DOTTED, read(page)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void lead_only_to_what_is_there(String page) throws IOException {
        Path from = FOLDER.resolve(page).getParent();
        assertThat(found(LINK, read(page)))
                .allSatisfy(link -> assertThat(from.resolve(link)).exists());
    }

    @Test
    void are_listed_where_people_begin_to_read() throws IOException {
        String index = read(COMMON);
        for (AlertKind kind : AlertKind.values()) {
            assertThat(index)
                    .contains("](" + DetectorPages.file(kind).substring(DetectorPages.FOLDER.length() + 1) + ")");
        }
        assertThat(read("README.md")).contains("](" + COMMON + ")");
    }

    private static String read(String page) throws IOException {
        return Files.readString(FOLDER.resolve(page));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.groupCount() == 0 ? match.group() : match.group(1))
                .toList();
    }
}
