// SPDX-License-Identifier: Apache-2.0
package io.keysurge.command;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Where commands go.
 *
 * @param topic on the broker that the sink itself is at
 * @param deadline for one command to be written
 */
public record CommandSettings(String topic, Duration deadline) {

    /** What a topic may be called. */
    public static final String RULE = "a topic's name: letters, digits, dots, dashes and underscores, 249 at most";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    public CommandSettings {
        requireName(topic);
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline: " + deadline + " (expected: > 0)");
        }
    }

    /**
     * Checks a topic's name.
     *
     * @throws IllegalArgumentException when no topic can be called that
     */
    public static void requireName(String topic) {
        if (!NAME.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
            throw new IllegalArgumentException("topic: '" + topic + "' (expected: " + RULE + ")");
        }
    }

    /** What may be shown of it. */
    public String shown() {
        return "the topic " + topic;
    }
}
