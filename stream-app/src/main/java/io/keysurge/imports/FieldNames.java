// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.keysurge.wording.Redaction;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the name of a foreign field tells of what stands under it, in any spelling: {@code X-Api-Key}, {@code apiKey}. */
public final class FieldNames {

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private static final Pattern KEY = Pattern.compile(
            ".*(?:(?:api|access|secret|private|virtual|subscription)_?key|secret|password|passwd|passphrase)"
                    + "|(?:.*_)?(?:token|authorization|credentials?)|key");

    /** Words that hide in longer ones: what is hidden without need harms nobody. */
    private static final Pattern SECRET = Pattern.compile(".*(?:key|token)|.*(?:password|secret|apikey|signature).*");

    private static final Set<String> SECRET_WORDS = Set.of("cookie", "cookies", "bearer", "jwt", "pwd", "auth", "sig");
    private static final Set<String> HASH_WORDS = Set.of("fingerprint", "hash");

    private static final Set<String> SAID_WORDS = Set.of(
            "arguments",
            "args",
            "answer",
            "choice",
            "choices",
            "completion",
            "completions",
            "content",
            "contents",
            "document",
            "documents",
            "exception",
            "function",
            "input",
            "inputs",
            "instruction",
            "instructions",
            "message",
            "messages",
            "output",
            "outputs",
            "prompt",
            "prompts",
            "query",
            "question",
            "reasoning",
            "stacktrace",
            "text",
            "thinking",
            "tool",
            "tools",
            "traceback",
            "transcript");

    /** Objects around an answer; as texts they are the answer. */
    private static final Set<String> AROUND_WORDS = Set.of("response", "message", "body", "result");

    /** Beginnings of the names of attributes that hold more than their words tell. */
    private static final List<String> SAID =
            List.of("ai.response.", "traceloop.entity.", "gen_ai.tool.", "gen_ai.event.");

    private FieldNames() {}

    /** Whether a credential itself stands there, and not its id, its name or a hash of it. */
    static boolean isOfKey(String name) {
        return KEY.matcher(plain(name)).matches();
    }

    /** Whether something stands there that nobody is to read; also where it may be harmless. */
    public static boolean isOfSecret(String name) {
        String plain = plain(name);
        return Redaction.isSecretName(plain)
                || hasWord(plain, SECRET_WORDS)
                || SECRET.matcher(plain).matches();
    }

    /** Whether its last word says that what stands there is a hash. */
    static boolean isOfHash(String name) {
        return HASH_WORDS.contains(lastWord(name));
    }

    /** Whether what people or models said may stand there. */
    static boolean isOfSpeech(String name) {
        String plain = plain(name);
        return hasWord(plain, SAID_WORDS)
                || plain.equals("system")
                || SAID.stream().anyMatch(name::startsWith);
    }

    /** Whether it counts tokens: also of a prompt. */
    public static boolean isOfCount(String name) {
        return hasWord(plain(name), Set.of("tokens"));
    }

    /**
     * What the {@code value} of a pair is called by the {@code key} or the {@code name} beside it, as in an attribute of
     * OTLP or a header; empty for what is no such pair.
     */
    public static String ofPair(JsonNode object) {
        if (!object.has("value")) {
            return "";
        }
        String key = object.path("key").asText();
        return key.isEmpty() ? object.path("name").asText() : key;
    }

    /** Whether an answer, or what there is around one, stands there. */
    static boolean isAround(String name) {
        return AROUND_WORDS.contains(plain(name)) || (AROUND_WORDS.contains(lastWord(name)) && !isOfSpeech(name));
    }

    private static String lastWord(String name) {
        String plain = plain(name);
        return plain.substring(plain.lastIndexOf('_') + 1);
    }

    private static boolean hasWord(String plain, Set<String> words) {
        for (String word : plain.split("_", -1)) {
            if (words.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** Its words in lower case with underscores between them. */
    private static String plain(String name) {
        String words = HUMP.matcher(name).replaceAll("_");
        return BETWEEN_WORDS.matcher(words).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
