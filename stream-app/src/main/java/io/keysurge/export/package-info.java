// SPDX-License-Identifier: Apache-2.0
/**
 * What the topics say, as files for other tools: which tables there are and what their columns mean, and how a table is
 * written as Parquet, CSV or JSON Lines.
 *
 * <p>Topics are read as a stream, from where the span can begin; rows leave as they come. Kept in memory are the open
 * minutes of identities, what tells duplicates from others, and for Parquet one row group of up to 128 MiB. Money is
 * decimal throughout. Knows nothing of the command line.
 */
@NullMarked
package io.keysurge.export;

import org.jspecify.annotations.NullMarked;
