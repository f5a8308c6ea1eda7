// SPDX-License-Identifier: Apache-2.0
package io.keysurge.runtime;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/** Fills {@code ${file:PATH:NAME}}, {@code ${dir:PATH:FILE}} and {@code ${env:NAME}} in with Kafka's own providers. */
final class Placeholders {

    private static final Pattern PLACEHOLDER = ConfigTransformer.DEFAULT_PATTERN;

    private final ConfigTransformer transformer;

    Placeholders(Map<String, String> environment) {
        Map<String, ConfigProvider> providers = Map.of(
                "file", new FileConfigProvider(),
                "dir", new DirectoryConfigProvider(),
                "env", new EnvVarConfigProvider(environment));
        providers.values().forEach(provider -> provider.configure(Map.of()));
        transformer = new ConfigTransformer(providers);
    }

    /** Whether the text is one placeholder and nothing else, so that it can be shown. */
    static boolean isOnly(String written) {
        return PLACEHOLDER.matcher(written).matches();
    }

    /**
     * The value with every placeholder filled in.
     *
     * @throws UnresolvedException naming the first placeholder that stands for nothing
     */
    String fill(String written) throws UnresolvedException {
        Matcher matcher = PLACEHOLDER.matcher(written);
        var filled = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(filled, Matcher.quoteReplacement(one(matcher.group())));
        }
        return matcher.appendTail(filled).toString();
    }

    private String one(String placeholder) throws UnresolvedException {
        String filled;
        try {
            filled = transformer.transform(Map.of("it", placeholder)).data().get("it");
        } catch (KafkaException unreadable) {
            throw new UnresolvedException(placeholder);
        }
        // Kafka leaves what it cannot fill in as it stands; a password that reads "${env:...}" would only fail later.
        if (filled == null || filled.equals(placeholder)) {
            throw new UnresolvedException(placeholder);
        }
        return filled;
    }

    /** The placeholder stands for nothing that exists. Holds the placeholder, never what it stands for. */
    static final class UnresolvedException extends Exception {

        private static final long serialVersionUID = 1L;

        private UnresolvedException(String placeholder) {
            super(placeholder + " stands for nothing that can be read"
                    + " (expected: ${env:NAME}, ${file:PATH:NAME} or ${dir:PATH:FILE} of something that exists)");
        }
    }
}
