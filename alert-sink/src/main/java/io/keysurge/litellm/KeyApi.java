// SPDX-License-Identifier: Apache-2.0
package io.keysurge.litellm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keysurge.errand.AnswerJudge;
import io.keysurge.errand.NotDoneException;
import io.keysurge.http.Answer;
import io.keysurge.http.Deadline;
import io.keysurge.http.OneShotClient;
import io.keysurge.http.Request;
import io.keysurge.revoke.Outcome.Refused;
import io.keysurge.revoke.Outcome.TryAgain;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The few things that are done to virtual keys, each by one call with the admin key. Keys are looked up with
 * {@code /key/list}, which alone takes an alias, and says of a key that is gone that there is none: a 404 could as well
 * come from a wrong address.
 */
final class KeyApi {

    /** Small, so that a page of long key objects is still read to its end. */
    private static final int PAGE_SIZE = 10;

    private static final int MOST_PAGES = 20;

    private static final JsonMapper JSON = new JsonMapper();

    private final LiteLlmSettings settings;
    private final String base;
    private final OneShotClient http;
    private final InstantSource clock;

    KeyApi(LiteLlmSettings settings, OneShotClient http, InstantSource clock) {
        this.settings = settings;
        this.base = settings.server().url().toString().replaceAll("/+$", "");
        this.http = http;
        this.clock = clock;
    }

    /** The one key of exactly this name. */
    KeyState find(KeyName name, Deadline deadline) throws NotDoneException, IOException {
        if (!name.isUsable()) {
            throw refused("the identity is called by nothing, or by what seems to be a key (expected: an alias or a"
                    + " hashed token in sink.litellm.keys)");
        }
        if (name.isToken()) {
            return find(name.text(), deadline)
                    .orElseThrow(() -> refused("there is no " + name.shown() + " at " + settings.shown()));
        }
        List<JsonNode> found = called(name, deadline);
        if (found.size() != 1) {
            throw refused("there is " + (found.isEmpty() ? "no " : "more than one ") + name.shown() + " at "
                    + settings.shown() + " (expected: exactly one; sink.litellm.keys names another alias or a hashed"
                    + " token)");
        }
        return state(name, found.get(0));
    }

    /** The key with this hashed token; empty when LiteLLM says that there is none. */
    Optional<KeyState> find(String token, Deadline deadline) throws NotDoneException, IOException {
        KeyName name = new KeyName(token);
        JsonNode keys = list(name, "key_hash=" + token, 1, deadline).path("keys");
        for (JsonNode key : keys) {
            if (key.path("token").asText().equals(token)) {
                return Optional.of(state(name, key));
            }
        }
        if (!keys.isEmpty()) {
            throw new NotDoneException(new Refused("looking for the " + name.shown() + ": LiteLLM lists other keys"
                    + " (expected: a version whose /key/list filters by key_hash)"));
        }
        return Optional.empty();
    }

    void block(KeyState key, Deadline deadline) throws NotDoneException, IOException {
        post("block", request(key), key, deadline);
    }

    void unblock(KeyState key, Deadline deadline) throws NotDoneException, IOException {
        post("unblock", request(key), key, deadline);
    }

    /** Changes the limits, and nothing else. */
    void limit(KeyState key, Limits limits, Deadline deadline) throws NotDoneException, IOException {
        ObjectNode request = request(key);
        limits.putChanges(key.limits(), request);
        post("update", request, key, deadline);
    }

    void delete(KeyState key, Deadline deadline) throws NotDoneException, IOException {
        ObjectNode request = JSON.createObjectNode();
        request.putArray("keys").add(key.token());
        post("delete", request, key, deadline);
    }

    /** Some versions also list keys whose alias only contains the one asked for, so all pages are looked through. */
    private List<JsonNode> called(KeyName name, Deadline deadline) throws NotDoneException, IOException {
        Map<String, JsonNode> found = new LinkedHashMap<>(); // a key may move from one page to the next meanwhile
        String filter = "key_alias=" + URLEncoder.encode(name.text(), UTF_8).replace("+", "%20");
        int pages = 1;
        for (int page = 1; page <= pages; page++) {
            JsonNode answer = list(name, filter, page, deadline);
            for (JsonNode key : answer.path("keys")) {
                if (name.text().equals(key.path("key_alias").textValue())) {
                    found.put(key.path("token").asText(), key);
                }
            }
            pages = answer.path("total_pages").asInt(1);
            if (pages > MOST_PAGES) {
                throw refused("looking for the " + name.shown() + ": LiteLLM lists more than " + PAGE_SIZE * MOST_PAGES
                        + " keys (expected: few; sink.litellm.keys may name a hashed token)");
            }
        }
        return List.copyOf(found.values());
    }

    private JsonNode list(KeyName name, String filter, int page, Deadline deadline)
            throws NotDoneException, IOException {
        String doing = "looking for the " + name.shown();
        URI uri = uri("list?" + filter + "&return_full_object=true&page=" + page + "&size=" + PAGE_SIZE);
        Answer answer = http.callAndRead(signed(Request.of("GET", uri)), deadline);
        if (answer.status() == 404) {
            throw refused(doing + ": HTTP 404 (expected: sink.litellm.url is the proxy's base address)");
        }
        LiteLlmAnswers.JUDGE.requireSuccess(doing, answer, clock.instant());
        JsonNode list = AnswerJudge.json(doing, answer);
        if (!list.path("keys").isArray()) {
            throw new NotDoneException(new TryAgain(doing + ": HTTP " + answer.status() + " without keys", null));
        }
        return list;
    }

    private KeyState state(KeyName name, JsonNode key) throws NotDoneException {
        KeyState state = KeyState.of(key)
                .orElseThrow(() -> refused("LiteLLM does not show the " + name.shown()
                        + " as documented (expected: a hashed token, blocked, tpm_limit, rpm_limit)"));
        if (state.token().equals(settings.adminKey().token())) {
            throw refused("the " + name.shown() + " is never touched: this connector lives on it");
        }
        return state;
    }

    private void post(String what, ObjectNode body, KeyState key, Deadline deadline)
            throws NotDoneException, IOException {
        Request request = Request.of("POST", uri(what))
                .with("litellm-changed-by", "keysurge")
                .withJson(body.toString().getBytes(UTF_8));
        String doing = "/key/" + what + " of the " + new KeyName(key.token()).shown();
        LiteLlmAnswers.JUDGE.requireSuccess(doing, http.call(signed(request), deadline), clock.instant());
    }

    private Request signed(Request request) {
        return request.with("Authorization", "Bearer " + settings.adminKey().text());
    }

    private URI uri(String what) {
        return URI.create(base + "/key/" + what);
    }

    private static ObjectNode request(KeyState key) {
        return JSON.createObjectNode().put("key", key.token());
    }

    private static NotDoneException refused(String why) {
        return new NotDoneException(new Refused(why));
    }
}
