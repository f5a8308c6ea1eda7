// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.imports.ImportSettings;
import io.keysurge.listen.Protocol.Payload;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("LiteLLM's logging callback")
class LiteLlmProtocolTest {

    private final LiteLlmProtocol protocol = new LiteLlmProtocol(ImportSettings.NONE);

    @Test
    void sends_an_array_or_one_call_as_one_document() throws Exception {
        assertThat(read(Sample.calls("a", 3))).singleElement().isInstanceOf(Payload.Document.class);
        assertThat(read(Sample.call("a"))).singleElement().isInstanceOf(Payload.Document.class);
    }

    @Test
    void sends_a_call_per_line() throws Exception {
        assertThat(read(Sample.call("a") + "\n" + Sample.call("b") + "\r\n\r\n" + Sample.call("c")))
                .hasSize(3)
                .allMatch(Payload.Document.class::isInstance);
    }

    @Test
    void loses_no_line_to_a_bad_one() throws Exception {
        List<Payload> payloads = read(Sample.call("a") + "\n{\"id\": \n" + Sample.call("c") + "\n7\n");

        assertThat(payloads).hasSize(4);
        assertThat(payloads)
                .filteredOn(Payload.Unreadable.class::isInstance)
                .extracting(each -> ((Payload.Unreadable) each).place())
                .containsExactly("line 2", "line 4");
    }

    @Test
    void is_refused_as_a_whole_when_nothing_in_it_can_be_read_and_none_of_it_is_repeated() {
        assertThatThrownBy(() -> read("[{\"id\": \"" + Sample.KEY))
                .isInstanceOf(MalformedBodyException.class)
                .hasMessageContaining("not valid JSON at line 1")
                .message()
                .doesNotContain(Sample.KEY);
        assertThatThrownBy(() -> read("")).isInstanceOf(MalformedBodyException.class);
    }

    private List<Payload> read(String body) throws Exception {
        return protocol.read(Sample.utf8(body), "application/json");
    }
}
