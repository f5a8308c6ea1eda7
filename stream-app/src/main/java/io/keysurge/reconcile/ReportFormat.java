// SPDX-License-Identifier: Apache-2.0
package io.keysurge.reconcile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.Predicate;

/** Reports that can be compared with. */
public enum ReportFormat {
    /** Pages of OpenAI's {@code GET /v1/organization/usage/completions}, grouped by model. */
    OPENAI_USAGE,
    /** Rows of LiteLLM's {@code GET /spend/logs?summarize=false}. */
    LITELLM_SPEND;

    /**
     * What a report says of a day.
     *
     * @param day in UTC
     * @param models which models count
     * @throws InvalidReportException when it is no such report, or not of the whole day
     * @throws IOException when it cannot be read
     */
    public Counts read(Path file, LocalDate day, Predicate<String> models) throws IOException {
        return switch (this) {
            case OPENAI_USAGE -> OpenAiUsage.read(file, day, models);
            case LITELLM_SPEND -> LiteLlmSpend.read(file, day, models);
        };
    }

    /** Whose report it is. */
    public String provider() {
        return this == OPENAI_USAGE ? "OpenAI" : "LiteLLM";
    }

    /** As it is typed in an option. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
