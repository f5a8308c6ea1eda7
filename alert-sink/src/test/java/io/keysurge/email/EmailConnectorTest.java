// SPDX-License-Identifier: Apache-2.0
package io.keysurge.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.email.EmailSettings.Security;
import io.keysurge.fixture.Actions;
import io.keysurge.fixture.Alerts;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("E-mail, to a real SMTP server")
class EmailConnectorTest {

    private static final GreenMail SERVER = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private static final Instant NOW = Instant.parse("2026-01-09T12:00:00Z");

    private final Alert alert = Alerts.spike("alert-1", "nhi-42", NOW);

    @BeforeEach
    void begin() {
        SERVER.start();
    }

    @AfterEach
    void end() {
        SERVER.stop();
    }

    @Test
    void tells_the_responders_what_happened_and_how_to_look() throws Exception {
        assertThat(connector(null).execute(action(ResponseStep.NOTIFY_RESPONDERS), alert, "key"))
                .isInstanceOf(Done.class);

        MimeMessage message = SERVER.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("[severity 5] TOKEN_SPIKE on nhi-42");
        assertThat(message.getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("a@example.org", "b@example.org");
        assertThat((String) message.getContent())
                .contains(alert.getExplanation(), "./keysurge actions list --identity nhi-42");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void keeps_the_id_of_a_message_that_is_sent_again_and_the_thread_of_its_case() throws Exception {
        ActionRecord first = action(ResponseStep.NOTIFY_RESPONDERS);
        ActionRecord update = ActionRecord.newBuilder(first)
                .setActionId("f".repeat(64))
                .setTellsOf("e".repeat(64))
                .setPlan("SUSPEND of nhi-42 by keycloak is VERIFIED: seen")
                .build();
        EmailConnector connector = connector(null);

        connector.execute(first, alert, "key");
        connector.execute(first, alert, "key");
        connector.execute(update, alert, "key");

        MimeMessage[] messages = SERVER.getReceivedMessages();
        assertThat(messages[1].getMessageID()).isEqualTo(messages[0].getMessageID());
        assertThat(messages[2].getMessageID()).isNotEqualTo(messages[0].getMessageID());
        assertThat(messages[2].getHeader("References")).isEqualTo(messages[0].getHeader("References"));
        assertThat(messages[2].getSubject()).isEqualTo("[update] SUSPEND of nhi-42 by keycloak is VERIFIED: seen");
    }

    @Test
    void tells_the_owner_alone_where_that_is_asked_for_and_the_address_is_known() throws Exception {
        Alert owned = Alert.newBuilder(alert)
                .setIdentity(Alerts.identity("nhi-42").setOwner("team-a").build())
                .build();

        connector(null).execute(action(ResponseStep.NOTIFY_OWNER), owned, "key");

        assertThat(SERVER.getReceivedMessages()[0].getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("team-a@example.org");
    }

    @Test
    void lets_no_name_in_an_event_write_a_header_or_a_line_of_its_own() throws Exception {
        Alert forged = Alerts.spike("alert-1", "nhi\r\nBcc: thief@example.org\r\n\r\nhello", NOW);

        connector(null).execute(Actions.intent(forged, ResponseStep.NOTIFY_RESPONDERS, NOW), forged, "key");

        MimeMessage message = SERVER.getReceivedMessages()[0];
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getAllRecipients()).hasSize(2);
        assertThat(((String) message.getContent()).lines()).noneMatch(line -> line.startsWith("Bcc"));
    }

    @Test
    void says_without_the_password_that_it_is_not_accepted_and_tries_again() {
        SERVER.setUser("keysurge", "right");

        var outcome = connector("SECRET").execute(action(ResponseStep.NOTIFY_RESPONDERS), alert, "key");

        assertThat(outcome).isInstanceOf(TryAgain.class);
        assertThat(outcome.toString()).doesNotContain("SECRET");
    }

    @Test
    void tries_again_when_nobody_answers() {
        EmailConnector connector = connector(null);
        SERVER.stop();

        assertThat(connector.execute(action(ResponseStep.NOTIFY_RESPONDERS), alert, "key"))
                .isInstanceOf(TryAgain.class);
    }

    @Test
    void sends_nothing_in_clear_where_the_server_offers_no_starttls() {
        EmailSettings settings = settings(Security.STARTTLS, null);

        assertThat(new EmailConnector(settings, InstantSource.fixed(NOW))
                        .execute(action(ResponseStep.NOTIFY_RESPONDERS), alert, "key"))
                .isInstanceOf(TryAgain.class);
        assertThat(SERVER.getReceivedMessages()).isEmpty();
    }

    @Test
    void can_only_tell() {
        assertThat(connector(null).execute(action(ResponseStep.SUSPEND), alert, "key"))
                .isEqualTo(new Refused("an e-mail cannot SUSPEND"));
    }

    private ActionRecord action(ResponseStep step) {
        return Actions.intent(alert, step, NOW);
    }

    private static EmailConnector connector(@Nullable String password) {
        return new EmailConnector(settings(Security.NONE, password), InstantSource.fixed(NOW));
    }

    private static EmailSettings settings(Security security, @Nullable String password) {
        return new EmailSettings(
                "127.0.0.1",
                SERVER.getSmtp().getPort(),
                security,
                password == null ? null : "keysurge",
                password,
                "keysurge@example.org",
                List.of("a@example.org", "b@example.org"),
                Map.of("team-a", "team-a@example.org"),
                Duration.ofSeconds(5));
    }
}
