// SPDX-License-Identifier: Apache-2.0
package io.keysurge.listen;

import io.keysurge.usage.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What became of an acknowledged request.
 *
 * @param published events that are on the usage topic
 * @param ignored records that are no call to a model, such as spans of a database
 * @param refusals the others, each of which is kept on the rejected topic
 */
record Receipt(int published, int ignored, List<Refused> refusals) {

    private static final int MOST_TOLD = 5;
    private static final Pattern PLACE = Pattern.compile("\\[\\d+]");

    Receipt {
        refusals = List.copyOf(refusals);
    }

    /** The first kinds of refusals in one sentence, each by its first; what differs by its place alone is of one kind. */
    String sentence() {
        Map<String, List<Refusal>> kinds = refusals.stream()
                .map(Refused::refusal)
                .collect(Collectors.groupingBy(Receipt::kind, LinkedHashMap::new, Collectors.toList()));
        String told =
                kinds.values().stream().limit(MOST_TOLD).map(Receipt::ofOneKind).collect(Collectors.joining("; "));
        int more = kinds.values().stream().skip(MOST_TOLD).mapToInt(List::size).sum();
        return more > 0 ? told + "; and " + more + " more" : told;
    }

    private static String kind(Refusal refusal) {
        return refusal.reason() + " " + PLACE.matcher(refusal.field()).replaceAll("[]") + " " + refusal.detail();
    }

    private static String ofOneKind(List<Refusal> alike) {
        String first = alike.get(0).sentence();
        return alike.size() == 1 ? first : first + " (and " + (alike.size() - 1) + " more like it)";
    }
}
