// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.jspecify.annotations.Nullable;

/** What a setting's value has to be, in words. */
final class Rule {

    private static final Pattern RANGE = Pattern.compile("\\[(?:([^,\\[]+),)?\\.\\.\\.(?:,([^,\\]]+))?]");
    private static final Pattern CHOICE = Pattern.compile("\\[(.*)]");
    private static final Pattern NAMELESS = Pattern.compile(".*(?:@[0-9a-f]+|\\$\\$Lambda.*)");

    private Rule() {}

    /** The type and, where the validator can describe itself, the bounds: {@code a whole number, 1 or more}. */
    static String of(ConfigKey key) {
        String bounds = bounds(key.validator);
        return bounds.isEmpty() ? type(key.type) : type(key.type) + ", " + bounds;
    }

    /** The bounds alone; empty where there are none or the validator cannot say. */
    static String bounds(ConfigDef.@Nullable Validator validator) {
        String text = validator == null ? "" : validator.toString();
        if (text == null || NAMELESS.matcher(text).matches()) {
            return "";
        }
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            return range(range.group(1), range.group(2));
        }
        Matcher choice = CHOICE.matcher(text);
        if (choice.matches()) {
            return "one of " + choice.group(1);
        }
        return text;
    }

    private static String range(@Nullable String least, @Nullable String most) {
        if (least != null && most != null) {
            return "from " + least + " to " + most;
        }
        return least != null ? least + " or more" : "at most " + most;
    }

    private static String type(ConfigDef.Type type) {
        return switch (type) {
            case BOOLEAN -> "true or false";
            case SHORT, INT, LONG -> "a whole number";
            case DOUBLE -> "a number";
            case LIST -> "a list separated by commas";
            case STRING -> "text";
            case PASSWORD -> "text, kept secret";
            case CLASS -> "a class name";
            default -> type.name().toLowerCase(Locale.ROOT);
        };
    }
}
