// SPDX-License-Identifier: Apache-2.0
package io.keysurge.email;

import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.notice.Notice;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** One notice as a message, with the same id at every attempt. */
final class NoticeMessage extends MimeMessage {

    private static final int URGENT = 4;

    private final String messageId;

    private NoticeMessage(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    static NoticeMessage of(
            Session session, EmailSettings settings, ActionRecord action, Alert alert, Notice notice, Instant now)
            throws MessagingException {
        var message = new NoticeMessage(session, id("action", action.getActionId()));
        message.setFrom(new InternetAddress(settings.from(), true));
        for (String address : recipients(settings, action, alert)) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(address, true));
        }
        message.setSubject(notice.title(), StandardCharsets.UTF_8.name());
        message.setText(notice.text(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(now));
        message.setHeader("References", id("case", notice.caseId()));
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no absence notes in answer
        message.setHeader("X-Keysurge-Case", notice.caseId());
        if (notice.severity() >= URGENT) {
            message.setHeader("Importance", "high");
        }
        message.saveChanges();
        return message;
    }

    private static List<String> recipients(EmailSettings settings, ActionRecord action, Alert alert) {
        String owner = alert.getIdentity().getOwner();
        String address = owner == null ? null : settings.owners().get(owner);
        return action.getStep() == ResponseStep.NOTIFY_OWNER && address != null
                ? List.of(address)
                : settings.responders();
    }

    private static String id(String what, String id) {
        return "<" + what + "-" + id + "@keysurge>";
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
