// SPDX-License-Identifier: Apache-2.0
package io.keysurge.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.AuditRecord;
import io.keysurge.contract.EventReference;
import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An audit chain")
class ChainCheckTest {

    private static final Instant NOW = Instant.parse("2026-01-09T12:00:00Z");
    private static final String CHAIN = "keysurge.actions-0";

    private final List<AuditRecord> chain = chain(5);

    @Test
    void holds_as_it_was_written() {
        ChainCheck check = check(chain);

        assertThat(check.broken()).isEmpty();
        assertThat(check.heads())
                .containsExactly(Map.entry(CHAIN, new ChainHead(5, chain.get(4).getHash())));
    }

    @Test
    void begins_with_zeros_and_bears_the_hash_of_the_record_before() {
        assertThat(chain.get(0).getPreviousHash()).isEqualTo("0".repeat(64));
        assertThat(chain.get(1).getPreviousHash()).isEqualTo(chain.get(0).getHash());
    }

    @Test
    void hashes_canonical_json_as_anybody_else_would() throws Exception {
        AuditRecord record = chain.get(0);
        String canonical =
                "{\"action_id\":\"" + record.getActionId() + "\",\"actor\":\"alert-sink\",\"alert_id\":\"alert-0\","
                        + "\"chain_id\":\"keysurge.actions-0\",\"configuration_hash\":\"0123456789abcdef\","
                        + "\"decision\":\"LIVE EXECUTING SUSPEND\",\"evidence\":["
                        + "{\"event_id\":null,\"offset\":0,\"partition\":0,\"topic\":\"keysurge.actions\"},"
                        + "{\"event_id\":null,\"offset\":7,\"partition\":3,\"topic\":\"keysurge.alerts\"}],"
                        + "\"identity_id\":\"nhi-0\",\"previous_hash\":\"" + "0".repeat(64)
                        + "\",\"reason\":\"every guard rail passed\",\"recorded_at\":\"2026-01-09T12:00:00Z\",\"sequence\":1}";

        byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
        assertThat(record.getHash()).isEqualTo(HexFormat.of().formatHex(digest));
    }

    @Test
    void gives_away_a_record_that_was_changed() {
        chain.get(2).setReason("nothing happened");

        assertThat(check(chain).broken()).containsExactly(CHAIN + " record 3: its content does not have its hash");
    }

    @Test
    void gives_away_a_record_that_was_changed_with_its_hash() {
        chain.get(2).setReason("nothing happened");
        chain.get(2).setHash(AuditHash.of(chain.get(2)));

        assertThat(check(chain).broken())
                .containsExactly(CHAIN + " record 4: does not bear the hash of the record before");
    }

    @Test
    void gives_away_a_record_that_was_left_out() {
        chain.remove(2);

        assertThat(check(chain).broken())
                .containsExactly(
                        CHAIN + " record 4: follows record 2",
                        CHAIN + " record 4: does not bear the hash of the record before");
    }

    @Test
    void gives_away_that_its_end_was_cut_where_it_is_anchored(@TempDir Path folder) throws Exception {
        var anchor = new Anchor(folder.resolve("anchor"));
        anchor.note(check(chain.subList(0, 3)).heads());
        anchor.note(check(chain).heads());
        Map<String, ChainHead> anchored = Anchor.read(folder.resolve("anchor"));

        ChainCheck whole = check(chain);
        whole.hold(anchored);
        ChainCheck cut = check(chain.subList(0, 4));
        assertThat(cut.broken()).isEmpty();
        cut.hold(anchored);

        assertThat(whole.broken()).isEmpty();
        assertThat(cut.broken()).containsExactly(CHAIN + " record 5: is anchored and not in the chain");
    }

    @Test
    void has_an_anchor_that_names_the_line_it_cannot_read(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("anchor"), CHAIN + " " + ChainHead.START.text() + "\nnonsense\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Anchor.read(folder.resolve("anchor")))
                .withMessageEndingWith("line 2: 1 words (expected: a chain and its head)");
    }

    private static ChainCheck check(List<AuditRecord> records) {
        var check = new ChainCheck();
        records.forEach(check::take);
        return check;
    }

    private static List<AuditRecord> chain(int length) {
        List<AuditRecord> chain = new ArrayList<>();
        ChainHead head = ChainHead.START;
        for (int i = 0; i < length; i++) {
            ActionRecord action =
                    Actions.intent(Alerts.spike("alert-" + i, "nhi-" + i, NOW), ResponseStep.SUSPEND, NOW);
            var source = new EventReference(null, "keysurge.actions", 0, (long) i);
            AuditRecord link = AuditLinks.of(action, CHAIN, head, source, NOW);
            chain.add(link);
            head = new ChainHead(link.getSequence(), link.getHash());
        }
        return chain;
    }
}
