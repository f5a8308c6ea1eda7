// SPDX-License-Identifier: Apache-2.0
package io.keysurge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The expose command")
class ExposeCommandIT {

    @TempDir
    private Path folder;

    @Test
    void finds_whose_credential_it_is_by_its_use() throws IOException {
        House house = new House("expose.");
        house.run("setup");
        Path usage = folder.resolve("usage.jsonl");
        Files.writeString(usage, """
                {"event_id": "1", "occurred_at": "%1$s", "identity_id": "nhi-1", "credential_fingerprint": "fp-1", "input_tokens": 7, "output_tokens": 5}
                {"event_id": "2", "occurred_at": "%1$s", "identity_id": "nhi-2", "credential_fingerprint": "fp-2", "input_tokens": 7, "output_tokens": 5}
                """.formatted(Instant.now()));
        assertThat(house.run("load", "--format", "jsonl", usage.toString()).exitCode())
                .isZero();

        Ran ran = house.run("expose", "fp-2", "--where", "https://git.example/acme", "--as", "scanner");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).singleElement().asString().matches("Reported: [0-9a-f]{32} of nhi-2");
        assertThat(house.run("expose", "fp-2", "--where", "https://git.example/acme", "--withdraw")
                        .out())
                .singleElement()
                .asString()
                .isEqualTo(ran.out().get(0).replace("Reported", "Withdrawn"));
    }

    @Test
    void says_what_to_do_when_nobody_used_it_and_never_takes_a_credential_itself() {
        House house = new House("expose-unknown.");
        house.run("setup");

        assertThat(house.run("expose", "fp-typo", "--where", "https://git.example/acme")
                        .err()
                        .get(0))
                .isEqualTo("FINGERPRINT: no usage with it within 30 days (expected: one that usage events carry, or"
                        + " --identity)");
        Ran ran = house.run(
                "expose", "sk-live-0123456789abcdef", "--identity", "nhi-1", "--where", "https://git.example/acme");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err().get(0))
                .startsWith("credential_fingerprint: 24 characters with what looks like a credential (expected: none)")
                .doesNotContain("0123456789");
    }
}
