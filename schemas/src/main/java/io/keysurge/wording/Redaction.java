// SPDX-License-Identifier: Apache-2.0
package io.keysurge.wording;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps secrets out of what people and logs get to read.
 *
 * <p>Values are judged by their look (API keys, tokens, private keys, passwords within URLs), names by their words. A
 * look can only be known when it has been seen before, so a value is also cut short wherever it is quoted.
 */
public final class Redaction {

    /** What stands in place of a secret. */
    public static final String HIDDEN = "(hidden)";

    /** Characters of a foreign value that a message repeats at most. */
    public static final int LONGEST_QUOTE = 40;

    private static final int LONGEST_LOOK = 4_096;

    private static final Pattern SECRET = Pattern.compile(String.join(
            "|",
            "(?<![A-Za-z0-9])sk-[A-Za-z0-9_-]{8,}",
            "(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{8,}",
            "(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{8,}",
            "(?<![A-Za-z0-9])github_pat_[A-Za-z0-9_]{8,}",
            "(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{8,}",
            "(?<![A-Za-z0-9])xox[a-z]-[A-Za-z0-9-]{6,}",
            "(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{16,}",
            "(?<![A-Za-z0-9])hf_[A-Za-z0-9]{12,}",
            "(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{6,}(?:\\.[A-Za-z0-9_-]*){0,4}",
            "-----BEGIN [\\s\\S]*",
            "(?i:\\bbearer\\s+)[A-Za-z0-9._~+/=-]{8,}",
            "(?<=://)[^/\\s@]+(?=@)"));

    /**
     * A secret that only its name gives away, as in {@code "x-api-key": "..."}: up to the closing quotation mark where
     * there is an opening one. Begins where a name begins, so that a long text is not searched anew from each letter.
     */
    private static final Pattern NAMED = Pattern.compile("(?i)((?<![\\w.-])[\\w.-]*"
            + "(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|authorization|cookie"
            + "|(?<=[?&])(?:key|sig|signature))"
            + "[\"']?\\s*[:=]\\s*[\"']?)"
            + "(?:(?<=\")[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+){0,500}+|(?<=')[^']*+|[^\"'\\s,;&}]+)");

    /** Headers hold a scheme, parameters and spaces: hidden to the end of the line. */
    private static final Pattern HEADER =
            Pattern.compile("(?i)((?<![\\w.-])[\\w.-]*(?:authorization|cookie)\\s*[:=]\\s*)(?![\"'\\s])[^\"'\\r\\n]+");

    private static final Set<String> SECRET_WORDS = Set.of(
            "password", "passwd", "passphrase", "secret", "secrets", "credential", "credentials", "jaas", "apikey");

    private static final Set<String> SECRET_LAST_WORDS = Set.of("key", "token", "authorization");

    /** Control characters of every sort, and those that turn the direction of writing. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

    private Redaction() {}

    /**
     * The text with a space for each character that would not be seen as itself: names come from whoever publishes usage,
     * and some characters rewrite a terminal or make text look like other text.
     */
    public static String printable(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }

    /** The text with everything that looks like a secret replaced by {@link #HIDDEN}. */
    public static String mask(String text) {
        return SECRET.matcher(text).replaceAll(HIDDEN);
    }

    /** {@link #mask}, and also what only its name gives away: {@code "api_key": "..."}, {@code password=...}. */
    public static String maskDocument(String text) {
        String headless = HEADER.matcher(mask(text)).replaceAll("$1" + HIDDEN);
        return NAMED.matcher(headless).replaceAll("$1" + HIDDEN);
    }

    /** What went wrong, in one sentence for people and logs: the message, else the kind of failure, masked. */
    public static String sentence(@Nullable Throwable failed) {
        if (failed == null) {
            return "not known";
        }
        String message = failed.getMessage();
        return mask(message == null ? failed.getClass().getSimpleName() : message);
    }

    /** Whether anything in the text looks like a secret: exactly where {@link #mask} hides something. */
    public static boolean findsSecret(String text) {
        return mayHoldSecret(text) && SECRET.matcher(text).find();
    }

    /** A look at each character, because nearly no text holds one: false only where {@link #SECRET} finds nothing. */
    private static boolean mayHoldSecret(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean may =
                    switch (c) {
                        case '-' ->
                            text.startsWith("sk", i - 2)
                                    || text.startsWith("glpat", i - 5)
                                    || text.startsWith("xox", i - 4)
                                    || text.startsWith("----", i - 4);
                        case '_' ->
                            text.startsWith("gh", i - 3)
                                    || text.startsWith("github_pat", i - 10)
                                    || text.startsWith("hf", i - 2);
                        case 'I' ->
                            text.startsWith("AK", i - 2) || text.startsWith("AS", i - 2) || text.startsWith("A", i - 1);
                        case 'J' -> text.startsWith("ey", i - 2);
                        case '/' -> text.startsWith(":/", i - 2);
                        // "Bearer " in any spelling has white space behind it.
                        default -> c <= ' ';
                    };
            if (may) {
                return true;
            }
        }
        return false;
    }

    /** The text in quotation marks, masked, without control characters, and at most 40 characters of it. */
    public static String quote(String text) {
        String looked = text.length() > LONGEST_LOOK ? text.substring(0, LONGEST_LOOK) : text;
        String masked = printable(mask(looked));
        boolean whole = masked.length() <= LONGEST_QUOTE && looked.length() == text.length();
        return '"' + (whole ? masked : masked.substring(0, Math.min(masked.length(), LONGEST_QUOTE)) + "...") + '"';
    }

    /**
     * Whether a setting of this name holds a secret: {@code basic.auth.user.info}, {@code ssl.key.password},
     * {@code sasl.jaas.config}, {@code bearer.auth.token} do; {@code spike.floor.tokens} does not.
     */
    public static boolean isSecretName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String[] words = lower.split("[._-]", -1);
        for (String word : words) {
            if (SECRET_WORDS.contains(word)) {
                return true;
            }
        }
        return SECRET_LAST_WORDS.contains(words[words.length - 1]) || lower.endsWith("user.info");
    }
}
