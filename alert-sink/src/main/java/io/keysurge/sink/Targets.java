// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import io.keysurge.runtime.Settings;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Every kind of target, in the order in which they are asked whether they take a step: first those that act on identities
 * that they name, then those that act on any; the webhook has the rest.
 */
final class Targets {

    private static final List<Target.Kind> KINDS = List.of(
            new VaultConfig(),
            new AnthropicConfig(),
            new OpenAiConfig(),
            new GoogleConfig(),
            new AwsConfig(),
            new OAuthConfig(),
            new KeycloakConfig(),
            new LiteLlmConfig(),
            new SecEventConfig(),
            new CommandConfig(),
            new SlackConfig(),
            new EmailConfig());

    private Targets() {}

    static void addTo(ConfigDef definition) {
        KINDS.forEach(kind -> kind.addTo(definition));
    }

    /** Those that the settings describe. */
    static List<Target> of(Settings settings) {
        return KINDS.stream()
                .map(kind -> kind.of(settings))
                .flatMap(Optional::stream)
                .toList();
    }
}
