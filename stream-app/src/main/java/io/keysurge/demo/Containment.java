// SPDX-License-Identifier: Apache-2.0
package io.keysurge.demo;

import io.keysurge.contract.ActionRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a live sink adds to the demo: the stolen key's client in a real Keycloak gets a token, is suspended and gets none,
 * and gets one again after a person has undone it.
 */
public final class Containment {

    private static final String TOKEN = "a token";
    private static final long MILLIS_BETWEEN_QUESTIONS = 250;
    private static final String REASON = "the demo is over";

    private final DemoRealm realm;
    private final List<String> operator;
    private final List<String> options;
    private final DemoVoice voice;
    private final Map<String, Permit> permits = new HashMap<>();
    private long refused;

    /**
     * A containment to show.
     *
     * @param access how to get into the Keycloak
     * @param operator the command that a person's commands are given to
     * @param options what each of them needs to find the cluster
     * @param voice hears what happens
     */
    public Containment(DemoRealmAccess access, List<String> operator, List<String> options, DemoVoice voice) {
        this.realm = new DemoRealm(access);
        this.operator = List.copyOf(operator);
        this.options = List.copyOf(options);
        this.voice = voice;
    }

    /** Makes the identities clients that get tokens. */
    void prepare(List<String> identities) {
        realm.make(identities);
        for (String identity : identities) {
            expect(identity, true);
            permits.put(identity, new Permit(true, Instant.EPOCH));
        }
        voice.step("In Keycloak, realm demo: " + identities.size()
                + " clients, one for each identity of a story; each gets tokens");
    }

    /**
     * Whether an identity of a story gets a token, as every caller of a model has to; asked anew after
     * {@value #MILLIS_BETWEEN_QUESTIONS} milliseconds. Any other identity is no client, and calls as it likes.
     */
    boolean mayCall(String identity, Instant now) {
        Permit last = permits.get(identity);
        if (last == null) {
            return true;
        }
        Permit permit = last;
        if (last.asked().plusMillis(MILLIS_BETWEEN_QUESTIONS).isBefore(now)) {
            permit = new Permit(realm.askForToken(identity).equals(TOKEN), now);
            permits.put(identity, permit);
        }
        refused += permit.given() ? 0 : 1;
        return permit.given();
    }

    /** Says how many calls were not made. */
    void tellRefusals() {
        if (refused > 0) {
            voice.step(refused + " calls were not made: Keycloak gave their identity no token any more");
        }
    }

    private record Permit(boolean given, Instant asked) {}

    /** Shows that a suspension holds, and that it can be undone. */
    void show(Optional<ActionRecord> contained) {
        ActionRecord suspension = contained.orElseThrow(() -> new DemoException("No suspension made its identity's"
                + " usage go quiet (expected: that of the stolen key); see the sink's log"));
        String identity = suspension.getIdentityId();
        voice.step("Keycloak, asked for a token by " + identity + ": " + expect(identity, false));
        operate("actions", "show", id(suspension));
        operate("actions", "undo", id(suspension), "--reason", REASON);
        voice.step("Keycloak, asked for a token by " + identity + ": " + expect(identity, true));
        operate("audit", "verify");
    }

    private static String id(ActionRecord action) {
        return action.getActionId().substring(0, 12);
    }

    private String expect(String identity, boolean token) {
        String answer = realm.askForToken(identity);
        if (answer.equals(TOKEN) != token) {
            throw new DemoException("Keycloak, asked for a token by " + identity + ": " + answer + " (expected: "
                    + (token ? TOKEN : "none") + ")");
        }
        return answer;
    }

    private void operate(String... arguments) {
        voice.step("$ ./keysurge " + String.join(" ", arguments).replace(REASON, "\"" + REASON + "\""));
        List<String> command = new ArrayList<>(operator);
        command.addAll(List.of(arguments));
        command.addAll(options);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                lines.lines().forEach(line -> voice.step("  " + line));
            }
            if (process.waitFor() != 0) {
                throw new DemoException("./keysurge " + arguments[0] + " " + arguments[1] + " ended with exit code "
                        + process.exitValue() + " (expected: 0)");
            }
        } catch (IOException e) {
            throw new DemoException("./keysurge " + arguments[0] + " could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted", e);
        }
    }
}
