// SPDX-License-Identifier: Apache-2.0
package io.keysurge.imports;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** How a call ended, in the words of the contract: HTTP status codes, error types and exception names. */
final class Statuses {

    static final String OK = "ok";
    static final String ERROR = "error";

    private static final String UNAUTHORIZED = "unauthorized";
    private static final String FORBIDDEN = "forbidden";
    private static final String NOT_FOUND = "not_found";
    private static final String RATE_LIMITED = "rate_limited";
    private static final String INVALID = "invalid";

    private static final Set<String> OURS =
            Set.of(OK, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, RATE_LIMITED, INVALID, ERROR);
    private static final Set<String> GOOD = Set.of("success", "succeeded", "completed", "ok", "200");
    private static final Pattern CODE = Pattern.compile("[1-5]\\d\\d");

    /** Parts of names of errors, the first that is found wins: {@code RateLimitError}, {@code rate_limit_error}. */
    private static final List<Map.Entry<String, String>> NAMES = List.of(
            Map.entry("ratelimit", RATE_LIMITED),
            Map.entry("toomanyrequests", RATE_LIMITED),
            Map.entry("quota", RATE_LIMITED),
            Map.entry("budgetexceeded", RATE_LIMITED),
            Map.entry("unauthorized", UNAUTHORIZED),
            Map.entry("authentication", UNAUTHORIZED),
            Map.entry("invalidapikey", UNAUTHORIZED),
            Map.entry("permission", FORBIDDEN),
            Map.entry("forbidden", FORBIDDEN),
            Map.entry("accessdenied", FORBIDDEN),
            Map.entry("notfound", NOT_FOUND),
            Map.entry("badrequest", INVALID),
            Map.entry("invalid", INVALID),
            Map.entry("unprocessable", INVALID),
            Map.entry("validation", INVALID),
            Map.entry("contextwindow", INVALID),
            Map.entry("contextlength", INVALID),
            Map.entry("contentpolicy", INVALID),
            Map.entry("requesttoolarge", INVALID));

    private Statuses() {}

    /** Of an HTTP status code. */
    static String ofCode(long code) {
        if (code < 400) {
            return OK;
        }
        if (code >= 500) {
            return ERROR;
        }
        return switch ((int) code) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 402, 429 -> RATE_LIMITED;
            case 408 -> ERROR;
            default -> INVALID;
        };
    }

    /** Of a word: one of the contract's own, a code, or what an error is called. */
    static String of(String word) {
        String stripped = word.strip().toLowerCase(Locale.ROOT);
        if (stripped.isEmpty() || GOOD.contains(stripped)) {
            return OK;
        }
        if (OURS.contains(stripped)) {
            return stripped;
        }
        if (CODE.matcher(stripped).matches()) {
            return ofCode(Integer.parseInt(stripped));
        }
        String letters = stripped.replaceAll("[^a-z]", "");
        for (Map.Entry<String, String> each : NAMES) {
            if (letters.contains(each.getKey())) {
                return each.getValue();
            }
        }
        return ERROR;
    }
}
