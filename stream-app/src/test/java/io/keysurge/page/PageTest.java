// SPDX-License-Identifier: Apache-2.0
package io.keysurge.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A page")
class PageTest {

    private static final String HOSTILE = "<script>alert('1')</script>\"><img src=x onerror=alert(1)>&";

    private final String html = new Page(HOSTILE)
            .heading(HOSTILE)
            .paragraph(HOSTILE)
            .facts(Map.of(HOSTILE, HOSTILE))
            .table(List.of(HOSTILE), List.of(List.of(HOSTILE)))
            .drawing(new Drawing(10, 10, HOSTILE)
                    .text(1, 1, HOSTILE)
                    .dot(HOSTILE, 1, 1, 1, HOSTILE)
                    .rectangle(HOSTILE, 1, 1, 1, 1, HOSTILE)
                    .line(HOSTILE, 1, 1, 2, 2))
            .footer(HOSTILE)
            .html();

    @Test
    void shows_hostile_text_as_text_wherever_it_stands() {
        assertThat(html)
                .doesNotContain("<script")
                .doesNotContain("<img")
                .doesNotContain("onerror=alert(1)>")
                .contains("<h1>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&gt;&lt;img");
    }

    @Test
    void lets_the_browser_fetch_and_run_nothing_and_apply_its_own_style_alone() throws Exception {
        Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(html);
        assertThat(policy.find()).isTrue();
        assertThat(policy.group(1))
                .startsWith("default-src 'none'; style-src 'sha256-")
                .doesNotContain("unsafe");

        Matcher style = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(html);
        assertThat(style.find()).isTrue();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(policy.group(1)).contains(Base64.getEncoder().encodeToString(hash));
        assertThat(html.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:", "url(", "@import");
    }

    @Test
    void hides_what_looks_like_a_credential_and_what_turns_the_direction_of_writing() {
        assertThat(Escaped.html("sk-live-0123456789\u202Etxt\n\u0007.")).isEqualTo("(hidden) txt  .");
    }

    @Test
    void has_a_sister_in_markdown_in_which_neither_html_nor_cells_nor_links_break_out() {
        assertThat(Escaped.markdown("a|b <b> [x](javascript:1) `c`\n# d"))
                .isEqualTo("a\\|b &lt;b&gt; \\[x\\](javascript:1) \\`c\\` # d");
    }

    @Test
    void breaks_long_words_only_and_times_between_the_day_and_the_hour() {
        String table = new Page("t")
                .table(
                        List.of("time (UTC)"),
                        List.of(List.of("2026-01-13T21:31:00Z", "NEW_APPLICATION", "two words", "a".repeat(25) + " b")))
                .html();

        assertThat(table)
                .contains("<th>time (UTC)</th>")
                .contains("<td class=\"whole\">2026-01-13<wbr>T21:31:00Z</td>")
                .contains("<td class=\"whole\">NEW_APPLICATION</td>")
                .contains("<td>two words</td>")
                .contains("<td class=\"long\">" + "a".repeat(25) + " b</td>");
    }
}
