// SPDX-License-Identifier: Apache-2.0
/**
 * What became of refused records: why each was refused, what its bytes say, whether it would pass now, and publishing it
 * again where it came from.
 *
 * <p>The topic of refused records is read as a stream, several times over, up to the end that it had at first: what is
 * kept in memory is a bit for each record, and a few bytes for each identity of records that are to be published again.
 * Nothing here decides whether a record is good: the detector's own admission does. Knows nothing of the command line.
 */
@NullMarked
package io.keysurge.rejected;

import org.jspecify.annotations.NullMarked;
