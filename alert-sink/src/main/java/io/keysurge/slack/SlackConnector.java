// SPDX-License-Identifier: Apache-2.0
package io.keysurge.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.contract.ActionRecord;
import io.keysurge.contract.Alert;
import io.keysurge.contract.ResponseStep;
import io.keysurge.errand.AnswerJudge;
import io.keysurge.errand.Errands;
import io.keysurge.http.Answer;
import io.keysurge.http.Names;
import io.keysurge.http.OneShotClient;
import io.keysurge.http.PublicAddresses;
import io.keysurge.http.Request;
import io.keysurge.notice.Notice;
import io.keysurge.revoke.AlertFacts;
import io.keysurge.revoke.Connector;
import io.keysurge.revoke.Outcome;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells a channel by an incoming webhook. */
public final class SlackConnector implements Connector {

    /** The connector's name in the ledger. */
    public static final String NAME = "slack";

    /** Steps that it can take. */
    public static final Set<ResponseStep> STEPS =
            Collections.unmodifiableSet(EnumSet.of(ResponseStep.NOTIFY_OWNER, ResponseStep.NOTIFY_RESPONDERS));

    private static final String DOING = "telling the channel";

    /** The channel is archived, the webhook revoked: a person has to make a new one. */
    private static final AnswerJudge JUDGE =
            new AnswerJudge(Map.of(410, text -> new Refused(text + ": the channel or its webhook is gone")));

    private final SlackSettings settings;
    private final InstantSource clock;
    private final OneShotClient http;
    private final Errands errands;

    /** A connector to one channel; connects only when called. */
    public SlackConnector(SlackSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.http = new OneShotClient(
                new PublicAddresses(settings.allowPrivate(), "sink.slack.allow.private", Names.SYSTEM),
                settings.connectTimeout(),
                settings.deadline());
        this.errands = new Errands(settings.shown(), settings.deadline());
    }

    @Override
    public String name() {
        return NAME;
    }

    /** A message that was sent twice is read twice, which harms less than one that was not sent. */
    @Override
    public Traits traits() {
        return new Traits(false, true, false, false);
    }

    @Override
    public String plan(ResponseStep step, AlertFacts alert) {
        return "tell " + settings.shown() + " of " + alert.identityId();
    }

    @Override
    public Outcome execute(ActionRecord action, Alert alert, String key) {
        if (!STEPS.contains(action.getStep())) {
            return new Refused("a channel cannot " + action.getStep());
        }
        return errands.act(key, deadline -> {
            Request request = Request.of("POST", settings.webhook().url())
                    .withJson(body(Notice.of(action, alert)).toString().getBytes(StandardCharsets.UTF_8));
            Answer answer = http.call(request, deadline);
            JUDGE.requireSuccess(DOING, answer, clock.instant());
            return new Done("HTTP " + answer.status());
        });
    }

    /** A header, the lines as plain text, and all of it once more for clients that know no blocks. */
    static ObjectNode body(Notice notice) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("text", escaped(notice.text()));
        ArrayNode blocks = body.putArray("blocks");
        text(blocks.addObject().put("type", "header").putObject("text"), shortened(notice.title(), MOST_HEADER));
        text(
                blocks.addObject().put("type", "section").putObject("text"),
                shortened(String.join("\n", notice.lines()), MOST_SECTION));
        return body;
    }

    /** Limits of Slack's block kit, in characters. */
    private static final int MOST_HEADER = 150;

    private static final int MOST_SECTION = 3_000;

    /** Plain text: an identity's name can neither link nor call anybody. */
    private static void text(ObjectNode text, String said) {
        text.put("type", "plain_text").put("text", said).put("emoji", false);
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 3) + "...";
    }

    /** In {@code text} these three would be markup: a link, a call of everybody. */
    private static String escaped(String text) {
        String escaped = text;
        for (List<String> each : List.of(List.of("&", "&amp;"), List.of("<", "&lt;"), List.of(">", "&gt;"))) {
            escaped = escaped.replace(each.get(0), each.get(1));
        }
        return escaped;
    }

    @Override
    public void close() {
        http.close();
    }
}
