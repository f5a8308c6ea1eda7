// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import io.keysurge.imports.AnthropicUsage;
import io.keysurge.imports.ImportSettings;
import io.keysurge.imports.LiteLlmLogs;
import io.keysurge.imports.OpenAiUsage;
import io.keysurge.imports.OtlpTraces;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A way to write usage down. */
public interface UsageFormat {

    /** What {@code --format} calls it. */
    String name();

    /**
     * Begins to read one file.
     *
     * @param content what is in it; the reader closes it
     * @param warnings takes what a reader of the file should know although nothing is refused
     */
    UsageReader open(InputStream content, Consumer<String> warnings);

    /**
     * Every format there is.
     *
     * @param settings what payloads of other systems do not say of themselves
     */
    static List<UsageFormat> all(ImportSettings settings) {
        return List.of(
                new MinutesFormat(),
                new JsonlFormat(),
                new PayloadFormat("litellm", new LiteLlmLogs(settings)),
                new PayloadFormat("otel", new OtlpTraces(settings)),
                new PayloadFormat("openai", new OpenAiUsage(settings)),
                new PayloadFormat("anthropic", new AnthropicUsage(settings)),
                new CsvFormat(settings, null));
    }

    /** The format with this name. */
    static Optional<UsageFormat> named(String name, ImportSettings settings) {
        return all(settings).stream()
                .filter(format -> format.name().equals(name))
                .findFirst();
    }

    /** The names of all formats, for messages. */
    static String names() {
        return all(ImportSettings.NONE).stream().map(UsageFormat::name).collect(Collectors.joining(", "));
    }
}
