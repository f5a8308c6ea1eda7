// SPDX-License-Identifier: Apache-2.0
package io.keysurge.email;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.notice.Notice;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.Connector;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people by e-mail. Messages of one case refer to each other, so that mail programs show them together. */
public final class EmailConnector implements Connector {

    /** The connector's name in the ledger. */
    public static final String NAME = "email";

    /** Steps that it can take. */
    public static final Set<ResponseStep> STEPS =
            Collections.unmodifiableSet(EnumSet.of(ResponseStep.NOTIFY_OWNER, ResponseStep.NOTIFY_RESPONDERS));

    private static final Logger LOG = LoggerFactory.getLogger(EmailConnector.class);

    private final EmailSettings settings;
    private final InstantSource clock;
    private final Session session;
    private final String protocol;

    /** A connector to one mail server; connects only when called. */
    public EmailConnector(EmailSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.protocol = settings.security() == EmailSettings.Security.TLS ? "smtps" : "smtp";
        this.session = Session.getInstance(properties());
    }

    private Properties properties() {
        String timeout = Long.toString(settings.timeout().toMillis());
        Properties properties = new Properties();
        String prefix = "mail." + protocol + ".";
        properties.put(prefix + "connectiontimeout", timeout);
        properties.put(prefix + "timeout", timeout);
        properties.put(prefix + "writetimeout", timeout);
        properties.put(prefix + "ssl.checkserveridentity", "true");
        boolean startTls = settings.security() == EmailSettings.Security.STARTTLS;
        properties.put(prefix + "starttls.enable", Boolean.toString(startTls));
        properties.put(prefix + "starttls.required", Boolean.toString(startTls));
        properties.put(prefix + "auth", Boolean.toString(settings.user() != null));
        return properties;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** A message that was sent twice has one id, by which mail programs drop the second. */
    @Override
    public Traits traits() {
        return new Traits(false, true, false, false);
    }

    @Override
    public String plan(ResponseStep step, AlertFacts alert) {
        String whom = step == ResponseStep.NOTIFY_OWNER ? "the owner of " + alert.identityId() : "the responders";
        return "send " + whom + " " + settings.shown();
    }

    @Override
    public Outcome execute(ActionRecord action, Alert alert, String key) {
        if (!STEPS.contains(action.getStep())) {
            return new Refused("an e-mail cannot " + action.getStep());
        }
        try (Transport transport = session.getTransport(protocol)) {
            NoticeMessage message =
                    NoticeMessage.of(session, settings, action, alert, Notice.of(action, alert), clock.instant());
            transport.connect(settings.host(), settings.port(), settings.user(), settings.password());
            Address[] recipients = message.getAllRecipients();
            transport.sendMessage(message, recipients);
            return new Done("accepted for " + recipients.length + " of " + recipients.length + " recipients");
        } catch (AuthenticationFailedException e) {
            // What the server says may quote what was sent.
            return new TryAgain("the mail server does not accept the user and the password", null);
        } catch (SendFailedException e) {
            return refusedOrPartly(e);
        } catch (MessagingException e) {
            LOG.warn("Action {} at {}: {}", key, settings.shown(), e.getClass().getSimpleName());
            return new TryAgain(
                    "the mail server did not take it: " + e.getClass().getSimpleName(), null);
        }
    }

    /** Once some have it, sending again would only tell them twice. */
    private static Outcome refusedOrPartly(SendFailedException failure) {
        int sent = count(failure.getValidSentAddresses());
        int invalid = count(failure.getInvalidAddresses());
        if (sent > 0) {
            return new Done("accepted for " + sent + " recipients, refused for " + invalid);
        }
        return count(failure.getValidUnsentAddresses()) > 0 || invalid == 0
                ? new TryAgain("the mail server took it for nobody", null)
                : new Refused("the mail server knows none of the " + invalid + " recipients");
    }

    private static int count(Address[] addresses) {
        return addresses == null ? 0 : addresses.length;
    }
}
