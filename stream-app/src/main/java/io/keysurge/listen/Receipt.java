// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import java.util.List;

/**
 * What became of an acknowledged request.
 *
 * @param published events that are on the usage topic
 * @param ignored records that are no call to a model, such as spans of a database
 * @param refusals the others, each of which is kept on the rejected topic
 */
record Receipt(int published, int ignored, List<Refused> refusals) {

    private static final int MOST_TOLD = 5;

    Receipt {
        refusals = List.copyOf(refusals);
    }

    /** The first refusals in one sentence. */
    String sentence() {
        StringBuilder text = new StringBuilder();
        refusals.stream()
                .limit(MOST_TOLD)
                .forEach(refused -> text.append(text.isEmpty() ? "" : "; ")
                        .append(refused.refusal().sentence()));
        int more = refusals.size() - MOST_TOLD;
        return more > 0 ? text + "; and " + more + " more" : text.toString();
    }
}
