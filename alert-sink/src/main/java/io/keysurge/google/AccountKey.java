// SPDX-License-Identifier: Apache-2.0
package io.keysurge.google;

import io.keysurge.errand.Reach;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service account's key is called at Google Cloud.
 *
 * @param account the service account's e-mail address
 * @param id the key's own id
 */
record AccountKey(String account, String id) {

    private static final Pattern WHOLE = Pattern.compile("([A-Za-z0-9.:_-]+@[A-Za-z0-9.-]+)/([0-9a-f]+)");
    private static final Pattern OF_PROJECT = Pattern.compile("[^@]+@(.+)\\.iam\\.gserviceaccount\\.com");

    /**
     * Reads what a person wrote.
     *
     * @throws IllegalArgumentException when it names no key; does not repeat it, since it may be one
     */
    static AccountKey parse(String text) {
        Matcher parts = WHOLE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("(not shown) (expected: ACCOUNT@HOST/KEYID, never the key itself)");
        }
        return new AccountKey(parts.group(1), parts.group(2));
    }

    /** Where it is. With {@code -} for a project, Google answers 403 where there is no such key. */
    String path() {
        return "/v1/projects/" + Reach.encoded(project()) + "/serviceAccounts/" + Reach.encoded(account) + "/keys/"
                + Reach.encoded(id);
    }

    /** The account's project, where its address says so; one in a domain is called DOMAIN:PROJECT there. */
    private String project() {
        Matcher host = OF_PROJECT.matcher(account);
        if (!host.matches()) {
            return "-";
        }
        String[] parts = host.group(1).split("\\.", 2);
        return parts.length == 1 ? parts[0] : parts[1] + ":" + parts[0];
    }

    String shown() {
        return "key " + id + " of service account " + account;
    }
}
