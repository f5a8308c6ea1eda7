// SPDX-License-Identifier: Apache-2.0
/**
 * Files that people write: YAML as a tree that knows its lines, held against a JSON Schema, with every mistake named by
 * file, line, field and rule.
 *
 * <p>What a file is about is not for here: not identities, and not prices.
 */
@NullMarked
package io.keysurge.yaml;

import org.jspecify.annotations.NullMarked;
