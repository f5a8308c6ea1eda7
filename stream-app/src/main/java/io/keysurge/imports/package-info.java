// SPDX-License-Identifier: Apache-2.0
/**
 * What other systems write about calls to models, as usage events: one payload in, events and refusals out.
 *
 * <p>Who has a payload as a parsed tree, a file or the body of a request, gives it to the {@link
 * io.keysurge.imports.PayloadMapper} of its format: {@code new OtlpTraces(settings).map(body, out)}, {@code new
 * LiteLlmLogs(settings).map(body, out)}. What it takes out is an {@link io.keysurge.imports.Imported} each: an event, a
 * refusal with field, reason and what to keep of it, something that is no call, or a remark. Events have passed {@link
 * io.keysurge.usage.RawKeyRules}; {@link io.keysurge.usage.UsageRules} is still to be asked, by who knows the time.
 *
 * <p>Nothing here knows files, Kafka, clocks or the command line. The same payload gives the same events with the same
 * ids, so that what is told twice counts once.
 */
@NullMarked
package io.keysurge.imports;

import org.jspecify.annotations.NullMarked;
