// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * A call that tried a key rather than used it: refused or empty, and not from one of the identity's own places.
 *
 * @param source where it came from: network and region
 * @param identityId whose key was tried
 * @param occurredAt event time, milliseconds since 1970
 * @param refused whether it was refused
 * @param exposed whether the key is known to be in other hands; of a call that names none, whether any of the identity's is
 * @param eventId the event's id
 * @param position where the event is in its log
 */
public record Attempt(
        String source,
        String identityId,
        long occurredAt,
        boolean refused,
        boolean exposed,
        String eventId,
        Position position) {}
