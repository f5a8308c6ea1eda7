// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Topics compared with the catalogue")
class TopicDifferencesTest {

    private final Topics topics = new Topics("t.");
    private final Map<String, ExistingTopic> existing = new HashMap<>();

    @BeforeEach
    void everything_as_it_should_be() {
        topics.all().forEach(spec -> existing.put(spec.name(), new ExistingTopic(4, 1, spec.config())));
    }

    private void change(TopicSpec spec, String name, String value) {
        Map<String, String> config = new HashMap<>(existing.get(spec.name()).config());
        config.put(name, value);
        existing.put(spec.name(), new ExistingTopic(4, 1, config));
    }

    @Test
    void do_not_differ_where_they_are_equal() {
        assertThat(TopicDifferences.between(topics, existing)).isEmpty();
    }

    @Test
    void do_not_differ_in_how_long_an_operator_keeps_them_or_in_the_order_of_policies() {
        change(topics.usage(), "retention.ms", "1000");
        change(topics.spend(), "cleanup.policy", "delete,compact");
        assertThat(TopicDifferences.between(topics, existing)).isEmpty();
    }

    @Test
    void differ_where_the_audit_would_be_deleted() {
        change(topics.audit(), "retention.ms", "1000");
        assertThat(TopicDifferences.between(topics, existing))
                .singleElement()
                .asString()
                .startsWith("t.audit: retention.ms is 1000 (expected: -1); ");
    }

    @Test
    void differ_where_a_policy_does_and_tell_the_mend() {
        change(topics.usage(), "message.timestamp.type", "CreateTime");
        assertThat(TopicDifferences.between(topics, existing))
                .containsExactly("t.usage: message.timestamp.type is CreateTime (expected: LogAppendTime); change it"
                        + " with kafka-configs --alter --entity-type topics --entity-name t.usage --add-config"
                        + " message.timestamp.type=[LogAppendTime]");
    }

    @Test
    void differ_where_one_is_missing() {
        existing.remove("t.alerts");
        assertThat(TopicDifferences.between(topics, existing))
                .containsExactly("t.alerts: does not exist (expected: created before use); run `keysurge setup`");
    }

    @Test
    void differ_where_what_belongs_together_is_split_in_another_way() {
        existing.put("t.identities", new ExistingTopic(3, 1, topics.identities().config()));
        assertThat(TopicDifferences.between(topics, existing))
                .containsExactly("t.identities: has 3 partitions (expected: 4, as t.usage); one task has to see all of"
                        + " one identity, so create the smaller topic anew");
    }

    @Test
    void differ_where_one_broker_alone_confirms_what_three_should_keep() {
        existing.put("t.usage", new ExistingTopic(4, 3, topics.usage().config()));
        assertThat(TopicDifferences.between(topics, existing))
                .singleElement()
                .asString()
                .startsWith("t.usage: min.insync.replicas is 1 (expected: 2 or more with 3 replicas); ");
    }
}
