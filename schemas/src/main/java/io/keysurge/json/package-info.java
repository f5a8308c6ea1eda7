// SPDX-License-Identifier: Apache-2.0
/**
 * Contracts as JSON that people read and write, and back: the schema's own field names, natural unions, ISO-8601 times.
 *
 * <p>Knows Avro schemas in general and no contract in particular; whether a value makes sense is judged elsewhere.
 */
@NullMarked
package io.keysurge.json;

import org.jspecify.annotations.NullMarked;
